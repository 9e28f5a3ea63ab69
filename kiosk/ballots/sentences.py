"""A round from its rules to its declaration, in words. No sentence tells votes before the result was reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.results import corrections
from kiosk.ballots.rounds.hands_sentences import HANDS, counted, of_clauses
from kiosk.rules.ballots import candidate_outcomes, presets
from kiosk.rules.ballots.round import goes_on
from kiosk.store.entry_messages import Audience, EntryText, Message, Moment, chosen, concatenate, of_json
from kiosk.store.journal import Entry


def round_prepared(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    offices = [Message("%(name)s (%(seats)s)", name=one["name"], seats=one["seats"]) for one in facts["offices"]]
    told = Message(
        "The round was prepared; to be filled: %(offices)s; eligible: %(eligible)s.",
        offices=offices,
        eligible=facts["eligible"],
    )
    if "rules_version" not in facts:
        return told
    return concatenate([told, Message("Rules: %(rules)s.", rules=Message(presets.PRESETS[facts["preset"]].source))])


def candidates_listed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    names = [one["name"] for one in facts["candidates"]]
    told = Message("Candidates, in the order on the paper: %(names)s.", names=names)
    if len(names) < 2:
        return told
    return concatenate([told, chosen(_ORDERS, facts["order_by"], number=facts["draw"] or "")])


def rules_changed(telling: Audience, entry: Entry) -> Message:
    return Message("The rules of the round were changed before they were adopted.")


def rules_adopted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    before = queries.rules_adopted_at(telling.db, entry.seq)
    if before and facts["votes"] is None and not facts["against"] and not facts["abstain"]:
        return Message(
            "The meeting confirmed the rules of this round, under those adopted at %(at)s; they are frozen as %(hash)s.",
            at=Moment(before),
            hash=facts["rules_hash"][:16],
        )
    return Message(
        "The meeting adopted the rules of this round by a show of hands (%(hands)s); they are frozen as %(hash)s.",
        hands=counted(facts["votes"], facts["against"], facts["abstain"]),
        hash=facts["rules_hash"][:16],
    )


def issuing_opened(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    row = queries.one(telling.db, facts["round"])
    if not facts["votes"]:  # papers go out without attendance
        return Message("Papers were handed out; printed: %(printed)s.", printed=facts["printed"])
    needed = queries.line_of(row, facts["votes"]) if row else None
    if needed is None:
        return Message(
            "Votes present: %(votes)s. Papers were handed out; printed: %(printed)s.",
            votes=facts["votes"],
            printed=facts["printed"],
        )
    if row and candidate_outcomes.won(queries.rules(row)) != "elected":
        return Message(
            "Votes present: %(votes)s; needed: %(needed)s. Papers were handed out; printed: %(printed)s.",
            votes=facts["votes"],
            needed=needed,
            printed=facts["printed"],
        )
    return Message(
        "Votes present: %(votes)s; needed to be elected: %(needed)s. Papers were handed out; printed: %(printed)s.",
        votes=facts["votes"],
        needed=needed,
        printed=facts["printed"],
    )


def round_admitted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Latecomers got papers: %(votes)s. Votes present now: %(present)s.",
        votes=facts["votes"],
        present=facts["present"],
    )


def papers_issued(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    figures = {name: facts[name] for name in ("issued", "exchanged", "spare")}
    told = Message("Papers issued: %(issued)s, exchanged: %(exchanged)s, kept: %(spare)s.", **figures)
    row = queries.one(telling.db, facts["round"])
    missing = (row["printed"] or 0) - sum(figures.values()) if row else 0
    if row is None or not missing:
        return told
    if missing > 0:
        then = Message("Of %(printed)s papers printed %(papers)s are missing.", printed=row["printed"], papers=missing)
    else:
        then = Message(
            "These are %(papers)s more than the %(printed)s papers printed.", papers=-missing, printed=row["printed"]
        )
    return concatenate([told, then])


def boxes_sealed(telling: Audience, entry: Entry) -> Message:
    seals = entry.facts["seals"]
    return Message("Boxes shown empty and sealed: %(count)s; seals: %(seals)s.", count=len(seals), seals=seals)


def voting_opened(telling: Audience, entry: Entry) -> Message:
    return Message("Voting began.")


def voting_closed(telling: Audience, entry: Entry) -> Message:
    return Message("After a last call %(by)s closed the vote.", by=telling.by(entry))


def papers_returned(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    row = queries.one(telling.db, facts["round"])
    figures = {"returned": facts["returned"], "issued": row["issued"] if row else "", "late": facts["late"]}
    if facts["void"] and "voters" in facts:
        return Message(
            "The boxes were opened: %(returned)s papers came back (late: %(late)s), more than the %(voters)s voters who came:"
            " the round is void.",
            returned=facts["returned"],
            late=facts["late"],
            voters=facts["voters"],
        )
    if facts["void"]:
        return Message(
            "The boxes were opened: %(returned)s papers came back (late: %(late)s), more than the %(issued)s issued:"
            " the round is void.",
            **figures,
        )
    if row and row["rules_version"] > 1:
        return concatenate(list(_back(row, facts, figures)))
    return Message(
        "The boxes were opened: %(returned)s papers came back (late: %(late)s) of %(issued)s issued: the vote is valid.",
        **figures,
    )


def _back(row: Any, facts: dict[str, Any], figures: dict[str, Any]) -> Iterator[Message]:
    """What came back, from which box, and whether it is enough where that is told by the papers."""
    yield Message(
        "The boxes were opened: %(returned)s papers came back (late: %(late)s) of %(issued)s issued.", **figures
    )
    if len(facts["boxes"]) > 1:
        each = [
            Message("box %(number)s: %(papers)s", number=int(key), papers=n)
            for key, n in sorted(facts["boxes"].items())
        ]
        yield Message("Out of each: %(boxes)s.", boxes=each)
    held = queries.validity_back(row)
    if held:
        yield of_clauses(queries.clauses(held.sentence))


def round_voided(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s declared the round void: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"])


def papers_ruled(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The scrutineers ruled on doubtful papers: %(papers)s %(ruling)s (%(reason)s).",
        papers=facts["papers"],
        ruling=Message("valid") if facts["valid"] else Message("invalid"),
        reason=chosen(_INVALID, facts["reason"]),
    )


def ruling_taken_back(telling: Audience, entry: Entry) -> Message:
    return Message("A ruling on doubtful papers was taken back.")


def write_in_named(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s was written in and is counted.", name=entry.facts["name"])


def counting_opened(telling: Audience, entry: Entry) -> Message:
    batches = entry.facts["batches"]
    return Message(
        "The count began: %(papers)s papers in batches (%(batches)s), counted by two teams that do not see each other's figures.",
        papers=sum(one["papers"] for one in batches),
        batches=len(batches),
    )


def batch_agreed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Both teams agree on batch %(number)s: %(papers)s papers.",
        number=_batch(telling, entry),
        papers=facts["papers"],
    )


def batch_reopened(telling: Audience, entry: Entry) -> Message:
    return Message(
        "Batch %(number)s is counted again: %(reason)s.", number=_batch(telling, entry), reason=entry.facts["reason"]
    )


def round_counted(telling: Audience, entry: Entry) -> Message:
    told = Message("Both teams agreed on every batch; the count is over.")
    return concatenate([told, *_changed(telling, entry.facts)]) if entry.facts["reason"] else told


def _changed(telling: Audience, facts: dict[str, Any]) -> Iterator[Message]:
    """Of a recount: which figures are others now, the old beside the new."""
    row = queries.one(telling.db, facts["round"])
    versions = {one["version"]: one for one in queries.versions(telling.db, facts["round"])}
    told = [one for one in versions.values() if one["version"] < facts["version"] and one["reported_at"] is not None]
    yield Message("Counted again: %(reason)s.", reason=facts["reason"])
    if row and told:
        found = corrections.between(telling.db, row, told[-1], versions[facts["version"]])
        yield from (of_json(one) for one in found["figures"])


def counters_named(telling: Audience, entry: Entry) -> Message:
    counters = entry.facts["counters"]
    return Message(
        "Who counts was named: team A %(team_a)s; team B %(team_b)s; chief scrutineer %(chief)s.",
        team_a=counters["teller_a"],
        team_b=counters["teller_b"],
        chief=counters["chief_scrutineer"],
    )


def tally_signed(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(name)s signed the tally (%(role)s).", name=entry.facts["name"], role=chosen(_SIGNERS, entry.facts["role"])
    )


def result_reported(telling: Audience, entry: Entry) -> Message:
    verdict = concatenate([of_clauses(one) for one in entry.facts["verdict"]["sentences"]])
    told = Message("The result was reported. %(verdict)s", verdict=verdict)
    held = entry.facts["verdict"].get("validity")
    return concatenate([told, of_clauses(held)]) if held and entry.facts["verdict"]["valid"] else told


def elected_declared(telling: Audience, entry: Entry) -> Message:
    told = _declared(telling, entry)
    row, version = queries.one(telling.db, entry.facts["round"]), entry.facts["version"]
    found = corrections.of(telling.db, {**dict(row), "version": version}) if row else None
    return concatenate([told, *(of_json(one) for one in found["seats"])]) if found else told


def _declared(telling: Audience, entry: Entry) -> Message:
    round = entry.facts["round"]
    row = queries.one(telling.db, round)
    assert row is not None
    rules = queries.rules(row)
    names = [name for one in entry.facts["offices"] for name in (*one["elected"], *one["advanced"])]
    names += entry.facts.get("by_decision", [])
    if rules.ballot == "motion":
        if names:
            return Message("The motion was declared adopted.")
        return Message("The motion was declared not adopted.")
    if not rules.decisive:
        return Message("The vote of trust was declared; it elects nobody.")
    if not names:
        return Message("It was declared that nobody is elected.")
    if goes_on(rules):
        return Message("Declared to go on: %(names)s.", names=names)
    if len(entry.facts["offices"]) > 1 and "chosen" in entry.facts:
        return concatenate([Message("Declared elected, by office."), *_by_office(entry.facts)])
    return Message("Declared elected: %(names)s.", names=names)


def _by_office(facts: dict[str, Any]) -> Iterator[Message]:
    for one in facts["offices"]:
        names = [*one["elected"], *(name for office, name in facts["chosen"] if office == one["name"])]
        if names:
            yield Message("%(office)s: %(names)s.", office=one["name"], names=names)


def acceptance_recorded(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    told = Message("%(name)s: %(outcome)s.", name=facts["name"], outcome=chosen(_OUTCOMES, facts["outcome"]))
    if facts["outcome"] != "declined" or "office" not in facts:
        return told
    parts = [told, Message("The seat for %(office)s is open.", office=facts["office"])]
    return concatenate(
        [*parts, Message("Reason: %(reason)s.", reason=facts["reason"])] if facts.get("reason") else parts
    )


def tie_decided(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    told = _tie_decided(facts)
    if not facts.get("office"):
        return told
    row = queries.one(telling.db, facts["round"])
    if row is None or len(queries.offices(telling.db, row["id"])) < 2:
        return concatenate([told, Message("This replaces an earlier decision.")]) if facts["replaces"] else told
    parts = [Message("%(office)s:", office=facts["office"]), told]
    return concatenate([*parts, Message("This replaces an earlier decision.")] if facts["replaces"] else parts)


def _tie_decided(facts: dict[str, Any]) -> Message:
    if facts["way"] == "revote":
        return Message("The tie: the meeting votes again between the tied.")
    return Message("The tie was decided, %(way)s: %(names)s.", way=chosen(_TIES, facts["way"]), names=facts["names"])


def shortfall_decided(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    told = Message("Of the empty seats it was decided: %(way)s.", way=chosen(_SHORTFALLS, facts["way"]))
    if facts.get("seats"):
        told = Message(
            "Of the empty seats (%(seats)s) it was decided: %(way)s.",
            seats=facts["seats"],
            way=chosen(_SHORTFALLS, facts["way"]),
        )
    if facts["way"] != "reduced" or "votes" not in facts:
        return told
    if facts["votes"] is None:
        return concatenate([told, Message("The presidium decided it.")])
    votes = Message(
        "The vote on it: for %(votes)s, against %(against)s.", votes=facts["votes"], against=facts["against"]
    )
    return concatenate([told, votes])


def result_corrected(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The result was corrected, version %(version)s: %(reason)s. The old one is kept.",
        version=facts["version"],
        reason=facts["reason"],
    )


def recount_opened(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Counted again, batch %(batches)s: %(reason)s. Until then version %(version)s of the result stands.",
        batches=[str(one) for one in facts["numbers"]],
        reason=facts["reason"],
        version=facts["version"],
    )


def recount_stopped(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The recount was stopped: %(reason)s. The result before stands, version %(version)s.",
        reason=entry.facts["reason"],
        version=entry.facts["version"],
    )


def papers_found(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    each = [Message("batch %(number)s: %(papers)s instead of %(before)s", number=n, papers=papers, before=before)
            for n, before, papers in facts["found"]]  # fmt: skip
    told = Message("The papers of the batches were counted: %(batches)s.", batches=each)
    if facts["fits"]:
        then = Message("Together they are %(sum)s, as many as there were: papers had changed piles.", sum=facts["sum"])
    else:
        then = Message(
            "Together they are %(sum)s, but %(expected)s were counted before.",
            sum=facts["sum"],
            expected=facts["expected"],
        )
    reason = [Message("Remark: %(reason)s.", reason=facts["reason"])] if facts["reason"] else []
    return concatenate([told, then, *reason])


def substitute_appointed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    figures = {name: facts[name] for name in ("absent", "substitute")} | {"reason": telling.private(facts["reason"])}
    role = chosen(_SIGNERS, facts["role"])
    if not facts["substitute"]:
        others = facts["names"]
        return Message(
            "%(absent)s (%(role)s) cannot sign: %(reason)s. %(names)s signs.", **figures, names=others, role=role
        )
    return Message("%(absent)s (%(role)s) cannot sign: %(reason)s. %(substitute)s signs instead.", **figures, role=role)


def candidate_withdrawn(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(name)s withdrew (%(reason)s): the name stays on the paper and cannot be elected.",
        name=facts["name"],
        reason=facts["reason"],
    )


def annulment_asked(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(by)s asked that the round be annulled: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"]
    )


def round_annulled(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(by)s annulled the declared round: %(reason)s.", by=telling.by(entry), reason=entry.facts["reason"]
    )


def advisory_asked(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(by)s asked for an advisory vote, with %(present)s present of the %(needed)s needed: %(reason)s.",
        by=telling.by(entry),
        present=facts["present"],
        needed=facts["needed"],
        reason=facts["reason"],
    )


def advisory_allowed(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(by)s confirmed it: the vote is advisory, below the quorum; it decides nothing, and nobody is declared by it.",
        by=telling.by(entry),
    )


def incident_noted(telling: Audience, entry: Entry) -> Message:
    return Message("Incident, signed by %(name)s: %(text)s", name=entry.facts["name"], text=entry.facts["text"])


def papers_sealed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The papers were sealed, bags %(bags)s, kept by %(keeper)s until %(until)s.",
        bags=facts["bags"],
        keeper=facts["keeper"],
        until=facts["until"],
    )


def objection_raised(telling: Audience, entry: Entry) -> Message:
    name, text = telling.member(entry.facts["name"]), entry.facts["text"]
    if entry.facts["recount"]:
        return Message("A recount was demanded by %(name)s: %(text)s", name=name, text=text)
    return Message("An objection was raised by %(name)s: %(text)s", name=name, text=text)


def last_called(telling: Audience, entry: Entry) -> Message:
    return Message("The last call was made.")


def objection_answered(telling: Audience, entry: Entry) -> Message:
    if entry.facts["granted"]:
        return Message("The objection was granted: %(outcome)s", outcome=entry.facts["outcome"])
    return Message("The objection was not granted: %(outcome)s", outcome=entry.facts["outcome"])


def committee_decided(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Recorded: “%(title)s”, decided by %(body)s on %(day)s (%(document)s). Named: %(names)s.",
        title=facts["title"],
        body=facts["body"],
        day=facts["decided_on"],
        document=facts["document"],
        names=facts["names"],
    )


def _batch(telling: Audience, entry: Entry) -> int:
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
    "round_prepared": EntryText(round_prepared, "round", _round),
    "candidates_listed": EntryText(candidates_listed, "round", _round),
    "rules_changed": EntryText(rules_changed),
    "rules_adopted": EntryText(rules_adopted, "round", _round),
    "issuing_opened": EntryText(issuing_opened, "round", _round),
    "round_admitted": EntryText(round_admitted, "round", _round),
    "papers_issued": EntryText(papers_issued, "round", _round),
    "boxes_sealed": EntryText(boxes_sealed, "round", _round),
    "voting_opened": EntryText(voting_opened, "round", _round),
    "last_called": EntryText(last_called, "round", _round),
    "voting_closed": EntryText(voting_closed, "round", _round),
    "papers_returned": EntryText(papers_returned, "round", _round),
    "round_voided": EntryText(round_voided, "round", _round),
    "papers_ruled": EntryText(papers_ruled, "round", _round),
    "ruling_taken_back": EntryText(ruling_taken_back),
    "write_in_named": EntryText(write_in_named),
    "counting_opened": EntryText(counting_opened, "round", _round),
    "batch_agreed": EntryText(batch_agreed),
    "batch_reopened": EntryText(batch_reopened),
    "round_counted": EntryText(round_counted, "round", _round),
    "counters_named": EntryText(counters_named, "round", _round),
    "tally_signed": EntryText(tally_signed, "round", _round),
    "result_reported": EntryText(result_reported, "round", _round),
    "elected_declared": EntryText(elected_declared, "round", _round),
    "acceptance_recorded": EntryText(acceptance_recorded, "round", _round),
    "tie_decided": EntryText(tie_decided, "round", _round),
    "shortfall_decided": EntryText(shortfall_decided, "round", _round),
    "result_corrected": EntryText(result_corrected, "round", _round),
    "incident_noted": EntryText(incident_noted, "round", _round),
    "papers_sealed": EntryText(papers_sealed, "round", _round),
    "objection_raised": EntryText(objection_raised, "round", _round),
    "objection_answered": EntryText(objection_answered, "round", _round),
    "committee_decided": EntryText(committee_decided, "elsewhere"),
    **HANDS,
    "advisory_asked": EntryText(advisory_asked, "round", _round),
    "advisory_allowed": EntryText(advisory_allowed, "round", _round),
    "recount_opened": EntryText(recount_opened, "round", _round),
    "recount_stopped": EntryText(recount_stopped, "round", _round),
    "papers_found": EntryText(papers_found, "round", _round),
    "substitute_appointed": EntryText(substitute_appointed, "round", _round),
    "candidate_withdrawn": EntryText(candidate_withdrawn, "round", _round),
    "annulment_asked": EntryText(annulment_asked, "round", _round),
    "round_annulled": EntryText(round_annulled, "round", _round),
}
