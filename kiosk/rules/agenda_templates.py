"""The meetings that come with the program: each a preset of rules and a table of steps (title, kind, what is said)."""

from __future__ import annotations

from typing import NamedTuple


class Template(NamedTuple):
    title: str
    about: str
    preset: str
    steps: tuple[tuple[str, str, str], ...]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


OPENING = (
    _("Opening"),
    "speech",
    _("The meeting is opened. Please put your phones on silent and keep your badge with you."),
)
ANTHEM = (_("Opening, with the national anthem"), "speech", _("The meeting is opened. Please rise for the anthem."))
CLOSING = (_("Close the meeting"), "speech", _("The agenda is completed. The meeting is closed. Thank you."))
DOORS = ((_("Preparation"), "prepare", ""), (_("Check-in"), "checkin", ""))
QUORUM = (_("Declare the quorum"), "quorum", "")
RULES = (_("Adopt the rules of the election"), "rules", "")
SCRUTINEERS = (_("Adopt the scrutineers"), "scrutineers", "")
PAPERS = (
    (_("Hand out papers and vote"), "ballot", ""),
    (_("Count the papers"), "count", ""),
    (_("Announce the result"), "result", ""),
)
CANDIDATES = (
    (_("Draw the order of the speeches"), "draw", ""),
    (_("Speeches of the candidates"), "speeches", ""),
    (_("Questions to the candidates"), "questions", ""),
)


def fitting(preset: str) -> str:
    """The first template that is made for these rules; empty where none is."""
    return next((key for key, one in TEMPLATES.items() if one.preset == preset), "")


TEMPLATES: dict[str, Template] = {
    "members-election": Template(
        _("Members' election"),
        _("From the published stages to the pledge: exclusions, draw, speeches, questions, secret ballot."),
        "party-grassroots",
        (
            (_("The stages before the meeting"), "procedure", ""),
            *DOORS,
            (_("Exclusions"), "exclusions", ""),
            QUORUM,
            ANTHEM,
            (
                _("Report on the preparation of the election"),
                "report",
                _("Now follows the report on how the election was prepared."),
            ),
            RULES,
            SCRUTINEERS,
            *CANDIDATES,
            *PAPERS,
            (_("Pledge of the elected"), "declaration", _("The elected give their pledge.")),
            CLOSING,
        ),
    ),
    "recommendation": Template(
        _("Recommendation meeting"),
        _("The applicants are introduced, speak in the order of a draw, and some of them are voted on to go on."),
        "party-grassroots",
        (
            *DOORS,
            QUORUM,
            OPENING,
            (
                _("Who stands, and how they were found qualified"),
                "report",
                _("Now the applicants are introduced, and how their qualification was examined."),
            ),
            RULES,
            SCRUTINEERS,
            *CANDIDATES,
            *PAPERS,
            CLOSING,
        ),
    ),
    "owners-assembly": Template(
        _("Owners' assembly"),
        _("The committee's report, questions to it, and a vote by heads and by area."),
        "owners",
        (
            *DOORS,
            QUORUM,
            OPENING,
            (_("Report of the owners' committee"), "report", _("Now the committee gives its report on the year.")),
            (_("Questions to the committee"), "questions", ""),
            SCRUTINEERS,
            *PAPERS,
            CLOSING,
        ),
    ),
    "association-agm": Template(
        _("Annual meeting of an association"),
        _("Reports of board and auditors, questions, votes by hands, and the election."),
        "association",
        (
            *DOORS,
            QUORUM,
            OPENING,
            (_("Adopt the agenda"), "hands", ""),
            (_("Report of the board"), "report", _("Now the board gives its report on the year.")),
            (_("Report of the auditors"), "report", _("Now the auditors give their report.")),
            (_("Questions on the reports"), "questions", ""),
            (_("Approve the acts of the board"), "hands", ""),
            SCRUTINEERS,
            *PAPERS,
            (_("Acceptance by the elected"), "declaration", _("The elected are asked whether they accept.")),
            CLOSING,
        ),
    ),
    "cooperative": Template(
        _("Members' meeting of a cooperative"),
        _("Reports of board and supervisors, the surplus, and the election."),
        "cooperative",
        (
            *DOORS,
            QUORUM,
            OPENING,
            (_("Report of the board"), "report", _("Now the board gives its report on the year.")),
            (_("Report of the supervisors"), "report", _("Now the supervisors give their report.")),
            (_("Questions on the reports"), "questions", ""),
            (_("Decide on the surplus"), "hands", ""),
            RULES,
            SCRUTINEERS,
            *PAPERS,
            CLOSING,
        ),
    ),
}
