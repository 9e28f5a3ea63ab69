"""The record: the minutes, the exported folder, and what the supervision committee sees.

The minutes are written from the journal alone: one sentence for each act, in `sentences.py` of its slice; what happens
many times is summed up (attendance, speeches, questions). What the secretary adds is an act of its own, kept and shown
apart from what is recorded. The record is a folder with an internal and a public copy, each of which can be checked by
hand: the public one withholds what concerns persons, and its chain holds all the same. The observer's page shows the
journal in sentences while it grows. At the end the secretary and the chair sign under the hash of the last act.
"""
