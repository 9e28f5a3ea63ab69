"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.ballots.count import commands as counting
from kiosk.ballots.count import projections as count_projections
from kiosk.ballots.count import recounts, substitutes
from kiosk.ballots.count.routes import tellers
from kiosk.ballots.printing.routes import printing
from kiosk.ballots.results import audit, signing, ties
from kiosk.ballots.results import commands as declaring
from kiosk.ballots.results import projections as result_projections
from kiosk.ballots.results.routes import outcomes
from kiosk.ballots.rounds import (
    advisory,
    early_commands,
    early_projections,
    early_sentences,
    hands_commands,
    hands_projections,
    polls,
    projections,
    withdrawals,
)
from kiosk.ballots.rounds import commands as rounds
from kiosk.ballots.rounds.early_routes import early_routes
from kiosk.ballots.rounds.hands_routes import hands_routes
from kiosk.ballots.rounds.routes import routes
from kiosk.ballots.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

routes.register_blueprint(tellers)
routes.register_blueprint(printing)
routes.register_blueprint(outcomes)
routes.register_blueprint(early_routes)
routes.register_blueprint(hands_routes)

PROJECTIONS = {
    projections: (
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
        "candidate_withdrawn",
        "advisory_asked",
        "advisory_allowed",
    ),
    early_projections: ("early_noted", "early_taken_back"),
    count_projections: (
        "papers_ruled",
        "ruling_taken_back",
        "write_in_named",
        "counting_opened",
        "batch_agreed",
        "batch_reopened",
        "round_counted",
        "counters_named",
        "tally_signed",
        "recount_opened",
        "substitute_appointed",
        "papers_found",
        "recount_stopped",
    ),
    result_projections: (
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
        "annulment_asked",
        "round_annulled",
    ),
    hands_projections: ("hands_voted", "hands_taken_back", "poll_demanded", "poll_withdrawn"),
}

MODULE = Module(
    name="ballots",
    commands={
        "prepare_round": rounds.prepare_round,
        "note_early": early_commands.note_early,
        "take_back_early": early_commands.take_back_early,
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
        "vote_by_hands": hands_commands.vote_by_hands,
        "take_back_hands": hands_commands.take_back_hands,
        "demand_poll": polls.demand_poll,
        "withdraw_poll": polls.withdraw_poll,
        "allow_advisory": advisory.allow_advisory,
        "open_recount": recounts.open_recount,
        "find_papers": recounts.find_papers,
        "stop_recount": recounts.stop_recount,
        "appoint_substitute": substitutes.appoint_substitute,
        "withdraw_candidate": withdrawals.withdraw_candidate,
        "annul_round": withdrawals.annul_round,
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
            "demand_poll",
            "withdraw_poll",
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
            "find_papers",
            "stop_recount",
            "appoint_substitute",
            "annul_round",
            "allow_advisory",
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
        early_commands.STAFF: ("note_early", "take_back_early"),
        ("chair", "chief_scrutineer"): ("correct_result",),
        ("chair", "operator", "chief_scrutineer", "secretary"): ("raise_objection",),
        ("teller_a",): ("call", "uncall"),
    },
    projections={name: getattr(module, name) for module, names in PROJECTIONS.items() for name in names},
    warnings=audit.warnings,
    sentences=SENTENCES | early_sentences.SENTENCES,
    works={
        "enter_paper": counting.enter_paper,
        "call": counting.call,
        "uncall": counting.uncall,
        "enter_sheet": counting.enter_sheet,
        "finish_batch": counting.finish_batch,
        "save_draft": counting.save_draft,
    },
    uncopied=count_projections.WORKINGS,
    routes=routes,
)
