"""Ballot papers, their blind count, and a result that shows its arithmetic.

A round has its own electorate, offices, candidates and rules, which the meeting adopts and which are frozen before
papers are issued. The ledger keeps what becomes of the papers, with identities that must hold. Two teams enter each
batch without seeing each other's figures; once they agree, the batch's totals are recorded and every single paper is
erased. The verdict is a pure rule (`rules/ballots/verdict.py`); the result is reported, the elected are declared, and a
correction is a new version with a reason.
"""
