"""What lies beside the record: what each file is, and how to check it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kiosk.i18n.catalog import translate
from kiosk.minutes.document import Document

Words = Callable[..., str]


def readme(language: str, minutes: Document, public: bool) -> str:
    """The text as Markdown, in a language."""
    return "\n".join(_lines(partial(translate, language), minutes, public)) + "\n"


def _lines(words: Words, minutes: Document, public: bool) -> Iterator[str]:
    yield f"# {minutes.title}"
    if minutes.watermark:
        yield f"\n**{minutes.watermark}**"
    yield "\n" + (words(_PUBLIC) if public else words(_INTERNAL))
    yield f"\n{minutes.closing}"
    yield f"\n## {words(_WHAT)}\n"
    for name, what in _FILES:
        yield f"- `{name}`: {words(what)}"
    yield f"\n## {words(_HOW)}\n"
    for number, step in enumerate(_STEPS, 1):
        yield f"{number}. {words(step)}"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_INTERNAL = _(
    "The internal copy: it names persons. Keep it where the organisation keeps its papers; do not publish it."
)
_PUBLIC = _(
    "The public copy: what concerns single persons is withheld, and the chain of the journal can be checked all the same."
)
_WHAT = _("What is here")
_HOW = _("How to check it by hand")
_FILES = (
    ("minutes.*", _("the minutes, to read, to print, and to go on with in Word")),
    ("journal.jsonl", _("every entry of the journal, one on each line, with its hashes")),
    (
        "tables/*.json, *.csv, tables.xlsx",
        _("what the program knew at the end, by table; times are milliseconds since 1970"),
    ),
    (
        "rounds/round-*.json",
        _("the figures of each round; beside them the verdict, and the record of the result to be signed"),
    ),
    ("draws/draw-*.txt", _("the record of each draw")),
    ("MANIFEST", _("the SHA-256 of every file, and the head of the journal")),
)
_STEPS = (
    _("Files: run `sha256sum -c MANIFEST` in this folder. Each line must say OK."),
    _(
        "Head: compare the head with what was read aloud, photographed or signed; the minutes have it at the quorum, at each"
        " draw and at each signed result."
    ),
    _(
        "Chain: the hash of an entry is the SHA-256 of the JSON (sorted keys, no spaces) of seq, at, actor, kind, data_hash,"
        " command_id and previous_hash; data_hash is that of salt, a line feed and the JSON of data. The first"
        " previous_hash is 64 zeros."
    ),
    _(
        "Draws: each record holds list, seal, values, secret and order; the page of draws, `kiosk draw verify` and"
        " check_draw.py find the same order."
    ),
    _(
        "Rounds: `kiosk verdict rounds/round-….json` judges the figures afresh; the papers themselves are sealed and can be"
        " counted again."
    ),
    _(
        "All at once, with nothing but Python: `python3 check_record.py` and this folder; with the program: `kiosk verify`"
        " and this folder."
    ),
)
