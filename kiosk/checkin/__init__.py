"""Check-in, presence and quorum.

A desk sends a scan; the verdict is decided once, by the server's clock, and every scan is kept, failed ones
too. `attendance` holds who is inside; leaving and returning are movements; a check-in can be voided. Present
is what the chair declares: `rules/quorum.py` judges the number by the meeting's rule in exact integers, and a
declaration freezes number, base, sentence and head hash. The live number is information and may fall below
the line afterwards: chair and supervisor are told, the hall is not. Proxies exist where the preset has them.
A desk goes on without connection (`offline_scans.py`): its scans come later, count whom nobody has seen, and wait for a
supervisor's act (`reconciliation.py`) where they would change anything else. What desks do by name is watched, can be
taken back at once, and is tried by calling names drawn at random (`oversight.py`).
"""
