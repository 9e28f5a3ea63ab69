"""What the public copy of the record holds. What is not named here is withheld, so that a new table or a new kind of
entry is never made public by forgetting it.

A table is public by its columns, an entry by its kind: then its data and salt are there, else only `data_hash`, which
keeps the chain whole.
"""

from __future__ import annotations

from typing import Any

from kiosk.store.journal import Entry


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TABLES: dict[str, tuple[str, ...]] = {
    "meeting": _columns(
        "title organisation place starts_at preset rule rehearsal language complaints_phone created_at epoch"
    ),
    "declaration": _columns("seq at present checked_in head_count measure base needed met measures sentence head"),
    "arrival": _columns("minute people"),
    "turnout": _columns("id group_name with_vote members inside"),
    "draw": _columns(
        "number subject state meeting previous slots names frozen_at stand_ms commitment committed_at stick "
        "revealed_at drawn picks record hash corrected"
    ),
    "clock_correction": _columns("seq at moved_ms correction_ms restarted"),
    "time_zone": _columns("id name"),
    "draw_value": _columns("draw slot value typed_at confirmed_at"),
    "draw_before": _columns("seq draw record hash reason"),
    "speaker_list": _columns("id title source draw state seconds_each seconds_group warn_seconds"),
    "speaker": _columns(
        "id list position name group_name state point_of_order late read_by seconds began_at ended_at "
        "paused_at paused_ms"
    ),
    "respondent": _columns("id name position gone"),
    "question": _columns("id asked_at text respondent way state state_at merged_into votes first_shown_at"),
    "answer": _columns("id question respondent began_at ended_at seconds"),
    "ballot_round": _columns(
        "id title kind after_round preset changes ballot_form public_count state state_at eligible "
        "eligible_weight rules_hash adopted present_persons present_votes present_weight printed issued "
        "exchanged spare late returned void_reason version"
    ),
    "office": _columns("id round name seats position"),
    "ballot_candidate": _columns("id round office name position origin supporters stage pledge"),
    "ballot_box": _columns("round number seal returned"),
    "ruled_paper": _columns("id round valid reason papers"),
    "tally_signature": _columns("id round version role name"),
    "minutes_officer": _columns("id chair secretary"),
    "minutes_signature": _columns("id role name signed_at under_seq under_hash"),
    "hands_vote": _columns("id title method present votes against abstain carried at"),
}
KINDS = frozenset(
    (
        "meeting_created", "desks_opened", "desks_closed", "desk_hours_set", "clock_moved", "time_zone_set", "quorum_declared",
        "draw_frozen", "draw_committed", "draw_value_typed", "draw_value_confirmed", "draw_revealed", "draw_voided",
        "drawn_by_hand", "draw_corrected", "speaker_list_made", "floor_given", "clock_paused", "clock_resumed",
        "time_added", "speech_ended", "questions_opened", "questions_closed", "respondents_named", "question_shown",
        "question_answered", "answer_started", "answer_extended", "answer_ended", "round_prepared", "rules_changed",
        "rules_adopted", "issuing_opened", "round_admitted", "papers_issued", "boxes_sealed", "voting_opened",
        "voting_closed", "papers_returned", "round_voided", "papers_ruled", "ruling_taken_back", "counting_opened",
        "result_reported", "elected_declared", "acceptance_recorded", "tie_decided", "shortfall_decided", "hands_voted",
        "scene_taken", "counters_named",
        "officers_named", "recount_opened", "recount_stopped", "papers_found", "annulment_asked", "round_annulled",
        "candidate_withdrawn", "hands_taken_back",
        "minutes_signed", "last_called", "agenda_adopted", "step_opened", "step_ended", "heads_counted",
        "signing_key_added", "head_signed", "record_written",
    )
)  # fmt: skip
COUNTED = frozenset(("batch_agreed", "batch_reopened", "round_counted", "tally_signed", "result_corrected"))


def tells(entry: Entry, reported: frozenset[int]) -> bool:
    """Whether everybody may read an entry's data; figures of a count only of rounds that were reported, and never who
    returned a named paper."""
    if entry.facts.get("units"):
        return False
    if entry.kind in COUNTED:
        return entry.facts.get("round") in reported
    return entry.kind in KINDS


def row(table: str, found: dict[str, Any]) -> dict[str, Any]:
    """A row as everybody may read it. The words of a question are told once it was put before the hall."""
    told = {name: found[name] for name in TABLES[table] if name in found}
    if table == "question" and found["first_shown_at"] is None:
        told["text"] = ""
    return told
