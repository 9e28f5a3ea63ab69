"""Makes kiosk/confusables.txt: the table of Unicode Technical Standard 39, read from ICU's spoof checker.

    python bench/support/confusables.py [libicui18n.so.72]

Run by hand when a newer Unicode is wanted; ICU is not needed otherwise. Characters that decompose are left out: a
skeleton begins with NFD.
"""

from __future__ import annotations

import ctypes
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

TABLE = Path(__file__).parents[2] / "kiosk" / "rules" / "confusables.txt"
BYTES_MOST = 1_024
SURROGATES = range(0xD800, 0xE000)


def main(library: str) -> None:
    version = re.search(r"\d+$", library)
    assert version, "the library's file name ends in ICU's version"
    skeleton = _skeletons(ctypes.CDLL(library), version[0])
    rows = []
    for code in range(0x110000):
        character = "" if code in SURROGATES else chr(code)
        if character and unicodedata.normalize("NFD", character) == character != (found := skeleton(character)):
            rows.append(f"{code:04X}\t{' '.join(f'{ord(one):04X}' for one in found)}")
    head = f"# Look-alikes of UTS 39, from ICU {version[0]}. (c) Unicode, Inc.; terms: unicode.org/copyright.html"
    TABLE.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    print(f"{len(rows)} characters")


def _skeletons(icu: ctypes.CDLL, version: str) -> Callable[[str], str]:
    status = ctypes.c_int(0)
    make, find = icu[f"uspoof_open_{version}"], icu[f"uspoof_getSkeletonUTF8_{version}"]
    make.restype = ctypes.c_void_p
    checker = ctypes.c_void_p(make(ctypes.byref(status)))
    room = ctypes.create_string_buffer(BYTES_MOST)

    def skeleton(text: str) -> str:
        given, failed = text.encode(), ctypes.c_int(0)
        length = find(checker, 0, given, len(given), room, BYTES_MOST, ctypes.byref(failed))
        assert failed.value <= 0, failed.value
        return room.raw[:length].decode()

    return skeleton


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["libicui18n.so.72"]))
