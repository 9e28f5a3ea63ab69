"""What became of the questions, in words; the minutes have each question as a row of a table.

The words of a question are told once it has been put before the hall, never before; who asked is told in full only,
and of an anonymous question an entry knows nothing.
"""

from __future__ import annotations

from kiosk.qa import export, queries
from kiosk.store.entry_messages import Audience, EntryText, Message, Moment, chosen, minutes_seconds
from kiosk.store.journal import Entry


def question_rules_set(telling: Audience, entry: Entry) -> Message:
    return Message("The rules for questions were set.")


def questions_opened(telling: Audience, entry: Entry) -> Message:
    if entry.facts["closes_at"]:
        return Message("The taking of questions was opened, until %(time)s.", time=Moment(entry.facts["closes_at"]))
    return Message("The taking of questions was opened.")


def questions_tried(telling: Audience, entry: Entry) -> Message:
    return Message("Questions were tried out; nothing of it counts.")


def questions_closed(telling: Audience, entry: Entry) -> Message:
    return Message("No more questions were taken.")


def question_asked(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    way = chosen(_WAYS, facts["way"])
    if not facts["asker"] or facts["naming"] != "named":  # a name for the chair alone stands in no sentence
        return Message("Question %(number)s was asked, %(way)s.", number=facts["question"], way=way)
    name = telling.private(facts["asker"], _SOMEBODY)
    return Message("Question %(number)s was asked by %(name)s, %(way)s.", number=facts["question"], name=name, way=way)


def question_withdrawn(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was withdrawn by its asker.", number=_number(entry))


def question_renewed(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was put back by its asker.", number=_number(entry))


def question_voted(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s has one supporter more.", number=_number(entry))


def question_unvoted(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s has one supporter less.", number=_number(entry))


def question_edited(telling: Audience, entry: Entry) -> Message:
    return Message("The words of question %(number)s were put right; the original is kept.", number=_number(entry))


def question_labelled(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was labelled.", number=_number(entry))


def question_approved(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was approved and stands in the queue.", number=_number(entry))


def question_dismissed(telling: Audience, entry: Entry) -> Message:
    reason = chosen(export.REASONS, entry.facts["reason"])
    return Message("Question %(number)s was not put: %(reason)s.", number=_number(entry), reason=reason)


def question_archived(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was put away.", number=_number(entry))


def questions_merged(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Merged into question %(number)s: %(those)s.", number=facts["into"], those=[int(id) for id in facts["before"]]
    )


def questions_parted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Parted from question %(number)s again: %(those)s.",
        number=facts["into"],
        those=[int(id) for id in facts["states"]],
    )


def question_step_taken_back(telling: Audience, entry: Entry) -> Message:
    return Message("The last step of question %(number)s was taken back.", number=_number(entry))


def questions_ranked(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    if facts["draw"]:
        return Message("The order of the questions is that of draw %(number)s.", number=facts["draw"])
    return Message("%(by)s put the questions in order.", by=telling.by(entry))


def respondents_named(telling: Audience, entry: Entry) -> Message:
    return Message("Questions are answered by: %(names)s.", names=[one["name"] for one in entry.facts["respondents"]])


def question_shown(telling: Audience, entry: Entry) -> Message:
    row = queries.one(telling.db, _number(entry))
    if row is None or not row["text"]:
        return Message("Question %(number)s was put before the hall.", number=_number(entry))
    return Message("Question %(number)s was put before the hall: “%(text)s”", number=_number(entry), text=row["text"])


def question_answered(telling: Audience, entry: Entry) -> Message:
    return Message("Question %(number)s was answered.", number=_number(entry))


def asker_shown(telling: Audience, entry: Entry) -> Message:
    return Message("The hall saw who asked question %(number)s.", number=_number(entry))


def asker_hidden(telling: Audience, entry: Entry) -> Message:
    return Message("The name of who asked question %(number)s went off the screen.", number=_number(entry))


def answer_started(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    name = queries.respondent(telling.db, facts["respondent"])
    return Message("%(name)s answers question %(number)s.", name=name, number=facts["question"])


def answer_extended(telling: Audience, entry: Entry) -> Message:
    return Message("The time of the answer was changed to %(time)s.", time=minutes_seconds(entry.facts["seconds"]))


def answer_ended(telling: Audience, entry: Entry) -> Message:
    return Message("The answer ended.")


def note_sent(telling: Audience, entry: Entry) -> Message:
    return Message("A note was sent behind the scenes.")


def note_acknowledged(telling: Audience, entry: Entry) -> Message:
    return Message("A note behind the scenes was read.")


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
    "question_rules_set": EntryText(question_rules_set),
    "questions_opened": EntryText(questions_opened, "questions"),
    "questions_tried": EntryText(questions_tried),
    "questions_closed": EntryText(questions_closed, "questions"),
    "question_asked": EntryText(question_asked),
    "question_withdrawn": EntryText(question_withdrawn),
    "question_renewed": EntryText(question_renewed),
    "question_voted": EntryText(question_voted),
    "question_unvoted": EntryText(question_unvoted),
    "question_edited": EntryText(question_edited),
    "question_labelled": EntryText(question_labelled),
    "question_approved": EntryText(question_approved),
    "question_dismissed": EntryText(question_dismissed),
    "question_archived": EntryText(question_archived),
    "questions_merged": EntryText(questions_merged),
    "questions_parted": EntryText(questions_parted),
    "question_step_taken_back": EntryText(question_step_taken_back),
    "questions_ranked": EntryText(questions_ranked),
    "respondents_named": EntryText(respondents_named, "questions"),
    "question_shown": EntryText(question_shown),
    "question_answered": EntryText(question_answered),
    "asker_shown": EntryText(asker_shown),
    "asker_hidden": EntryText(asker_hidden),
    "answer_started": EntryText(answer_started),
    "answer_extended": EntryText(answer_extended),
    "answer_ended": EntryText(answer_ended),
    "note_sent": EntryText(note_sent),
    "note_acknowledged": EntryText(note_acknowledged),
}
