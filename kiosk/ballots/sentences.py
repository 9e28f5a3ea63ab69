"""A round from its rules to its declaration, in words. No sentence tells votes before the result was reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.results import corrections
from kiosk.ballots.rounds.hands_sentences import HANDS, counted, of_clauses
from kiosk.rules.ballots import candidate_outcomes, presets
from kiosk.rules.ballots.round import goes_on
from kiosk.store.entry_messages import Moment, Said, Telling, Words, chosen, in_a_row, of_json
from kiosk.store.journal import Entry


def round_prepared(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    offices = [Said("%(name)s (%(seats)s)", name=one["name"], seats=one["seats"]) for one in facts["offices"]]
    told = Said(
        "The round was prepared; to be filled: %(offices)s; eligible: %(eligible)s.",
        offices=offices,
        eligible=facts["eligible"],
    )
    if "rules_version" not in facts:
        return told
    return in_a_row([told, Said("Rules: %(rules)s.", rules=Said(presets.PRESETS[facts["preset"]].source))])


def candidates_listed(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    names = [one["name"] for one in facts["candidates"]]
    told = Said("Candidates, in the order on the paper: %(names)s.", names=names)
    if len(names) < 2:
        return told
    return in_a_row([told, chosen(_ORDERS, facts["order_by"], number=facts["draw"] or "")])


def rules_changed(telling: Telling, entry: Entry) -> Said:
    return Said("The rules of the round were changed before they were adopted.")


def rules_adopted(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    before = queries.rules_adopted_at(telling.db, entry.seq)
    if before and facts["votes"] is None and not facts["against"] and not facts["abstain"]:
        return Said(
            "The meeting confirmed the rules of this round, under those adopted at %(at)s; they are frozen as %(hash)s.",
            at=Moment(before),
            hash=facts["rules_hash"][:16],
        )
    return Said(
        "The meeting adopted the rules of this round by a show of hands (%(hands)s); they are frozen as %(hash)s.",
        hands=counted(facts["votes"], facts["against"], facts["abstain"]),
        hash=facts["rules_hash"][:16],
    )


def issuing_opened(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    row = queries.one(telling.db, facts["round"])
    if not facts["votes"]:  # papers go out without attendance
        return Said("Papers were handed out; printed: %(printed)s.", printed=facts["printed"])
    needed = queries.line_of(row, facts["votes"]) if row else None
    if needed is None:
        return Said(
            "Votes present: %(votes)s. Papers were handed out; printed: %(printed)s.",
            votes=facts["votes"],
            printed=facts["printed"],
        )
    if row and candidate_outcomes.won(queries.rules(row)) != "elected":
        return Said(
            "Votes present: %(votes)s; needed: %(needed)s. Papers were handed out; printed: %(printed)s.",
            votes=facts["votes"],
            needed=needed,
            printed=facts["printed"],
        )
    return Said(
        "Votes present: %(votes)s; needed to be elected: %(needed)s. Papers were handed out; printed: %(printed)s.",
        votes=facts["votes"],
        needed=needed,
        printed=facts["printed"],
    )


def round_admitted(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Latecomers got papers: %(votes)s. Votes present now: %(present)s.",
        votes=facts["votes"],
        present=facts["present"],
    )


def papers_issued(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    figures = {name: facts[name] for name in ("issued", "exchanged", "spare")}
    told = Said("Papers issued: %(issued)s, exchanged: %(exchanged)s, kept: %(spare)s.", **figures)
    row = queries.one(telling.db, facts["round"])
    missing = (row["printed"] or 0) - sum(figures.values()) if row else 0
    if row is None or not missing:
        return told
    if missing > 0:
        then = Said("Of %(printed)s papers printed %(papers)s are missing.", printed=row["printed"], papers=missing)
    else:
        then = Said(
            "These are %(papers)s more than the %(printed)s papers printed.", papers=-missing, printed=row["printed"]
        )
    return in_a_row([told, then])


def boxes_sealed(telling: Telling, entry: Entry) -> Said:
    seals = entry.facts["seals"]
    return Said("Boxes shown empty and sealed: %(count)s; seals: %(seals)s.", count=len(seals), seals=seals)


def voting_opened(telling: Telling, entry: Entry) -> Said:
    return Said("Voting began.")


def voting_closed(telling: Telling, entry: Entry) -> Said:
    return Said("After a last call %(by)s closed the vote.", by=telling.by(entry))


def papers_returned(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    row = queries.one(telling.db, facts["round"])
    figures = {"returned": facts["returned"], "issued": row["issued"] if row else "", "late": facts["late"]}
    if facts["void"] and "voters" in facts:
        return Said(
            "The boxes were opened: %(returned)s papers came back (late: %(late)s), more than the %(voters)s voters who came:"
            " the round is void.",
            returned=facts["returned"],
            late=facts["late"],
            voters=facts["voters"],
        )
    if facts["void"]:
        return Said(
            "The boxes were opened: %(returned)s papers came back (late: %(late)s), more than the %(issued)s issued:"
            " the round is void.",
            **figures,
        )
    if row and row["rules_version"] > 1:
        return in_a_row(list(_back(row, facts, figures)))
    return Said(
        "The boxes were opened: %(returned)s papers came back (late: %(late)s) of %(issued)s issued: the vote is valid.",
        **figures,
    )


def _back(row: Any, facts: dict[str, Any], figures: dict[str, Any]) -> Iterator[Said]:
    """What came back, from which box, and whether it is enough where that is told by the papers."""
    yield Said("The boxes were opened: %(returned)s papers came back (late: %(late)s) of %(issued)s issued.", **figures)
    if len(facts["boxes"]) > 1:
        each = [
            Said("box %(number)s: %(papers)s", number=int(key), papers=n) for key, n in sorted(facts["boxes"].items())
        ]
        yield Said("Out of each: %(boxes)s.", boxes=each)
    held = queries.validity_back(row)
    if held:
        yield of_clauses(queries.clauses(held.sentence))


def round_voided(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s declared the round void: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"])


def papers_ruled(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The scrutineers ruled on doubtful papers: %(papers)s %(ruling)s (%(reason)s).",
        papers=facts["papers"],
        ruling=Said("valid") if facts["valid"] else Said("invalid"),
        reason=chosen(_INVALID, facts["reason"]),
    )


def ruling_taken_back(telling: Telling, entry: Entry) -> Said:
    return Said("A ruling on doubtful papers was taken back.")


def write_in_named(telling: Telling, entry: Entry) -> Said:
    return Said("%(name)s was written in and is counted.", name=entry.facts["name"])


def counting_opened(telling: Telling, entry: Entry) -> Said:
    batches = entry.facts["batches"]
    return Said(
        "The count began: %(papers)s papers in batches (%(batches)s), counted by two teams that do not see each other's figures.",
        papers=sum(one["papers"] for one in batches),
        batches=len(batches),
    )


def batch_agreed(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Both teams agree on batch %(number)s: %(papers)s papers.",
        number=_batch(telling, entry),
        papers=facts["papers"],
    )


def batch_reopened(telling: Telling, entry: Entry) -> Said:
    return Said(
        "Batch %(number)s is counted again: %(reason)s.", number=_batch(telling, entry), reason=entry.facts["reason"]
    )


def round_counted(telling: Telling, entry: Entry) -> Said:
    told = Said("Both teams agreed on every batch; the count is over.")
    return in_a_row([told, *_changed(telling, entry.facts)]) if entry.facts["reason"] else told


def _changed(telling: Telling, facts: dict[str, Any]) -> Iterator[Said]:
    """Of a recount: which figures are others now, the old beside the new."""
    row = queries.one(telling.db, facts["round"])
    versions = {one["version"]: one for one in queries.versions(telling.db, facts["round"])}
    told = [one for one in versions.values() if one["version"] < facts["version"] and one["reported_at"] is not None]
    yield Said("Counted again: %(reason)s.", reason=facts["reason"])
    if row and told:
        found = corrections.between(telling.db, row, told[-1], versions[facts["version"]])
        yield from (of_json(one) for one in found["figures"])


def counters_named(telling: Telling, entry: Entry) -> Said:
    counters = entry.facts["counters"]
    return Said(
        "Who counts was named: team A %(team_a)s; team B %(team_b)s; chief scrutineer %(chief)s.",
        team_a=counters["teller_a"],
        team_b=counters["teller_b"],
        chief=counters["chief_scrutineer"],
    )


def tally_signed(telling: Telling, entry: Entry) -> Said:
    return Said(
        "%(name)s signed the tally (%(role)s).", name=entry.facts["name"], role=chosen(_SIGNERS, entry.facts["role"])
    )


def result_reported(telling: Telling, entry: Entry) -> Said:
    verdict = in_a_row([of_clauses(one) for one in entry.facts["verdict"]["sentences"]])
    told = Said("The result was reported. %(verdict)s", verdict=verdict)
    held = entry.facts["verdict"].get("validity")
    return in_a_row([told, of_clauses(held)]) if held and entry.facts["verdict"]["valid"] else told


def elected_declared(telling: Telling, entry: Entry) -> Said:
    told = _declared(telling, entry)
    row, version = queries.one(telling.db, entry.facts["round"]), entry.facts["version"]
    found = corrections.of(telling.db, {**dict(row), "version": version}) if row else None
    return in_a_row([told, *(of_json(one) for one in found["seats"])]) if found else told


def _declared(telling: Telling, entry: Entry) -> Said:
    round = entry.facts["round"]
    row = queries.one(telling.db, round)
    assert row is not None
    rules = queries.rules(row)
    names = [name for one in entry.facts["offices"] for name in (*one["elected"], *one["advanced"])]
    names += entry.facts.get("by_decision", [])
    if rules.ballot == "motion":
        if names:
            return Said("The motion was declared adopted.")
        return Said("The motion was declared not adopted.")
    if not rules.decisive:
        return Said("The vote of trust was declared; it elects nobody.")
    if not names:
        return Said("It was declared that nobody is elected.")
    if goes_on(rules):
        return Said("Declared to go on: %(names)s.", names=names)
    if len(entry.facts["offices"]) > 1 and "chosen" in entry.facts:
        return in_a_row([Said("Declared elected, by office."), *_by_office(entry.facts)])
    return Said("Declared elected: %(names)s.", names=names)


def _by_office(facts: dict[str, Any]) -> Iterator[Said]:
    for one in facts["offices"]:
        names = [*one["elected"], *(name for office, name in facts["chosen"] if office == one["name"])]
        if names:
            yield Said("%(office)s: %(names)s.", office=one["name"], names=names)


def acceptance_recorded(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    told = Said("%(name)s: %(outcome)s.", name=facts["name"], outcome=chosen(_OUTCOMES, facts["outcome"]))
    if facts["outcome"] != "declined" or "office" not in facts:
        return told
    parts = [told, Said("The seat for %(office)s is open.", office=facts["office"])]
    return in_a_row([*parts, Said("Reason: %(reason)s.", reason=facts["reason"])] if facts.get("reason") else parts)


def tie_decided(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    told = _tie_decided(facts)
    if not facts.get("office"):
        return told
    row = queries.one(telling.db, facts["round"])
    if row is None or len(queries.offices(telling.db, row["id"])) < 2:
        return in_a_row([told, Said("This replaces an earlier decision.")]) if facts["replaces"] else told
    parts = [Said("%(office)s:", office=facts["office"]), told]
    return in_a_row([*parts, Said("This replaces an earlier decision.")] if facts["replaces"] else parts)


def _tie_decided(facts: dict[str, Any]) -> Said:
    if facts["way"] == "revote":
        return Said("The tie: the meeting votes again between the tied.")
    return Said("The tie was decided, %(way)s: %(names)s.", way=chosen(_TIES, facts["way"]), names=facts["names"])


def shortfall_decided(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    told = Said("Of the empty seats it was decided: %(way)s.", way=chosen(_SHORTFALLS, facts["way"]))
    if facts.get("seats"):
        told = Said(
            "Of the empty seats (%(seats)s) it was decided: %(way)s.",
            seats=facts["seats"],
            way=chosen(_SHORTFALLS, facts["way"]),
        )
    if facts["way"] != "reduced" or "votes" not in facts:
        return told
    if facts["votes"] is None:
        return in_a_row([told, Said("The presidium decided it.")])
    votes = Said("The vote on it: for %(votes)s, against %(against)s.", votes=facts["votes"], against=facts["against"])
    return in_a_row([told, votes])


def result_corrected(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The result was corrected, version %(version)s: %(reason)s. The old one is kept.",
        version=facts["version"],
        reason=facts["reason"],
    )


def recount_opened(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Counted again, batch %(batches)s: %(reason)s. Until then version %(version)s of the result stands.",
        batches=[str(one) for one in facts["numbers"]],
        reason=facts["reason"],
        version=facts["version"],
    )


def recount_stopped(telling: Telling, entry: Entry) -> Said:
    return Said(
        "The recount was stopped: %(reason)s. The result before stands, version %(version)s.",
        reason=entry.facts["reason"],
        version=entry.facts["version"],
    )


def papers_found(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    each = [Said("batch %(number)s: %(papers)s instead of %(before)s", number=n, papers=papers, before=before)
            for n, before, papers in facts["found"]]  # fmt: skip
    told = Said("The papers of the batches were counted: %(batches)s.", batches=each)
    if facts["fits"]:
        then = Said("Together they are %(sum)s, as many as there were: papers had changed piles.", sum=facts["sum"])
    else:
        then = Said(
            "Together they are %(sum)s, but %(expected)s were counted before.",
            sum=facts["sum"],
            expected=facts["expected"],
        )
    reason = [Said("Remark: %(reason)s.", reason=facts["reason"])] if facts["reason"] else []
    return in_a_row([told, then, *reason])


def substitute_appointed(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    figures = {name: facts[name] for name in ("absent", "substitute")} | {"reason": telling.private(facts["reason"])}
    role = chosen(_SIGNERS, facts["role"])
    if not facts["substitute"]:
        others = facts["names"]
        return Said(
            "%(absent)s (%(role)s) cannot sign: %(reason)s. %(names)s signs.", **figures, names=others, role=role
        )
    return Said("%(absent)s (%(role)s) cannot sign: %(reason)s. %(substitute)s signs instead.", **figures, role=role)


def candidate_withdrawn(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "%(name)s withdrew (%(reason)s): the name stays on the paper and cannot be elected.",
        name=facts["name"],
        reason=facts["reason"],
    )


def annulment_asked(telling: Telling, entry: Entry) -> Said:
    return Said(
        "%(by)s asked that the round be annulled: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"]
    )


def round_annulled(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s annulled the declared round: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"])


def advisory_asked(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "%(by)s asked for an advisory vote, with %(present)s present of the %(needed)s needed: %(reason)s.",
        by=telling.by(entry),
        present=facts["present"],
        needed=facts["needed"],
        reason=facts["reason"],
    )


def advisory_allowed(telling: Telling, entry: Entry) -> Said:
    return Said(
        "%(by)s confirmed it: the vote is advisory, below the quorum; it decides nothing, and nobody is declared by it.",
        by=telling.by(entry),
    )


def incident_noted(telling: Telling, entry: Entry) -> Said:
    return Said("Incident, signed by %(name)s: %(text)s", name=entry.facts["name"], text=entry.facts["text"])


def papers_sealed(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The papers were sealed, bags %(bags)s, kept by %(keeper)s until %(until)s.",
        bags=facts["bags"],
        keeper=facts["keeper"],
        until=facts["until"],
    )


def objection_raised(telling: Telling, entry: Entry) -> Said:
    name, text = telling.member(entry.facts["name"]), entry.facts["text"]
    if entry.facts["recount"]:
        return Said("A recount was demanded by %(name)s: %(text)s", name=name, text=text)
    return Said("An objection was raised by %(name)s: %(text)s", name=name, text=text)


def last_called(telling: Telling, entry: Entry) -> Said:
    return Said("The last call was made.")


def objection_answered(telling: Telling, entry: Entry) -> Said:
    if entry.facts["granted"]:
        return Said("The objection was granted: %(outcome)s", outcome=entry.facts["outcome"])
    return Said("The objection was not granted: %(outcome)s", outcome=entry.facts["outcome"])


def committee_decided(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Recorded: “%(title)s”, decided by %(body)s on %(day)s (%(document)s). Named: %(names)s.",
        title=facts["title"],
        body=facts["body"],
        day=facts["decided_on"],
        document=facts["document"],
        names=facts["names"],
    )


def _batch(telling: Telling, entry: Entry) -> int:
    row = queries.batch(telling.db, entry.facts["batch"])
    return row["number"] if row else 0


def _round(entry: Entry) -> int:
    """The round that an entry is about; the one that prepares it has its number."""
    found: int = entry.facts.get("round", entry.seq)
    return found


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_ORDERS = {
    "hand": _("This order was set by hand."),
    "strokes": _("This order is by the strokes of the surname."),
    "pinyin": _("This order is by pinyin."),
    "draw": _("This order was drawn, draw %(number)s."),
}
_SIGNERS = {"teller_a": _("team A"), "teller_b": _("team B"), "chief_scrutineer": _("chief scrutineer")}
_INVALID = {
    "over_vote": _("too many marks"),
    "unclear": _("marks that cannot be read"),
    "identifies": _("says who filled it in"),
    "not_official": _("not an official paper"),
    "torn": _("torn"),
    "other": _("another reason"),
}
_OUTCOMES = {
    "accepted": _("accepts the election"),
    "declined": _("declines the election"),
    "awaiting_approval": _("awaits approval"),
}
_TIES = {"lot": _("by lot"), "chair": _("by the chair"), "consent": _("by agreement")}
_SHORTFALLS = {
    "new_round": _("a new round"),
    "reduced": _("the meeting agrees to fewer seats"),
    "vacant": _("they stay vacant"),
}
SENTENCES = {
    "round_prepared": Words(round_prepared, "round", _round),
    "candidates_listed": Words(candidates_listed, "round", _round),
    "rules_changed": Words(rules_changed),
    "rules_adopted": Words(rules_adopted, "round", _round),
    "issuing_opened": Words(issuing_opened, "round", _round),
    "round_admitted": Words(round_admitted, "round", _round),
    "papers_issued": Words(papers_issued, "round", _round),
    "boxes_sealed": Words(boxes_sealed, "round", _round),
    "voting_opened": Words(voting_opened, "round", _round),
    "last_called": Words(last_called, "round", _round),
    "voting_closed": Words(voting_closed, "round", _round),
    "papers_returned": Words(papers_returned, "round", _round),
    "round_voided": Words(round_voided, "round", _round),
    "papers_ruled": Words(papers_ruled, "round", _round),
    "ruling_taken_back": Words(ruling_taken_back),
    "write_in_named": Words(write_in_named),
    "counting_opened": Words(counting_opened, "round", _round),
    "batch_agreed": Words(batch_agreed),
    "batch_reopened": Words(batch_reopened),
    "round_counted": Words(round_counted, "round", _round),
    "counters_named": Words(counters_named, "round", _round),
    "tally_signed": Words(tally_signed, "round", _round),
    "result_reported": Words(result_reported, "round", _round),
    "elected_declared": Words(elected_declared, "round", _round),
    "acceptance_recorded": Words(acceptance_recorded, "round", _round),
    "tie_decided": Words(tie_decided, "round", _round),
    "shortfall_decided": Words(shortfall_decided, "round", _round),
    "result_corrected": Words(result_corrected, "round", _round),
    "incident_noted": Words(incident_noted, "round", _round),
    "papers_sealed": Words(papers_sealed, "round", _round),
    "objection_raised": Words(objection_raised, "round", _round),
    "objection_answered": Words(objection_answered, "round", _round),
    "committee_decided": Words(committee_decided, "elsewhere"),
    **HANDS,
    "advisory_asked": Words(advisory_asked, "round", _round),
    "advisory_allowed": Words(advisory_allowed, "round", _round),
    "recount_opened": Words(recount_opened, "round", _round),
    "recount_stopped": Words(recount_stopped, "round", _round),
    "papers_found": Words(papers_found, "round", _round),
    "substitute_appointed": Words(substitute_appointed, "round", _round),
    "candidate_withdrawn": Words(candidate_withdrawn, "round", _round),
    "annulment_asked": Words(annulment_asked, "round", _round),
    "round_annulled": Words(round_annulled, "round", _round),
}
