#!/usr/bin/python3
"""Prints what was heard after each key, from the two logs of orca.sh; without times."""
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def lines(name):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines() if line]


marks = lines("marks.jsonl")
heard = [said for said in lines("ear.jsonl") if said["kind"] != "SOUND_ICON" and said["words"].strip()]
# What was said before the first key depends on which of browser and screen reader was ready first.
for here, after in zip(marks, marks[1:]):
    print(f"> {here['key']}")
    for said in heard:
        if here["at"] <= said["at"] < after["at"]:
            print("  " + " ".join(said["words"].split()))
