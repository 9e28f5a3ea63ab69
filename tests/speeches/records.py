"""Records of draws to check, true ones and touched ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.rules import draw

VECTOR = (Path(__file__).parent / "vector-1.txt").read_bytes()
SECRET = draw.digest("a secret for tests")
VALUES = ("604712993310", "083194441527")
DRAW = draw.prepare(
    "临江镇党员大会",
    1,
    draw.ZEROS,
    ("代表掷骰 [12d10]", "监督员掷骰 [12d10]"),
    ("王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提"),
)
TRANSCRIPT = draw.transcript(DRAW, VALUES, SECRET)


def lines() -> list[bytes]:
    """Four records of one meeting that follow each other: two draws, one given up, one by hand."""
    records = [TRANSCRIPT]

    def previous() -> str:
        return draw.digest(records[-1])

    second = DRAW._replace(number=2, previous=previous())
    records.append(draw.transcript(second, VALUES, draw.digest("another secret")))
    third = DRAW._replace(number=3, previous=previous())
    commitment = draw.commit(draw.material(third), SECRET)
    records.append(
        draw.void(third, commitment, VALUES[:1], SECRET, "a name was missing", ("the chair", "the supervisor"))
    )
    fourth = DRAW._replace(number=4, previous=previous())
    records.append(
        draw.by_hand(fourth, "the plain way was wanted", ("the chair", "the supervisor"), fourth.names[::-1])
    )
    return [record.encode() for record in records]


def _with(old: str, new: str, count: int = 1) -> Callable[[str], bytes]:
    def tamper(text: str) -> bytes:
        assert old in text
        return text.replace(old, new, count).encode()

    return tamper


def _last(text: str) -> list[str]:
    return text.splitlines()


def _swapped_orders(text: str) -> bytes:
    parts = _last(text)
    parts[-1], parts[-2] = parts[-2], parts[-1]
    return ("\n".join(parts) + "\n").encode()


def _swapped_names(text: str) -> bytes:
    parts = _last(text)
    first = next(i for i, line in enumerate(parts) if line.startswith("name: "))
    parts[first], parts[first + 1] = parts[first + 1], parts[first]
    return ("\n".join(parts) + "\n").encode()


def _lenient(text: str) -> bytes:
    """Everything consistent but for a line that a lenient reader would skip: a chosen order could hide in it."""
    m, e = draw.material(DRAW), draw.evidence(draw.commit(draw.material(DRAW), SECRET), VALUES) + "note: 44\n"
    chosen = draw.order(DRAW.names, draw.seed(m, e, SECRET))
    return (m + e + f"secret: {SECRET}\n" + "".join(f"order: {name}\n" for name in chosen)).encode()


def _lenient_commit(text: str) -> bytes:
    m = draw.material(DRAW)
    e = f"commit: {draw.commit(m, SECRET)} 44\n" + "".join(f"value: {value}\n" for value in VALUES)
    chosen = draw.order(DRAW.names, draw.seed(m, e, SECRET))
    return (m + e + f"secret: {SECRET}\n" + "".join(f"order: {name}\n" for name in chosen)).encode()


def _lenient_spaces(text: str) -> bytes:
    m = draw.material(DRAW)
    e = f"commit: {draw.commit(m, SECRET)}\n" + "".join(f"value: {value} \n" for value in VALUES)
    chosen = draw.order(DRAW.names, draw.seed(m, e, SECRET))
    return (m + e + f"secret: {SECRET}\n" + "".join(f"order: {name}\n" for name in chosen)).encode()


def _dice(text: str) -> bytes:
    """A true draw but for its dice: one digit too few for the label."""
    return draw.transcript(DRAW, (VALUES[0], VALUES[1][:-1]), SECRET).encode()


def _six_sided(text: str) -> bytes:
    one = DRAW._replace(slots=("监督员掷骰 [12d6]",))
    return draw.transcript(one, ("123456123407",), SECRET).encode()


TAMPERED: list[tuple[str, Callable[[str], bytes], str]] = [
    ("a digit of a value", _with("604712", "604713"), "order"),
    ("a digit of the secret", _with(f"secret: {SECRET}", f"secret: {'0' if SECRET[0] != '0' else '1'}{SECRET[1:]}"), "commitment"),
    ("a digit of the commitment", lambda t: t.replace(t[t.index("commit: ") + 8 :][:64], "a" * 64).encode(), "commitment"),
    ("a name", _with("name: 张伟", "name: 张侻"), "commitment"),
    ("the meeting", _with("临江镇", "临河镇"), "commitment"),
    ("a slot's label", _with("代表掷骰", "代表报数"), "commitment"),
    ("two places of the order", _swapped_orders, "order"),
    ("two lines of the names", _swapped_names, "form"),
    ("an unknown line", _lenient, "form"),
    ("junk behind the commitment", _lenient_commit, "form"),
    ("spaces behind the values", _lenient_spaces, "form"),
    ("an unknown line at the end", lambda t: (t + "note: 44\n").encode(), "form"),
    ("CRLF", lambda t: t.replace("\n", "\r\n").encode(), "form"),
    ("BOM", lambda t: b"\xef\xbb\xbf" + t.encode(), "form"),
    ("NFD", _with("meeting: 临江镇党员大会", "meeting: Cafe\u0301"), "form"),
    ("a name twice", lambda t: t.replace("name: 张伟\n", "name: 张伟\nname: 张伟\n").encode(), "form"),
    ("a slot twice", lambda t: t.replace("监督员掷骰 [12d10]", "代表掷骰 [12d10]").encode(), "form"),
    ("a prev in the first draw", _with(f"prev: {draw.ZEROS}", f"prev: {'1' * 64}"), "form"),
    ("no prev in the second", _with("draw: 1\n", "draw: 2\n"), "form"),
    ("a leading zero", _with("draw: 1\n", "draw: 01\n"), "form"),
    ("a secret of zeros", _with(SECRET, draw.ZEROS), "form"),
    ("a value missing", _with(f"value: {VALUES[1]}\n", ""), "form"),
    ("a value too many", _with(f"value: {VALUES[1]}\n", f"value: {VALUES[1]}\nvalue: 1\n"), "form"),
    ("a value that is no number", _with("value: 604712", "value: 60471x"), "form"),
    ("other digits", _with("value: 604712", "value: ６04712"), "form"),
    ("capital letters", lambda t: t.replace(SECRET, SECRET.upper()).encode(), "form"),
    ("a place missing", lambda t: t[: t.rstrip("\n").rindex("\n") + 1].encode(), "form"),
    ("the end missing", lambda t: t[:-1].encode(), "form"),
    ("an empty line", lambda t: t.replace("commit:", "\ncommit:").encode(), "form"),
    ("an empty value", _with("meeting: 临江镇党员大会", "meeting: "), "form"),
    ("another first line", _with("hall-draw/1\n", "hall-draw/2\n"), "form"),
    ("no text at all", lambda t: b"", "form"),
    ("bytes that are no text", lambda t: t.encode().replace("张".encode(), b"\xff\xfe\xfd"), "form"),
    ("two spaces", _with("代表掷骰 [", "代表掷骰  ["), "form"),
    ("a wide space", _with("代表掷骰 [", "代表掷骰\u3000["), "form"),
    ("a control character", _with("meeting: 临江", "meeting: 临\u0085江"), "form"),
    ("a tab", _with("meeting: 临江", "meeting: 临\t江"), "form"),
    ("a line moved", lambda t: t.replace("draw: 1\n", "").replace("prev: ", "draw: 1\nprev: ", 1).replace("prev:", "prev:").replace("meeting:", "draw: 1\nmeeting:", 1).encode(), "form"),
    ("one die too few", _dice, "dice"),
    ("a seven on a die with six sides", _six_sided, "dice"),
]  # fmt: skip
