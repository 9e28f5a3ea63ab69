"""The meeting itself: what it is called, which rule it meets under, and whether its desks are open.

`kiosk new` makes the file, and its first entry is `meeting_created`: title, organisation, preset and the
quorum rule taken from it. Until a quorum is declared the chair may change them (`meeting_changed`), the
operator of the comparison too. The chair opens and closes the desks, or gives them hours; outside them a
scan is answered `closed`. When the laptop's time of day is set, that is an entry (`clock_moved`); the meeting's
own clock goes on, and times are written in the meeting's zone. The console is this slice's view: its shell shows
the agenda, one panel a step, each from its own slice.
"""
