"""`kiosk quorum`: judge an attendance without a meeting's file."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

import click

from kiosk.rules import quorum as rule
from kiosk.store.errors import UsageError


@click.command()
@click.option("--eligible", required=True, type=click.IntRange(0), help="Who may vote: the base, in heads.")
@click.option("--present", required=True, type=click.IntRange(0), help="Who is present, in heads.")
@click.option("--eligible-weight", help="The base by weight, such as area; for rules that count it.")
@click.option("--present-weight", help="The present weight.")
@click.option("--preset", default="party-grassroots", show_default=True, type=click.Choice(list(rule.PRESETS)))
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def quorum(
    eligible: int, present: int, eligible_weight: str | None, present_weight: str | None, preset: str, as_json: bool
) -> None:
    """Is the quorum met? Shows its arithmetic; exits 0 when it could be judged."""
    try:
        judged = rule.judge(
            rule.rule_of(preset),
            eligible=eligible,
            present=present,
            eligible_weight=_thousandths(eligible_weight),
            present_weight=_thousandths(present_weight),
        )
    except ValueError as error:
        raise UsageError(str(error)) from None
    said = rule.readable(judged.sentence)
    sentence = said["msgid"] % said["figures"]
    notice = (
        judged.notice[0] % judged.notice[1] if judged.notice and judged.notice[1] else (judged.notice or (None,))[0]
    )
    if as_json:
        found = {"met": judged.met, "needed": judged.needed, "notice": notice, "sentence": sentence}
        if judged.needed_weight is not None:
            found["needed_weight"] = _number(judged.needed_weight)
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(sentence)
    if notice:
        click.echo(notice)


def _thousandths(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        value = Decimal(text) * 1000
    except InvalidOperation:
        raise UsageError(f"{text[:40]} is not a weight.") from None
    if not value.is_finite() or value != int(value) or not 0 <= value <= 10**15:
        raise UsageError(f"{text[:40]} is not a weight: at most three places behind the point.")
    return int(value)


def _number(thousandths: int) -> int | float:
    return thousandths // 1000 if thousandths % 1000 == 0 else thousandths / 1000
