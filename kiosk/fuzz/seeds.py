#!/usr/bin/env python3
"""Writes the seeds of the byte formats, from the invented cards of the simulator; those of pages are written by a test."""
import json
import pathlib

here = pathlib.Path(__file__).parent
cards = json.loads((here / "../src/simulator/cards.json").read_text())["cards"]
malformed = json.loads((here / "../tests/data/malformed.json").read_text())


def seed(target, name, data):
    folder = here / "seeds" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def parts(*pieces):
    return b"".join(bytes([len(piece)]) + piece for piece in pieces)


RESET = bytes.fromhex("3BFF1800008131FE45006B05052000012101434E5310318079")
OK = b"\x90\x00"
for number, card in enumerate(cards[:3]):
    data = card["personal_data"].encode()
    chunks = [data[6:][at:at + 128] + OK for at in range(0, len(data) - 6, 128)]
    seed("card", f"health-{number}", parts(RESET, OK, OK, OK, data[:6] + OK, *chunks))
    seed("card", f"t0-{number}", parts(RESET, b"\x61\x10", b"\x10" + OK, OK, OK, b"\x6c\x06", data[:6] + OK, *chunks))
    seed("card_file", f"card-{number}", data)
    seed("scan", f"barcode-{number}", card["barcode"].encode())
    seed("scan", f"stripe-{number}", (card["track_1"] + card["track_2"]).encode())
seed("card", "identity", parts(bytes.fromhex("3B80800101"), b"\x6a\x82", OK, OK))
seed("card", "foreign", parts(bytes.fromhex("3B6500009C02020702"), b"\x6a\x82", b"\x6a\x82"))
for number, file in enumerate(malformed["files"]):
    seed("card_file", f"malformed-{number}", file["file"].encode())

ROWS = [(16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"), (2, "1234567890")]
codes = {sign: first + at for first, row in ROWS for at, sign in enumerate(row)}
code = cards[0]["barcode"].strip("*")
typed = b"".join(bytes([codes[sign], 0, codes[sign], 1]) for sign in code)
seed("wedge", "italian", b"\x00" + typed + b"\x1c\x00")
seed("wedge", "us-lost", b"\x01" + typed[:20] + b"\x00\xdc" + typed)
report = bytes([2, 16]) + b"]A0" + code.encode()
seed("hid", "one", report.ljust(63, b"\0") + b"\0")
first = bytes([2, 8]) + b"]A0" + code[:8].encode()
second = bytes([2, 8]) + b"]A0" + code[8:].encode()
seed("hid", "two", first.ljust(63, b"\0") + b"\1" + second.ljust(63, b"\0") + b"\0")
track = cards[0]["track_1"].encode()
seed("hid", "swipe", bytes([0, 0, 0, len(track), 0, 0, 0]) + track.ljust(330, b"\0"))
seed("printer", "ready", b"\x12\x12\x12\x12" * 2 + b"\x00" + b"\x12\x12\x12\x12")
seed("printer", "out", b"\x1a\x32\x12\x7e")
seed("printer", "flow", b"\x13\x11\x12\x12\x12\x1e" + b"\x12\x12\x12\x12" + b"\x0c\x12\x12\x12\x12")
seed("ssip", "session", b"\xff208 OK CLIENT NAME SET\r\n230 OK RECEIVING DATA\r\n225-21\r\n225 OK MESSAGE QUEUED\r\n"
     b"701-21\r\n701-1\r\n701 BEGIN\r\n700-21\r\n700-1\r\n700-dove\r\n700 INDEX MARK\r\n703-21\r\n703-1\r\n703 CANCELED\r\n")
seed("ssip", "torn", b"\x03225-1\r\n226 OK\r\n")
for name, told in [("part", "parte:b-0-0"), ("sign", "segno:à"), ("control", "comando:fine"), ("erase", "cancella")]:
    seed("touch", name, told.encode())
# A language by ear, a page, the card, a receipt; and the same by touch with the portal away.
seed("agent", "ear", bytes([10, 0, 15, 2, 1, 1, 1, 0, 1, 2, 16, 3, 15, 3, 1, 1, 1, 2, 4, 7, 12, 2, 13, 0, 9, 200, 14, 0, 1, 4]))
seed("agent", "touch", bytes([9, 1, 18, 0, 0, 20, 18, 0, 0, 200, 16, 9, 9, 4, 7, 97, 8, 0, 6, 0]))
# A card's PIN; a finger that explores and chooses; a braille display; devices that go, an old page, the self-test.
seed("agent", "card-pin", bytes([9, 1, 16, 0, 11, 2, 11, 8, 20, 48, 4, 8, 4, 3, 4, 0, 4, 2, 4, 7, 1, 2, 16, 1, 20, 5, 20, 33, 20, 2, 11, 1]))
seed("agent", "finger", bytes([24, 2, 10, 0, 1, 2, 16, 3, 22, 0, 21, 2, 21, 64, 21, 128, 21, 3, 21, 1, 21, 11, 21, 5, 22, 1, 21, 9]))
seed("agent", "braille", bytes([23, 7, 23, 128, 23, 136, 16, 5, 23, 129, 23, 97, 23, 98, 23, 140, 23, 130, 23, 131, 23, 139, 23, 143, 23, 20]))
seed("agent", "devices", bytes([24, 4, 24, 129, 24, 0, 1, 2, 16, 9, 25, 9, 24, 128, 24, 131, 19, 1, 19, 3, 26, 0, 26, 2, 0, 20, 15, 3, 26, 1]))
