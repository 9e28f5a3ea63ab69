"""What became of the questions, in words; the minutes have each question as a row of a table.

The words of a question are told once it has been put before the hall, never before; who asked is told in full only,
and of an anonymous question an entry knows nothing.
"""

from __future__ import annotations

from kiosk.qa import export, queries
from kiosk.store.entry_messages import Moment, Said, Telling, Words, chosen, minutes_seconds
from kiosk.store.journal import Entry


def question_rules_set(telling: Telling, entry: Entry) -> Said:
    return Said("The rules for questions were set.")


def questions_opened(telling: Telling, entry: Entry) -> Said:
    if entry.facts["closes_at"]:
        return Said("The taking of questions was opened, until %(time)s.", time=Moment(entry.facts["closes_at"]))
    return Said("The taking of questions was opened.")


def questions_tried(telling: Telling, entry: Entry) -> Said:
    return Said("Questions were tried out; nothing of it counts.")


def questions_closed(telling: Telling, entry: Entry) -> Said:
    return Said("No more questions were taken.")


def question_asked(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    way = chosen(_WAYS, facts["way"])
    if not facts["asker"] or facts["naming"] != "named":  # a name for the chair alone stands in no sentence
        return Said("Question %(number)s was asked, %(way)s.", number=facts["question"], way=way)
    name = telling.private(facts["asker"], _SOMEBODY)
    return Said("Question %(number)s was asked by %(name)s, %(way)s.", number=facts["question"], name=name, way=way)


def question_withdrawn(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was withdrawn by its asker.", number=_number(entry))


def question_renewed(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was put back by its asker.", number=_number(entry))


def question_voted(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s has one supporter more.", number=_number(entry))


def question_unvoted(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s has one supporter less.", number=_number(entry))


def question_edited(telling: Telling, entry: Entry) -> Said:
    return Said("The words of question %(number)s were put right; the original is kept.", number=_number(entry))


def question_labelled(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was labelled.", number=_number(entry))


def question_approved(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was approved and stands in the queue.", number=_number(entry))


def question_dismissed(telling: Telling, entry: Entry) -> Said:
    reason = chosen(export.REASONS, entry.facts["reason"])
    return Said("Question %(number)s was not put: %(reason)s.", number=_number(entry), reason=reason)


def question_archived(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was put away.", number=_number(entry))


def questions_merged(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Merged into question %(number)s: %(those)s.", number=facts["into"], those=[int(id) for id in facts["before"]]
    )


def questions_parted(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "Parted from question %(number)s again: %(those)s.",
        number=facts["into"],
        those=[int(id) for id in facts["states"]],
    )


def question_step_taken_back(telling: Telling, entry: Entry) -> Said:
    return Said("The last step of question %(number)s was taken back.", number=_number(entry))


def questions_ranked(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    if facts["draw"]:
        return Said("The order of the questions is that of draw %(number)s.", number=facts["draw"])
    return Said("%(by)s put the questions in order.", by=telling.by(entry))


def respondents_named(telling: Telling, entry: Entry) -> Said:
    return Said("Questions are answered by: %(names)s.", names=[one["name"] for one in entry.facts["respondents"]])


def question_shown(telling: Telling, entry: Entry) -> Said:
    row = queries.one(telling.db, _number(entry))
    if row is None or not row["text"]:
        return Said("Question %(number)s was put before the hall.", number=_number(entry))
    return Said("Question %(number)s was put before the hall: “%(text)s”", number=_number(entry), text=row["text"])


def question_answered(telling: Telling, entry: Entry) -> Said:
    return Said("Question %(number)s was answered.", number=_number(entry))


def asker_shown(telling: Telling, entry: Entry) -> Said:
    return Said("The hall saw who asked question %(number)s.", number=_number(entry))


def asker_hidden(telling: Telling, entry: Entry) -> Said:
    return Said("The name of who asked question %(number)s went off the screen.", number=_number(entry))


def answer_started(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    name = queries.respondent(telling.db, facts["respondent"])
    return Said("%(name)s answers question %(number)s.", name=name, number=facts["question"])


def answer_extended(telling: Telling, entry: Entry) -> Said:
    return Said("The time of the answer was changed to %(time)s.", time=minutes_seconds(entry.facts["seconds"]))


def answer_ended(telling: Telling, entry: Entry) -> Said:
    return Said("The answer ended.")


def note_sent(telling: Telling, entry: Entry) -> Said:
    return Said("A note was sent behind the scenes.")


def note_acknowledged(telling: Telling, entry: Entry) -> Said:
    return Said("A note behind the scenes was read.")


def _number(entry: Entry) -> int:
    found: int = entry.facts["question"]
    return found


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_SOMEBODY = _("somebody")
_WAYS = {
    "microphone": _("at a microphone"),
    "slip": _("on a slip of paper"),
    "volunteer": _("through a volunteer"),
    "stand": _("at a shared tablet"),
    "phone": _("from a phone"),
}
SENTENCES = {
    "question_rules_set": Words(question_rules_set),
    "questions_opened": Words(questions_opened, "questions"),
    "questions_tried": Words(questions_tried),
    "questions_closed": Words(questions_closed, "questions"),
    "question_asked": Words(question_asked),
    "question_withdrawn": Words(question_withdrawn),
    "question_renewed": Words(question_renewed),
    "question_voted": Words(question_voted),
    "question_unvoted": Words(question_unvoted),
    "question_edited": Words(question_edited),
    "question_labelled": Words(question_labelled),
    "question_approved": Words(question_approved),
    "question_dismissed": Words(question_dismissed),
    "question_archived": Words(question_archived),
    "questions_merged": Words(questions_merged),
    "questions_parted": Words(questions_parted),
    "question_step_taken_back": Words(question_step_taken_back),
    "questions_ranked": Words(questions_ranked),
    "respondents_named": Words(respondents_named, "questions"),
    "question_shown": Words(question_shown),
    "question_answered": Words(question_answered),
    "asker_shown": Words(asker_shown),
    "asker_hidden": Words(asker_hidden),
    "answer_started": Words(answer_started),
    "answer_extended": Words(answer_extended),
    "answer_ended": Words(answer_ended),
    "note_sent": Words(note_sent),
    "note_acknowledged": Words(note_acknowledged),
}
