"""Looks for words in the memory of processes: `memory.py ID... -- WORD...` prints a line for each process and word.

`@FILE` stands for the words of a file, a line each: who asks about its own memory does not hold them there.
"""

import itertools
import sys

PAGE = 4096


def mappings(id):
    """What a process may have written to: the name and span of each mapping."""
    for line in open(f"/proc/{id}/maps"):
        parts = line.split()
        # What is only read from files was never anybody's.
        if parts[1].startswith("rw"):
            start, end = (int(part, 16) for part in parts[0].split("-"))
            yield (parts[5] if len(parts) > 5 else "memory"), start, end


def runs(pages, start, end):
    """The spans of a mapping that hold anything: most of a browser's memory is only set aside."""
    pages.seek(start // PAGE * 8)
    table = pages.read((end - start) // PAGE * 8)
    at = start
    # The top byte says whether the page is in memory or in swap.
    for there, group in itertools.groupby(table[7::8], lambda top: top & 0xC0 != 0):
        length = sum(1 for _ in group) * PAGE
        if there:
            yield at, length
        at += length


def search(id, forms):
    found = {}
    with open(f"/proc/{id}/mem", "rb", 0) as memory, open(f"/proc/{id}/pagemap", "rb", 0) as pages:
        for place, start, end in mappings(id):
            for at, length in runs(pages, start, end):
                try:
                    memory.seek(at)
                    piece = memory.read(length)
                except OSError:
                    # It was given back meanwhile.
                    continue
                for word, seen in forms.items():
                    count = sum(piece.count(form) for form in seen)
                    if count:
                        found[word, place] = found.get((word, place), 0) + count
    return found


cut = sys.argv.index("--")
words = []
for word in sys.argv[cut + 1 :]:
    words += open(word[1:]).read().splitlines() if word.startswith("@") else [word]
# brltty holds a sign in four bytes.
forms = {word: {word.encode(form) for form in ("utf-8", "utf-16-le", "utf-32-le")} for word in words}
for id in sys.argv[1:cut]:
    try:
        name = open(f"/proc/{id}/comm").read().strip()
        found = search(id, forms)
    except (FileNotFoundError, ProcessLookupError):
        continue
    for (word, place), count in found.items():
        print(f"{name} {id}: {word} {count} times in {place}")
