"""What parsers make of anything: `python -m bench.faults.parsers [--examples 2000]`, with hypothesis, for a night.

Each parser of what comes from outside gets mutated good input and pure chance: a round's file, the record of a draw, a
code, JSON bodies of every route that takes one, a batch of scans, socket packets. It must answer, or say no by its own
exception: a 4xx for a request. Exits 1 with the shortest input that did anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bench.support import fixtures, junk
from kiosk.app import create_app
from kiosk.realtime import packets
from kiosk.rules import badge_codes, draw_records
from kiosk.rules.ballots import presets, round_file, verdict

ROUND: dict[str, Any] = {
    "format": "round/1",
    "preset": "party-grassroots",
    "rules": {},
    "offices": [{"name": "委员", "seats": 1}],
    "eligible": 206,
    "present": 165,
    "papers": {"printed": 170, "issued": 165, "exchanged": 1, "spare": 4, "returned": 163, "valid": 160, "invalid": 3},
    "candidates": [
        {"name": "张伟", "office": "委员", "for": 150, "against": 6, "abstain": 4},
        {"name": "王芳", "office": "委员", "for": 1, "write_in": True},
    ],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(junk.NAMES),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(junk.NAMES) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=12,
)
Check = Callable[[int], None]


def trials(examples: int) -> Any:
    """The settings of one run: the same examples each time, no database."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """A good value of which one part, at any depth, is replaced."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: draw(mutated(value[name]))}
    if isinstance(value, list) and value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(mutated(value[place])), *value[place + 1 :]]
    return draw(JSON)


def rounds(examples: int) -> None:
    @trials(examples)
    @given(mutated(ROUND) | JSON)
    def any_round(value: Any) -> None:
        try:
            rules, round = round_file.read(json.dumps(value).encode("utf-8", "surrogatepass"))
        except (round_file.Unreadable, presets.Unfit):
            return
        verdict.judge(rules, round)

    @trials(examples)
    @given(st.binary(max_size=200))
    def any_bytes(content: bytes) -> None:
        try:
            round_file.read(content)
        except (round_file.Unreadable, presets.Unfit):
            return

    any_round()
    any_bytes()


def draws(examples: int) -> None:
    names = ["古丽·买买提", "张伟", "李强"]
    slots, values, secret = ["Dice one", "Dice two"], ["604712", "0831"], "5" * 64
    draft = f"hall-draw/1\nmeeting: M\ndraw: 1\nprev: {'0' * 64}\n"
    draft += "".join(f"slot: {one}\n" for one in slots) + "".join(f"name: {one}\n" for one in names)
    draft += f"commit: {'f' * 64}\n" + "".join(f"value: {one}\n" for one in values) + f"secret: {secret}\n"
    lines = (draft + "".join(f"order: {one}\n" for one in names)).split("\n")

    @trials(examples)
    @given(st.integers(0, len(lines) - 1), st.text(max_size=60), st.binary(max_size=100))
    def any_record(place: int, text: str, other: bytes) -> None:
        changed = [*lines[:place], text, *lines[place + 1 :]]
        draw_records.check_all(["\n".join(changed).encode("utf-8", "surrogatepass"), other])

    any_record()


def all_codes(examples: int) -> None:
    @trials(examples)
    @given(st.text(max_size=40))
    def any_code(text: str) -> None:
        badge_codes.valid(badge_codes.normalise(text))

    any_code()


def sockets(examples: int) -> None:
    @trials(examples)
    @given(st.text(max_size=60) | st.sampled_from(junk.PACKETS) | st.binary(max_size=60))
    def any_packet(packet: str | bytes) -> None:
        packets.malformed(packet)
        packets.malformed_message(packet)
        packets.malformed_payload(packet if isinstance(packet, bytes) else packet.encode("utf-8", "replace"))

    any_packet()


def bodies(examples: int, folder: Path) -> None:
    """Every route that takes a body, as a chair and as a desk, and batches of scans."""
    laid = fixtures.lay(folder / "parsers.kiosk", 20)
    app = create_app(laid.path)
    try:
        rules = sorted({rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())})
        _any_body(app, rules, [laid.chair, laid.desk], examples)
        _any_batch(app, laid.desk, laid.codes.read_text().split(), examples)
    finally:
        app.extensions["kiosk"].writer.close()
        app.extensions["kiosk"].storage.close()


def _any_body(app: Flask, rules: list[str], tokens: list[str], examples: int) -> None:
    @trials(examples)
    @given(
        st.sampled_from(rules),
        st.sampled_from(tokens),
        st.dictionaries(st.sampled_from(junk.NAMES), JSON, max_size=10) | JSON,
        st.integers(0, 2**63),
    )
    def any_body(rule: str, token: str, value: Any, number: int) -> None:
        path = junk.ID.sub(lambda _: str(number % 5 if number % 2 else number), rule)
        fields = {"command_id": f"parsers-{number:020d}", **value} if isinstance(value, dict) else value
        _post(app, path, token, fields)

    any_body()


def _any_batch(app: Flask, token: str, known: list[str], examples: int) -> None:
    good = {
        "command_id": "offline-0-00000000",
        "code": known[0],
        "source": "camera",
        "device_at": 1,
        "provisional": True,
    }

    @trials(examples)
    @given(st.lists(mutated(good), max_size=5) | mutated([good, good]))
    def any_batch(scans: Any) -> None:
        status, told = _post(app, "/checkin/scans/batch", token, {"scans": scans})
        if status == 200:
            assert len(told["receipts"]) == len(scans)
            assert all(isinstance(one["body"], dict) and one["status"] < 500 for one in told["receipts"]), told

    any_batch()


def _post(app: Flask, path: str, token: str, fields: Any) -> tuple[int, Any]:
    content = json.dumps(fields).encode("utf-8", "surrogatepass")
    answer = app.test_client().post(
        path, data=content, headers={"Authorization": f"Bearer {token}"}, content_type="application/json", buffered=True
    )
    assert answer.status_code < 500, (answer.status_code, path, content)
    return answer.status_code, answer.get_json(silent=True)


PARSERS: dict[str, Callable[[int, Path], None]] = {
    "round files": lambda examples, _: rounds(examples),
    "records of draws": lambda examples, _: draws(examples),
    "codes": lambda examples, _: all_codes(examples),
    "socket packets": lambda examples, _: sockets(examples),
    "bodies and batches": bodies,
}


def run(examples: int, folder: Path) -> dict[str, str]:
    """What each parser did that it must not; empty when none did."""
    troubles = {}
    for name, parser in PARSERS.items():
        try:
            parser(examples, folder)
        except Exception as error:  # the shortest input is in it
            notes = " ".join(getattr(error, "__notes__", []))
            troubles[name] = f"{type(error).__name__}: {error} {notes}"[:2_000]
    return troubles


@click.command()
@click.option("--examples", default=2_000, show_default=True, type=click.IntRange(5, 10_000_000), help="Of each kind.")
def main(examples: int) -> None:
    """Feed every parser with anything."""
    with TemporaryDirectory() as folder:
        troubles = run(examples, Path(folder))
    screen = Console(highlight=False)
    for name in PARSERS:
        screen.print(f"{name}: {troubles.get(name, f'{examples} examples, nothing')}", markup=False)
    raise SystemExit(1 if troubles else 0)


if __name__ == "__main__":
    main()
