"""The speaking order by a draw that anyone can check.

The chair freezes the list of names. A secret is made and kept, and its commitment fills the screen before anything is
thrown. When it has stood its time dice are thrown in the hall, typed, and confirmed on a second device; the last dice
only when every other value is final. Their confirmation is the order: names, dice and secret together give it, and the
transcript with its hash is out before the first name is shown. What is given up, drawn by hand or read again needs a
second role and leaves a record in the same chain. `rules/draw.py` is the rule,
`rules/draw_records.py` checks a record; both are short enough to read.
"""
