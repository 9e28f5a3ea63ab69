"""Every kind of entry has its sentence, in one place, and says no more than its hearer may know."""

from __future__ import annotations

from kiosk.app import REGISTRY


def test_every_kind_of_entry_has_a_sentence() -> None:
    """A new kind of entry needs its words: a function in its slice's `sentences.py`, listed in SENTENCES there."""
    wordless = sorted({*REGISTRY.projections, "refused"} - REGISTRY.sentences.keys())
    assert wordless == []
