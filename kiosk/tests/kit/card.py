#!/usr/bin/env python3
"""A chip card for the virtual reader of vsmartcard (Debian package vsmartcard-vpcd), for tests.

It connects to vpcd, which is a card going in, and ends, which is a card being pulled. Each message of vpcd is two
bytes of length and so many bytes: one byte alone is a control (0 off, 1 on, 2 reset, 4 asks for the answer to reset),
anything longer a command. It says "in" when it has connected and then every command it answers, one a line. One that
stays is in again when another vpcd comes.
"""
import argparse
import base64
import json
import socket
import struct
import time

# Status words of ISO/IEC 7816-4.
NOT_OPEN, BLOCKED, NO_SUCH_KEY = (bytes.fromhex(status) for status in ("6982", "6983", "6A88"))
OK, ENDED, NO_FILE, NOT_CHOSEN, NO_SUCH_PLACE, NO_COMMAND = (
    bytes.fromhex(status) for status in ("9000", "6282", "6A82", "6986", "6B00", "6D00"))

IAS = bytes.fromhex("A0000000308000000009816001")
CIE = bytes.fromhex("A00000000039")


def health_files(personal_data, card_number):
    """The files of a TS-CNS that OpenSC and we look at: folders map to None."""
    padded = personal_data + bytes(max(0, 400 - len(personal_data)))
    return {
        "3F00": None,
        "3F00/2F02": bytes.fromhex("5A0A") + bytes(10),
        "3F00/1000": None,
        "3F00/1000/1002": bytes(54),
        "3F00/1000/1003": card_number,
        "3F00/1100": None,
        "3F00/1100/1102": padded,
        "3F00/1200": None,
        "3F00/1200/1201": b"000000",
    }


class Card:
    def __init__(self, files, applications, is_t0, at_most):
        self.files, self.applications, self.is_t0, self.at_most = files, applications, is_t0, at_most
        self.secret, self.tries = None, 3
        self.reset()

    def reset(self):
        self.path, self.ready, self.chosen = "3F00", b"", []
        self.is_open = self.is_set = False

    def answer(self, command):
        if len(command) < 4:
            return NO_COMMAND
        instruction, p1, p2 = command[1:4]
        if instruction in (0x20, 0x22, 0x2A) and self.secret:
            return self.give(self.unlock(instruction, p1, p2, command[4:]))
        if instruction == 0xA4:
            return self.select(p1, p2, command[5:5 + command[4]] if len(command) > 5 else b"")
        if instruction == 0xB0:
            return self.read(p1 << 8 | p2, command[4] if len(command) == 5 else 0)
        if instruction == 0xC0:
            ready, self.ready = self.ready, b""
            return ready + OK
        return NO_COMMAND

    def give(self, answer):
        """Data and status as the protocol gives them."""
        if not self.is_t0 or len(answer) == 2:
            return answer
        self.ready = answer[:-2]
        return bytes([0x61, len(self.ready) & 0xFF])

    def unlock(self, instruction, p1, p2, rest):
        """The PIN and what it opens: a signature over what the host calls the digest (PKCS #1 v1.5)."""
        if instruction == 0x20 and p2 == 0x10:
            return self.verify(rest[1:])
        if instruction == 0x22:
            self.is_set = self.is_set or (p1, p2) == (0xF3, 0x03)
            return OK
        if (instruction, p1, p2) != (0x2A, 0x9E, 0x9A):
            return NO_SUCH_KEY
        if not (self.is_open and self.is_set):
            return NOT_OPEN
        info = rest[1:1 + rest[0]]
        modulus, exponent = (int(self.secret[part], 16) for part in ("modulus", "exponent"))
        size = (modulus.bit_length() + 7) // 8
        block = b"\x00\x01" + b"\xff" * (size - len(info) - 3) + b"\x00" + info
        return pow(int.from_bytes(block, "big"), exponent, modulus).to_bytes(size, "big") + OK

    def verify(self, pin):
        if self.tries == 0:
            return BLOCKED
        if pin:
            self.is_open = pin == self.secret["pin"].encode().ljust(8, b"\xff")
            self.tries = 3 if self.is_open else self.tries - 1
        if self.is_open:
            return OK
        return bytes([0x63, 0xC0 | self.tries]) if self.tries else BLOCKED

    def select(self, p1, p2, name):
        if p1 == 4:
            # Each application is found only when those before it were chosen.
            if self.applications[:len(self.chosen) + 1] != self.chosen + [name]:
                return NO_FILE
            self.chosen = self.chosen + [name]
            return OK
        steps = [name[at:at + 2].hex().upper() for at in range(0, len(name), 2)] or ["3F00"]
        path = "3F00" if p1 == 8 else self.path
        for step in steps:
            path = self.found(path, step)
            if path is None:
                return NO_FILE
        self.path = path
        return self.about(path) if p2 & 0x0C != 0x0C else OK

    def found(self, path, step):
        """A file by its identifier: the root, in the folder, the folder itself, or beside the file."""
        parent = path.rpartition("/")[0]
        candidates = [step if step == "3F00" else f"{path}/{step}", f"{parent}/{step}"]
        if path.endswith(step):
            candidates.append(path)
        return next((candidate for candidate in candidates if candidate in self.files), None)

    def about(self, path):
        """What a file is: folder or transparent file, size, identifier, who may what (everybody reads)."""
        data = self.files[path]
        size = struct.pack(">H", 0x1000 if data is None else len(data))
        kind = b"\x38" if data is None else b"\x01"
        rights = b"\0" + b"\xff" * 8
        tags = [(0x80, size), (0x82, kind), (0x83, bytes.fromhex(path[-4:])), (0x86, rights)]
        inner = b"".join(bytes([tag, len(value)]) + value for tag, value in tags)
        about = b"\x6f" + bytes([len(inner)]) + inner
        if not self.is_t0:
            return about + OK
        self.ready = about
        return bytes([0x61, len(about)])

    def read(self, offset, length):
        data = self.files.get(self.path)
        if data is None:
            return NOT_CHOSEN
        wanted = length or 256
        given = data[offset:offset + min(wanted, self.at_most)]
        if not given:
            return NO_SUCH_PLACE
        if len(given) == wanted or (length == 0 and not self.is_t0):
            return given + OK
        if self.is_t0:
            return bytes([0x6C, len(given)])
        return given + (ENDED if offset + len(given) == len(data) else OK)


