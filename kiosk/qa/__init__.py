"""The question queue.

A question comes in five ways, all equal: at a microphone, on a slip, through a volunteer, at a shared tablet, from a
phone. The chair approves, merges, dismisses with a reason; every step can be taken back, and its asker sees what became
of it. One question is on the screen at a time; when it goes to all, who answers first moves on in the order of the
draw, and a board shows that nobody got more. Anonymous questions are anonymous in the file: nothing in it leads to who
asked; limits and mutes live in memory. Votes are kept under pseudonyms, one for each badge, and a merge counts each
person once.
"""

from __future__ import annotations

from kiosk.qa import answering, asking, commands, projections, views
from kiosk.qa.moderating import moderation
from kiosk.qa.printing import printing
from kiosk.qa.routes import routes
from kiosk.qa.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

routes.register_blueprint(moderation)
routes.register_blueprint(printing)

SLICE = Slice(
    name="qa",
    commands={
        "set_question_rules": commands.set_question_rules,
        "open_questions": commands.open_questions,
        "try_questions": commands.try_questions,
        "close_questions": commands.close_questions,
        "ask": asking.ask,
        "ask_anonymously": asking.ask_anonymously,
        "withdraw_question": asking.withdraw_question,
        "renew_question": asking.renew_question,
        "vote": asking.vote,
        "unvote": asking.unvote,
        "edit_question": commands.edit_question,
        "label_question": commands.label_question,
        "approve_question": commands.approve_question,
        "dismiss_question": commands.dismiss_question,
        "archive_question": commands.archive_question,
        "merge_questions": commands.merge_questions,
        "part_questions": commands.part_questions,
        "take_back_step": commands.take_back_step,
        "rank_questions": commands.rank_questions,
        "rank_by_draw": commands.rank_by_draw,
        "name_respondents": answering.name_respondents,
        "show_question": answering.show_question,
        "mark_answered": answering.mark_answered,
        "show_asker": answering.show_asker,
        "hide_asker": answering.hide_asker,
        "start_answer": answering.start_answer,
        "extend_answer": answering.extend_answer,
        "end_answer": answering.end_answer,
        "send_note": answering.send_note,
        "acknowledge_note": answering.acknowledge_note,
    },
    roles={
        CHAIR: (
            "set_question_rules",
            "open_questions",
            "try_questions",
            "close_questions",
            "edit_question",
            "label_question",
            "approve_question",
            "dismiss_question",
            "archive_question",
            "merge_questions",
            "part_questions",
            "take_back_step",
            "rank_questions",
            "rank_by_draw",
            "name_respondents",
            "show_question",
            "mark_answered",
            "show_asker",
            "hide_asker",
            "start_answer",
            "extend_answer",
            "end_answer",
        ),
        ("public",): ("ask", "ask_anonymously", "withdraw_question", "renew_question", "vote", "unvote"),
        ("chair", "operator", "supervisor", "desk", "secretary", "speaker"): ("send_note",),
        ("chair", "operator", "speaker"): ("acknowledge_note",),
    },
    receipts=dict.fromkeys(
        ("ask", "ask_anonymously", "withdraw_question", "renew_question", "vote", "unvote"), "digest"
    ),
    projections={
        "question_rules_set": projections.question_rules_set,
        "questions_opened": projections.questions_opened,
        "questions_tried": projections.questions_tried,
        "questions_closed": projections.questions_closed,
        "question_asked": projections.question_asked,
        "question_withdrawn": projections.question_withdrawn,
        "question_renewed": projections.question_renewed,
        "question_voted": projections.question_voted,
        "question_unvoted": projections.question_unvoted,
        "question_edited": projections.question_edited,
        "question_labelled": projections.question_labelled,
        "question_approved": projections.question_approved,
        "question_dismissed": projections.question_dismissed,
        "question_archived": projections.question_archived,
        "questions_merged": projections.questions_merged,
        "questions_parted": projections.questions_parted,
        "question_step_taken_back": projections.question_step_taken_back,
        "questions_ranked": projections.questions_ranked,
        "respondents_named": projections.respondents_named,
        "question_shown": projections.question_shown,
        "question_answered": projections.question_answered,
        "asker_shown": projections.asker_shown,
        "asker_hidden": projections.asker_hidden,
        "answer_started": projections.answer_started,
        "answer_extended": projections.answer_extended,
        "answer_ended": projections.answer_ended,
        "note_sent": projections.note_sent,
        "note_acknowledged": projections.note_acknowledged,
    },
    sentences=SENTENCES,
    views=(views.STAND,),
    panels=(views.QUESTIONS,),
    routes=routes,
)
