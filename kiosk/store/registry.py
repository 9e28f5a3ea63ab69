"""What a slice offers to the core, and the house that holds all slices.

A command decides: it reads and returns what happened, or raises CommandRejected. A projection writes the tables
of its slice from one entry. A view shows: its snapshot is all that a room may see. Slices are listed in
`kiosk/__init__.py`; nothing registers itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from kiosk.store.entry_messages import EntryText, refused
from kiosk.store.journal import Entry

if TYPE_CHECKING:
    from flask import Blueprint

Facts = dict[str, Any]
T = TypeVar("T")
CHAIR = ("chair", "operator")
LAPTOP: tuple[str, ...] = ()  # no device: the program itself and its command line, which may give every command
Receipt = Literal["own", "shared", "digest"]


class CommandContext(NamedTuple):
    """What a command sees besides its own fields; `at` is milliseconds since 1970 and never decreases."""

    db: sqlite3.Connection
    at: int
    seq: int
    epoch: str
    device: int | None
    device_name: str
    role: str
    language: str


class Decision(NamedTuple):
    """What happened (`kind`, in the past tense, with its `facts`) and what the device is told."""

    kind: str
    facts: Facts
    answer: Facts


@dataclass(frozen=True, slots=True)
class ViewContext:
    """What a snapshot sees: the file inside one read transaction, the time, who is looking, and for the
    console what is known of the devices and the steps of the agenda."""

    db: sqlite3.Connection
    now: int
    device: int | None
    role: str
    devices: Callable[[], list[Facts]]
    panels: tuple[Panel, ...] = ()  # every step of the agenda, in order
    sentences: Mapping[str, EntryText] = field(default_factory=dict)  # how each kind of entry is told
    knocks: Callable[[], list[Facts]] = list  # tablets that ask to be let in
    asked: dict[Any, Any] = field(default_factory=dict)

    def once(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """The answer of a query that several panels of this snapshot need, asked once; do not change it."""
        if query not in self.asked:
            self.asked[query] = query(self.db)
        found: T = self.asked[query]
        return found


Command = Callable[..., Decision]
Work = Callable[..., Facts]
Projection = Callable[[sqlite3.Connection, Entry], None]


@dataclass(frozen=True)
class View:
    """A room, its page and its JS module, by one name."""

    name: str
    roles: tuple[str, ...]
    snapshot: Callable[[ViewContext], Facts]
    interval_ms: int = 250
    per_device: bool = False
    per_role: bool = False  # what it tells depends on who looks
    refresh_ms: int = 0


@dataclass(frozen=True)
class Panel:
    """A step of the agenda on the console; its snapshot says its `state`: done, now or later."""

    key: str
    title: str
    order: int
    snapshot: Callable[[ViewContext], Facts]


@dataclass(frozen=True)
class Module:
    """One part of a meeting: commands, projections with a sentence for each, works (workings only), views, panels,
    routes.

    A command sent again gets its receipt: `own`, from the same device only; `shared`, from any device whose role may
    give the command now, since doing it once more would tell it the same; `digest`, from anybody who asks the very same,
    for what the public does and what nobody shall be known by.
    """

    name: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    manners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # fields that say how a command came, not what
    roles: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)  # who may give which commands, works
    while_locked: tuple[str, ...] = ()  # what a locked device may still do
    receipts: Mapping[str, Receipt] = field(default_factory=dict)  # whom a command's receipt belongs to; else `own`
    projections: Mapping[str, Projection] = field(default_factory=dict)
    sentences: Mapping[str, EntryText] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)
    views: tuple[View, ...] = ()
    panels: tuple[Panel, ...] = ()
    routes: Blueprint | None = None
    uncopied: tuple[str, ...] = ()  # working tables whose rows no copy of the file may hold
    # what an honest file of an older program holds against the rules of today
    warnings: Callable[[Iterable[Entry]], Iterator[str]] | None = None
    everywhere: Callable[[sqlite3.Connection], Facts] | None = None  # public facts that every snapshot carries

    @property
    def tables(self) -> str:
        path = files("kiosk").joinpath(*self.name.split("."), "tables.sql")
        return path.read_text("utf-8") if path.is_file() else ""


@dataclass(frozen=True)
class Registry:
    """All slices of the program; a name given twice is a mistake found at start."""

    slices: tuple[Module, ...]

    @cached_property
    def commands(self) -> dict[str, Command]:
        return merge_unique((name, command) for part in self.slices for name, command in part.commands.items())

    @cached_property
    def manners(self) -> dict[str, tuple[str, ...]]:
        """For a command the fields that its digest leaves out: sent again in another manner it is the same."""
        return merge_unique((name, fields) for part in self.slices for name, fields in part.manners.items())

    @cached_property
    def roles(self) -> dict[str, frozenset[str]]:
        """Which roles may give a command or do a work; ValueError when one of them is named nowhere, or twice."""
        named = merge_unique(
            (name, frozenset(roles)) for part in self.slices for roles, names in part.roles.items() for name in names
        )
        if apart := sorted({*self.commands, *self.works} ^ set(named)):
            raise ValueError(f"these commands name no role, or these roles no command: {', '.join(apart)}")
        return named

    @cached_property
    def while_locked(self) -> frozenset[str]:
        return frozenset(name for part in self.slices for name in part.while_locked)

    @cached_property
    def receipts(self) -> dict[str, Receipt]:
        """Whom a command's receipt belongs to, where that is not the device alone."""
        return merge_unique((name, kept) for part in self.slices for name, kept in part.receipts.items())

    @cached_property
    def projections(self) -> dict[str, Projection]:
        return merge_unique((kind, write) for part in self.slices for kind, write in part.projections.items())

    @cached_property
    def sentences(self) -> dict[str, EntryText]:
        """How each kind of entry is told, the core's own included."""
        told = ((kind, words) for part in self.slices for kind, words in part.sentences.items())
        return {**merge_unique(told), "refused": EntryText(refused)}

    @cached_property
    def works(self) -> dict[str, Work]:
        return merge_unique((name, work) for part in self.slices for name, work in part.works.items())

    @cached_property
    def uncopied(self) -> tuple[str, ...]:
        """The working tables that are empty in every copy of the file."""
        return tuple(table for part in self.slices for table in part.uncopied)

    @cached_property
    def views(self) -> dict[str, View]:
        return merge_unique((view.name, view) for part in self.slices for view in part.views)

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(sorted((p for part in self.slices for p in part.panels), key=lambda p: p.order))

    def warnings(self, entries: Sequence[Entry]) -> Iterator[str]:
        """What is told by `kiosk verify` and is no failure; of a record withheld entries have no data."""
        return (told for part in self.slices if part.warnings for told in part.warnings(entries))

    def everywhere(self, db: sqlite3.Connection) -> Facts:
        """What every page is told, whatever its role: public, and cheap to ask."""
        return {name: fact for part in self.slices if part.everywhere for name, fact in part.everywhere(db).items()}

    @cached_property
    def tables(self) -> tuple[str, ...]:
        core = files("kiosk.store").joinpath("tables.sql").read_text("utf-8")
        return (core, *(part.tables for part in self.slices))


def merge_unique(pairs: Iterator[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, thing in pairs:
        if name in found:
            raise ValueError(f"two slices define {name}")
        found[name] = thing
    return found
