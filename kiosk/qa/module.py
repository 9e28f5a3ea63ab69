"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.qa import answer_commands, asker_commands, moderation_commands, projections
from kiosk.qa.moderation_routes import moderation
from kiosk.qa.printing import printing
from kiosk.qa.routes import routes
from kiosk.qa.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

routes.register_blueprint(moderation)
routes.register_blueprint(printing)

MODULE = Module(
    name="qa",
    commands={
        "set_question_rules": moderation_commands.set_question_rules,
        "open_questions": moderation_commands.open_questions,
        "try_questions": moderation_commands.try_questions,
        "close_questions": moderation_commands.close_questions,
        "ask": asker_commands.ask,
        "ask_anonymously": asker_commands.ask_anonymously,
        "withdraw_question": asker_commands.withdraw_question,
        "renew_question": asker_commands.renew_question,
        "vote": asker_commands.vote,
        "unvote": asker_commands.unvote,
        "edit_question": moderation_commands.edit_question,
        "label_question": moderation_commands.label_question,
        "approve_question": moderation_commands.approve_question,
        "dismiss_question": moderation_commands.dismiss_question,
        "archive_question": moderation_commands.archive_question,
        "merge_questions": moderation_commands.merge_questions,
        "part_questions": moderation_commands.part_questions,
        "take_back_step": moderation_commands.take_back_step,
        "rank_questions": moderation_commands.rank_questions,
        "rank_by_draw": moderation_commands.rank_by_draw,
        "name_respondents": answer_commands.name_respondents,
        "show_question": answer_commands.show_question,
        "mark_answered": answer_commands.mark_answered,
        "show_asker": answer_commands.show_asker,
        "hide_asker": answer_commands.hide_asker,
        "start_answer": answer_commands.start_answer,
        "extend_answer": answer_commands.extend_answer,
        "end_answer": answer_commands.end_answer,
        "send_note": answer_commands.send_note,
        "acknowledge_note": answer_commands.acknowledge_note,
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
    routes=routes,
)
