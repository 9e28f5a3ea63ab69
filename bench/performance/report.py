"""The figures on screen."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

Figures = dict[str, Any]


def show(screen: Console, found: Figures) -> None:
    middle = found["median"]
    for table in (_doors(middle), _pages(middle), _roll(middle)):
        screen.print(table)
    if found["in_memory"]:
        screen.print(
            "[bold]This folder is in memory: nothing there is durable, so nothing is judged. Name a disk by --folder."
        )
        return
    if found["quick"]:
        screen.print("One short round: a look, not a judgement.")
    screen.print(_judged(found["judged"]))


def _doors(middle: Figures) -> Table:
    table = _table("Durable check-ins", "", "in flight", "a second", "answer p50 ms", "p99 ms", "hub late p99 ms")
    for kind, each in middle["door"].items():
        for in_flight, one in each.items():
            table.add_row(f"door, {kind} commit", in_flight, _n(one["per_second"]), "", "", _n(one["stall_p99"]))
    for side, each in middle["http"].items():
        for in_flight, one in each.items():
            figures = (one["per_second"], one["ack_p50"], one["ack_p99"], one["stall_p99"])
            table.add_row(f"HTTP, {side}", in_flight, *map(_n, figures))
    disk = middle["fsync_ms"]
    table.caption = f"the disk itself: one fsync {_n(disk['p50'])} ms (p50), {_n(disk['p99'])} ms (p99)"
    return table


def _pages(middle: Figures) -> Table:
    columns = (
        "pages",
        "",
        "check-ins a second",
        "answer p50 ms",
        "p99 ms",
        "hall screen p50 ms",
        "p99 ms",
        "hub late p99 ms",
    )
    table = _table("With pages looking on", *columns)
    for side, one in middle["calm"].items():
        table.add_row("50", f"{side}, at ease", *_step(one))
    for pages, sides in middle["highest"].items():
        for side, one in sides.items():
            table.add_row(pages, f"{side}, highest held", *_step(one))
    return table


def _step(one: Figures) -> list[str]:
    return [_n(one[name]) for name in ("rate", "ack_p50", "ack_p99", "hall_p50", "hall_p99", "stall_p99")]


def _roll(middle: Figures) -> Table:
    table = _table("A big roll", "", "")
    search = middle["search_ms"]
    table.add_row("search by name in 20,000", f"{_n(search['p50'])} ms p50, {_n(search['p99'])} ms p99")
    table.add_row("making that index", f"{_n(search['index_seconds'])} s")
    table.add_row("import of 20,000 from CSV", f"{_n(middle['import_seconds'])} s")
    table.add_row("start with 10,000 members", f"{_n(middle['start_seconds'])} s")
    return table


def _judged(targets: list[Figures]) -> Table:
    table = _table("Ratios, median of the rounds", "", "ratio", "wanted", "")
    for one in targets:
        wanted = f"{'≥' if one['at_least'] else '≤'} {one['bound']}"
        table.add_row(
            one["says"], f"{one['ratio']:.2f}", wanted, "[green]reached" if one["reached"] else "[red]not reached"
        )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place < 1 else "right")
    return table


def _n(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
