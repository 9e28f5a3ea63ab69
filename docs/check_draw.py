"""Check the text of a draw with nothing but Python: python3 check_draw.py draw-1.txt

Short enough to read. It checks the form as far as the sums need it, the commitment and the order; `kiosk draw verify`
also checks declared dice, the spelling of names, and the chain of several draws.
"""

import re
import sys
from hashlib import sha256
from pathlib import Path

FORM = re.compile(
    r"(hall-draw/1\nmeeting: .+\ndraw: [1-9]\d*\nprev: [0-9a-f]{64}\n(?:slot: .+\n)+(?:name: .+\n)+)"
    r"(commit: ([0-9a-f]{64})\n(?:value: [0-9]{1,64}\n)+)secret: ([0-9a-f]{64})\n((?:order: .+\n)+)"
)


def h(text):
    return sha256(text.encode()).hexdigest()


def check(text):
    found = FORM.fullmatch(text)
    if not found:
        return "FAILS: the text is not of the form"
    m, e, commitment, secret, order = found.groups()
    left = re.findall("^name: (.+)$", m, re.M)
    if left != sorted(set(left), key=str.encode):
        return "FAILS: the names are not in ascending order, each once"
    if h(f"hall-draw/1 commit\n{h(m)}\n{secret}\n") != commitment:
        return "FAILS: the commitment does not belong to this list and secret"
    seed = h(f"hall-draw/1 seed\n{h(m)}\n{h(e)}\n{secret}\n")
    drawn, words, block = [], [], 0
    while left:
        if len(left) == 1:
            drawn.append(left.pop())
            break
        if not words:
            words = re.findall("....", h(f"hall-draw/1 stream\n{seed}\n{block}\n"))
            block += 1
        word = int(words.pop(0), 16)
        if word < 65536 - 65536 % len(left):
            drawn.append(left.pop(word % len(left)))
    return "holds" if order == "".join(f"order: {name}\n" for name in drawn) else "FAILS: the order is another"


if __name__ == "__main__":
    results = [check(Path(name).read_bytes().decode("utf-8")) for name in sys.argv[1:]]
    print("\n".join(results))
    sys.exit(any(result != "holds" for result in results))
