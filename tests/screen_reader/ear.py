#!/usr/bin/python3
"""A speech-dispatcher output module without a voice: it writes down what it is told to say.

Each utterance becomes one JSON line in the file named by EAR_LOG: what kind it is, its words, its language and when it
came. It speaks the module protocol of speech-dispatcher 0.11 on standard input and output.
"""
import html
import json
import os
import re
import sys
import time

LOG = os.environ["EAR_LOG"]
SPEAKING = {"SPEAK", "CHAR", "KEY", "SOUND_ICON"}
# Command: what is answered before its block of lines, and what after it.
BLOCKS = {
    "AUDIO": ("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED"),
    "LOGLEVEL": ("207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOGLEVEL SET"),
    "SET": ("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED"),
}
VOICES = ("it", "en", "ar")


def answer(*lines):
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def line():
    read = sys.stdin.readline()
    if not read:
        sys.exit(0)
    return read.rstrip("\n")


def block():
    lines = []
    while (read := line()) != ".":
        # A line that starts with a point is sent with two.
        lines.append(read[1:] if read.startswith("..") else read)
    return lines


def write(kind, text, settings):
    words = html.unescape(re.sub(r"<[^>]*>", "", text))
    heard = {"at": time.time(), "kind": kind, "words": words, "lang": settings.get("language")}
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps(heard, ensure_ascii=False) + "\n")


def main():
    settings = {}
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
            write(command, "\n".join(block()), settings)
            answer("200 OK SPEAKING", "701 BEGIN", "702 END")
        elif command in ("STOP", "PAUSE"):
            pass
        elif command.startswith("DEBUG"):
            answer("200 OK DEBUGGING SET")
        elif command == "QUIT":
            answer("210 OK QUIT")
            return
        else:
            answer("300 ERR UNKNOWN COMMAND")


main()
