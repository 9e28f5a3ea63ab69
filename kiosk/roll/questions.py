"""What is not certain is asked, once for each kind, with the answer that gives nothing as its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


@dataclass
class Question:
    """`about`: the value or column it is about; `rows`: as the file counts them; `figures` fill the sentence.
    `red`: about somebody's identity, asked singly. `lines`: what each row says."""

    kind: str
    about: str
    rows: list[int]
    default: str
    options: list[str]
    sentence: str
    figures: dict[str, Any] = field(default_factory=dict)
    red: bool = False
    lines: list[dict[str, Any]] = field(default_factory=list)
    key: str = ""

    @property
    def id(self) -> str:
        return self.key or f"{self.kind}:{self.about}"


SENTENCES = {
    "columns": _("Which column holds the names? %(sheet)s has no row of headings."),
    "sheets": _("The sheet %(about)s is hidden in the file. Does it belong to the roll?"),
    "hidden": _("Hidden rows: %(count)s. Do they belong to the roll?"),
    "struck": _("Rows struck out: %(count)s. Do they belong to the roll?"),
    "person": _("Rows that look like totals, signatures or notes: %(count)s. Are they people?"),
    "category": _("“%(about)s” (%(count)s): do they have a vote?"),
    "vote": _("“%(about)s” in the column of voting rights (%(count)s): do they have a vote?"),
    "decimal": _("“%(about)s” can be read in two ways. What divides the decimals in this column?"),
    "mixed": _("This column is written in two ways, like “%(about)s”. What divides the decimals?"),
    "weight": _("Shares such as %(about)s: is each of these rows one vote, or to be left out?"),
    "number": _("Numbers that differ only in leading zeros, such as %(about)s: are they different people?"),
    "double": _("Rows that are in the file twice: %(count)s. Are they different people?"),
    "same_name": _("Rows with a name that stands above with another phone or group: %(count)s. Are they other people?"),
    "alike": _("Rows with a name that looks like one above: %(count)s. Are they other people?"),
    "odd": _("Names that may be nobody's, or of more than one person: %(count)s. Is each of them one person?"),
    "coloured": _("Rows marked by a colour, which cannot be read: %(count)s. Do they have a vote like the others?"),
    "weights": _("More than one column may be the weight: %(about)s. Which one counts?"),
    "old_sheet": _("The sheet %(about)s may be an older list, or an example. Does it belong to the roll?"),
    "first_row": _("The first row reads “%(about)s”. Is it a person, or a row of headings?"),
    "parking": _("Rows that are parking spaces or stores: %(count)s. Do they count as units?"),
    "co_owner": _("Units with more than one owner: %(count)s more names. Does each owner count by themselves?"),
    "one_person": _("Units whose owner has a name that stands above: %(count)s. Are they other people?"),
}
IDENTITY = _(
    "The number %(number)s is %(before)s's on the roll and %(after)s's in the file. Is it the same person under another"
    " name? If somebody else has the number now, take %(before)s off the roll first."
)
MOVED = _(
    "People on the roll who are in the file with another group, phone or number: %(count)s. Are they other people?"
)
