"""The order of a meeting, from a template: what comes when, what each step needs, what was left out and why.

A template is a table (`templates.py`); `steps.py` is the pure rule that says which step is over, which is at hand, and
what keeps one from opening. A step with figures of its own is over when its slice says so (the quorum is declared, the
papers are counted); the others the chair ends. Steps are skipped with a reason, reopened, added, renamed and moved, and
each of these is in the record. A meeting without a template goes by the console's panels, as they stand. The ten stages
before an election (`procedure.py`) are dated and published, each with the names of its list.
"""
