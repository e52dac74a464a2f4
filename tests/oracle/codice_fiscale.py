"""Asks python-codicefiscale what it makes of the people and codes of a file, one answer a line.

In, separated by tabs: surname, name, sex, day of birth, birthplace code, omocode, damaged code.
Out: the code computed, or an error; sex, day of birth and place read from the omocode, or an error;
1 or 0 for the damaged code, and why it was refused.
"""

import sys
from functools import lru_cache
from multiprocessing import Pool

from codicefiscale import codicefiscale as oracle

# The same dates of the registry are parsed again and again, and this takes most of the time.
oracle._get_date = lru_cache(maxsize=None)(oracle._get_date)


def encoded(surname, name, sex, born, place):
    code = (
        oracle.encode_lastname(surname)
        + oracle.encode_firstname(name)
        + oracle.encode_birthdate(born, sex)
        + oracle.encode_birthplace(place, born)
    )
    return code + oracle.encode_cin(code)


def decoded(code):
    read = oracle.decode(code)
    return " ".join([read["gender"], read["birthdate"].date().isoformat(), read["birthplace"]["code"]])


def tried(ask, *args):
    try:
        return ask(*args)
    except ValueError as error:
        return "error: " + " ".join(str(error).split())


def answer(line):
    *person, omocode, damaged = line.rstrip("\n").split("\t")
    verdict = tried(oracle.decode, damaged)
    verdict = verdict if isinstance(verdict, str) else "1"
    return "\t".join([tried(encoded, *person), tried(decoded, omocode), verdict])


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as people, Pool() as pool:
        with open(sys.argv[2], "w", encoding="utf-8") as answers:
            for line in pool.imap(answer, people, chunksize=500):
                answers.write(line + "\n")
