"""A written document: sections of paragraphs and tables, in one language. What it looks like is another matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Told(NamedTuple):
    """One act of the meeting: when, and its sentence."""

    time: str
    text: str


class Prose(NamedTuple):
    """A paragraph."""

    text: str


class Particulars(NamedTuple):
    """Labels and what belongs to each."""

    rows: Sequence[tuple[str, str]]


class Table(NamedTuple):
    """Rows under titles; `figures` are the columns that hold numbers, counted from 0."""

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()


class Fixed(NamedTuple):
    """Text of which every character counts: a transcript, a hash."""

    text: str


class Code(NamedTuple):
    """A text that a phone reads from paper as a QR."""

    text: str


class Addition(NamedTuple):
    """What the secretary added, apart from what is recorded; `label` says so, with its time."""

    id: int
    label: str
    text: str


Block = Told | Prose | Particulars | Table | Fixed | Code | Addition


class Signature(NamedTuple):
    """Who signs, and by which words it was done; empty where a line is left for the hand."""

    role: str
    who: str
    signed: str = ""


class Section(NamedTuple):
    """A heading and what stands under it. `key` names it; an annex comes after the signatures."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


class Document(NamedTuple):
    """The whole. `watermark` stands on every page, empty when there is none."""

    language: str
    kind: str
    title: str
    subtitle: str
    watermark: str
    particulars: Particulars
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    under: str  # the hash under which they sign
    annexes: str
    closing: str
