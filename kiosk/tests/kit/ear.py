#!/usr/bin/python3
"""A speech-dispatcher output module without a voice: it writes down what it is told to say, and takes its time.

Each thing it is told becomes one JSON line in the file named by EAR_LOG: when it came, what kind it is, its words, and
the language, voice, rate and volume that hold for it. A "STOP" line says that it was cut while it spoke.

EAR_PACE is how many milliseconds a character takes at the ordinary rate, 20 if unset: a voice that is done at once counts
as dead, so it is more than the 15 of which the kiosk believes nobody. The file named by EAR_MOOD, read again for every
utterance, makes it fail: "mute" takes the words and never begins, "die" ends the process in the middle of them.

It speaks the module protocol of speech-dispatcher 0.11 on standard input and output.
"""
import html
import json
import os
import re
import sys
import threading
import time

LOG = os.environ["EAR_LOG"]
MOOD = os.environ.get("EAR_MOOD", "")
PACE = float(os.environ.get("EAR_PACE", "20")) / 1000
SPEAKING = {"SPEAK", "CHAR", "KEY", "SOUND_ICON"}
# Command: what is answered before its block of lines, and what after it.
BLOCKS = {
    "AUDIO": ("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED"),
    "LOGLEVEL": ("207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOGLEVEL SET"),
    "SET": ("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED"),
}
VOICES = ("it", "en", "ar")


def answer(*lines):
    # One write: the thread that speaks and the one that listens never mix their lines.
    os.write(1, "".join(line + "\n" for line in lines).encode())


def line():
    read = sys.stdin.readline()
    if not read:
        os._exit(0)
    return read.rstrip("\n")


def block():
    lines = []
    while (read := line()) != ".":
        # A line that starts with a point is sent with two.
        lines.append(read[1:] if read.startswith("..") else read)
    return lines


def number(settings, name):
    value = settings.get(name, "")
    return int(value) if re.fullmatch(r"-?\d+", value) else None


def pace(settings):
    """Seconds a character, by the scale on which the rate comes."""
    rate = number(settings, "rate") or 0
    return PACE * 170 / (170 + rate * (0.9 if rate < 0 else 2.79))


def write(kind, words, settings):
    heard = {
        "at": time.time(),
        "kind": kind,
        "words": words,
        "lang": settings.get("language"),
        "voice": settings.get("synthesis_voice"),
        "rate": number(settings, "rate"),
        "volume": number(settings, "volume"),
    }
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps(heard, ensure_ascii=False) + "\n")


def mood():
    try:
        with open(MOOD, encoding="utf-8") as file:
            return file.read().strip()
    except OSError:
        return ""


class Mouth:
    """What takes its time: one utterance at once, on a thread of its own."""

    def __init__(self):
        self.stopped = threading.Event()
        self.thread = None

    def speak(self, length, settings):
        if self.thread:
            self.thread.join()
        self.stopped.clear()
        self.thread = threading.Thread(target=self.run, args=(length, dict(settings), mood()), daemon=True)
        self.thread.start()

    def run(self, length, settings, fault):
        if fault == "mute":
            self.stopped.wait()
            return answer("703 STOP")
        answer("701 BEGIN")
        if fault == "die":
            os._exit(1)
        if self.stopped.wait(length * pace(settings)):
            write("STOP", "", settings)
            answer("703 STOP")
        else:
            answer("702 END")


def main():
    settings, mouth = {}, Mouth()
    while True:
        command = line()
        if command == "INIT":
            answer("299-the ear listens", "299 OK LOADED SUCCESSFULLY")
        elif command == "LIST VOICES":
            answer(*(f"200-ear-{voice}\t{voice}\tnone" for voice in VOICES), "200 OK VOICE LIST SENT")
        elif command in BLOCKS:
            before, after = BLOCKS[command]
            answer(before)
            lines = block()
            if command == "SET":
                settings.update(pair.split("=", 1) for pair in lines if "=" in pair)
            answer(after)
        elif command in SPEAKING:
            answer("202 OK RECEIVING MESSAGE")
            words = html.unescape(re.sub(r"<[^>]*>", "", "\n".join(block())))
            write(command, words, settings)
            answer("200 OK SPEAKING")
            mouth.speak(len(words), settings)
        elif command in ("STOP", "PAUSE"):
            mouth.stopped.set()
        elif command.startswith("DEBUG"):
            answer("200 OK DEBUGGING SET")
        elif command == "QUIT":
            answer("210 OK QUIT")
            os._exit(0)
        else:
            answer("300 ERR UNKNOWN COMMAND")


main()
