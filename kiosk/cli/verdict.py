"""`kiosk verdict`: judge a round's file afresh, without the meeting."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from kiosk.i18n.catalog import LANGUAGES, translate
from kiosk.rules.ballots import presets, round_file
from kiosk.rules.ballots.verdict import judge
from kiosk.store.errors import UsageError


@click.command()
@click.argument("source", metavar="ROUND.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option(
    "--rules-version",
    type=click.IntRange(1, presets.VERSION),
    help="The rules for a file that names none, such as one out of a record of 0.1.0 (1); else the newest.",
)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
def verdict(source: Path, as_json: bool, rules_version: int | None, language: str) -> None:
    """Who is elected, by which arithmetic; exits 1 when the round is void or not valid, or its papers do not add up."""
    try:
        rules, round = round_file.read(source.read_bytes(), rules_version)
    except (round_file.Unreadable, presets.Unfit) as error:
        raise UsageError(str(error)) from None
    judged = judge(rules, round)
    told = round_file.answer(judged, partial(translate, language))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for sentence in told["sentences"]:
            click.echo(sentence)
        if told.get("valid"):
            click.echo(told["validity"])
        for warning in judged.warnings:
            click.echo(translate(language, WARNINGS[warning]))
    if judged.void or judged.broken or (judged.validity and not judged.validity.met):
        raise SystemExit(1)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


WARNINGS = {
    "issued_below_present": _("Note: fewer papers were issued than votes are present."),
    "returned_below_issued": _("Note: fewer papers came back than were issued."),
    "invalid_above_3_percent": _("Note: more than 3 of 100 papers are invalid."),
    "printed_sum": _("Note: the papers printed are not those issued, exchanged and kept; an incident for the record."),
    "too_few_candidates": _("Note: fewer names stand than the rules ask for."),
    "too_few_women": _("Note: fewer women are elected than the rules ask for."),
    "relatives_elected": _("Note: near relatives are elected together."),
    "quorum_below_law": _("Note: these rules ask for fewer to take part than the law does."),
    "line_below_law": _("Note: these rules elect by fewer votes than the law asks for."),
    "lower_office_waits": _(
        "Note: a tie is open; who loses it is heard for the next office: its result waits until then."
    ),
}
