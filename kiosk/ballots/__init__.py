"""Ballot papers, their blind count, and a result that shows its arithmetic.

A round has its own electorate, offices, candidates and rules, which the meeting adopts and which are frozen before
papers are issued. The ledger keeps what becomes of the papers, with identities that must hold. Two teams enter each
batch without seeing each other's figures; once they agree, the batch's totals are recorded and every single paper is
erased. The verdict is a pure rule (`tally.py`); the result is reported, the elected are declared, and a correction is a
new version with a reason.
"""

from __future__ import annotations

from kiosk.ballots import counting, declaring, leaving, projections, raising, recounts, rounds, signing, ties, views
from kiosk.ballots.outcomes import outcomes
from kiosk.ballots.printing import printing
from kiosk.ballots.routes import routes
from kiosk.ballots.sentences import SENTENCES
from kiosk.ballots.teams import TELLER
from kiosk.ballots.tellers import tellers
from kiosk.slices import CHAIR, Slice

routes.register_blueprint(tellers)
routes.register_blueprint(printing)
routes.register_blueprint(outcomes)

SLICE = Slice(
    name="ballots",
    commands={
        "prepare_round": rounds.prepare_round,
        "list_candidates": rounds.list_candidates,
        "change_rules": rounds.change_rules,
        "adopt_rules": rounds.adopt_rules,
        "open_issuing": rounds.open_issuing,
        "admit_to_round": rounds.admit_to_round,
        "count_papers_out": rounds.count_papers_out,
        "seal_boxes": rounds.seal_boxes,
        "open_voting": rounds.open_voting,
        "call_last": rounds.call_last,
        "close_voting": rounds.close_voting,
        "count_papers_back": rounds.count_papers_back,
        "void_round": rounds.void_round,
        "rule_on_papers": counting.rule_on_papers,
        "take_back_ruling": counting.take_back_ruling,
        "name_write_in": counting.name_write_in,
        "open_counting": counting.open_counting,
        "agree_batch": counting.agree_batch,
        "recount_batch": counting.recount_batch,
        "finish_counting": counting.finish_counting,
        "name_counters": signing.name_counters,
        "sign_tally": signing.sign_tally,
        "report_result": declaring.report_result,
        "declare_elected": declaring.declare_elected,
        "record_acceptance": declaring.record_acceptance,
        "decide_tie": ties.decide_tie,
        "decide_shortfall": ties.decide_shortfall,
        "correct_result": declaring.correct_result,
        "note_incident": declaring.note_incident,
        "seal_papers": declaring.seal_papers,
        "raise_objection": declaring.raise_objection,
        "answer_objection": declaring.answer_objection,
        "record_committee_decision": declaring.record_committee_decision,
        "vote_by_hands": raising.vote_by_hands,
        "take_back_hands": raising.take_back_hands,
        "open_recount": recounts.open_recount,
        "withdraw_candidate": leaving.withdraw_candidate,
        "annul_round": leaving.annul_round,
    },
    roles={
        CHAIR: (
            "prepare_round",
            "list_candidates",
            "change_rules",
            "adopt_rules",
            "open_issuing",
            "admit_to_round",
            "open_voting",
            "call_last",
            "close_voting",
            "void_round",
            "record_acceptance",
            "decide_tie",
            "decide_shortfall",
            "record_committee_decision",
            "vote_by_hands",
            "take_back_hands",
            "withdraw_candidate",
        ),
        ("chair", "operator", "chief_scrutineer"): (
            "count_papers_out",
            "seal_boxes",
            "count_papers_back",
            "rule_on_papers",
            "take_back_ruling",
            "name_write_in",
            "open_counting",
            "recount_batch",
            "open_recount",
            "annul_round",
            "finish_counting",
            "name_counters",
            "report_result",
            "declare_elected",
            "note_incident",
            "seal_papers",
            "answer_objection",
        ),
        ("teller_a", "teller_b"): ("agree_batch", "enter_paper", "enter_sheet", "finish_batch", "save_draft"),
        ("teller_a", "teller_b", "chief_scrutineer"): ("sign_tally",),
        ("chair", "chief_scrutineer"): ("correct_result",),
        ("chair", "operator", "chief_scrutineer", "secretary"): ("raise_objection",),
        ("teller_a",): ("call", "uncall"),
    },
    projections={
        name: getattr(projections, name)
        for name in (
            "round_prepared",
            "candidates_listed",
            "rules_changed",
            "rules_adopted",
            "issuing_opened",
            "round_admitted",
            "papers_issued",
            "boxes_sealed",
            "voting_opened",
            "last_called",
            "voting_closed",
            "papers_returned",
            "round_voided",
            "papers_ruled",
            "ruling_taken_back",
            "write_in_named",
            "counting_opened",
            "batch_agreed",
            "batch_reopened",
            "round_counted",
            "counters_named",
            "tally_signed",
            "result_reported",
            "elected_declared",
            "acceptance_recorded",
            "tie_decided",
            "shortfall_decided",
            "result_corrected",
            "incident_noted",
            "papers_sealed",
            "objection_raised",
            "objection_answered",
            "committee_decided",
            "hands_voted",
            "hands_taken_back",
            "recount_opened",
            "candidate_withdrawn",
            "annulment_asked",
            "round_annulled",
        )
    },
    sentences=SENTENCES,
    works={
        "enter_paper": counting.enter_paper,
        "call": counting.call,
        "uncall": counting.uncall,
        "enter_sheet": counting.enter_sheet,
        "finish_batch": counting.finish_batch,
        "save_draft": counting.save_draft,
    },
    uncopied=projections.WORKINGS,
    views=(TELLER,),
    panels=(views.BALLOTS,),
    routes=routes,
)