def connected(port):
    """pcscd may still be starting, on a busy machine for long."""
    for _ in range(1200):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise SystemExit("no virtual reader listens")


def received(line, count):
    data = b""
    while len(data) < count:
        part = line.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def serve(line, card, answer_to_reset, tear_after, hang, delay):
    commands = 0
    while True:
        length = received(line, 2)
        # vpcd sends length and message apart, and the second only once the first is acknowledged.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        message = received(line, struct.unpack(">H", length)[0])
        if len(message) == 1:
            if message[0] == 4:
                line.sendall(struct.pack(">H", len(answer_to_reset)) + answer_to_reset)
            else:
                card.reset()
            continue
        if commands == tear_after:
            return
        commands += 1
        if hang is not None and message.hex().upper().startswith(hang):
            # It has taken the command, and says nothing until it is pulled.
            print("hangs", flush=True)
            while True:
                time.sleep(3600)
        time.sleep(delay)
        answer = card.answer(message)
        print(message.hex(), flush=True)
        line.sendall(struct.pack(">H", len(answer)) + answer)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=35963)
    options.add_argument("--answer-to-reset", type=bytes.fromhex, required=True)
    options.add_argument("--personal-data", help="the text of the file; without it the card is no health card")
    options.add_argument("--card-number", default="6120900000000000")
    options.add_argument("--identity", action="store_true", help="an electronic identity card")
    options.add_argument("--cards", help="a file of cards as the simulator's: the first one's key is in this card")
    options.add_argument("--tries", type=int, default=3, help="tries that its PIN has left")
    options.add_argument("--t0", action="store_true", help="answer as cards of protocol T=0 do (61xx, 6Cxx)")
    options.add_argument("--at-most", type=int, default=256, help="bytes given at once")
    options.add_argument("--stays", action="store_true", help="stay in while pcscd is replaced")
    options.add_argument("--tear-after", type=int, help="be pulled when the command after so many comes")
    options.add_argument("--delay", type=float, default=0, help="seconds that each answer takes")
    options.add_argument("--hang", help="never answer a command that begins with these hexadecimal digits")
    chosen = options.parse_args()
    files = {"3F00": None}
    if chosen.personal_data is not None:
        files = health_files(chosen.personal_data.encode("latin-1"), chosen.card_number.encode("ascii"))
    card = Card(files, [IAS, CIE] if chosen.identity else [], chosen.t0, chosen.at_most)
    if chosen.cards:
        with open(chosen.cards, encoding="utf-8") as known:
            card.secret = json.load(known)["cards"][0]["secret"]
        card.tries = chosen.tries
        files["3F00/1100/1101"] = base64.b64decode(card.secret["certificate"])
    first = True
    while first or chosen.stays:
        with connected(chosen.port) as line:
            if first:
                print("in", flush=True)
            first = False
            try:
                serve(line, card, chosen.answer_to_reset, chosen.tear_after, chosen.hang, chosen.delay)
            except (EOFError, ConnectionError):
                pass


main()
