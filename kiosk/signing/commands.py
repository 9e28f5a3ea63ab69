"""Decisions of the laptop itself: whose key signs, which head was signed, that a record was written."""

from __future__ import annotations

from kiosk.signing import queries
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

REASONS = ("new", "older_file", "continued")


def add_signing_key(act: CommandContext, *, public_key: str, reason: str) -> Decision:
    """From here on this laptop's key signs; `reason` is new, older_file or continued."""
    if signed_heads.key_in_force(act.db) == public_key:
        raise CommandRejected("is_so", "It says so already.")
    facts = {"public_key": public_key, "fingerprint": signing_keys.fingerprint(public_key), "reason": reason}
    return Decision("signing_key_added", facts, {"fingerprint": facts["fingerprint"]})


def sign_head(act: CommandContext, *, seq: int, hash: str, signature: str) -> Decision:
    """The head of the journal, signed by the key in force; refused when it is not an entry of this file."""
    if journal.hash_of(act.db, seq) != hash:
        raise CommandRejected("no_such_head", "This file has no such head.")
    key = signed_heads.key_in_force(act.db)
    signed = signed_heads.message(journal.origin(act.db), act.epoch, seq, hash)
    if key is None or not signing_keys.holds(key, signed, signature):
        raise CommandRejected("signature_fails", "The signature is not that of the key in force.")
    facts = {"seq": seq, "hash": hash, "epoch": act.epoch, "key": key, "signature": signature}
    return Decision("head_signed", facts, {"signed": seq})


def note_record(act: CommandContext, *, entries: int, head: str, manifests: dict[str, str]) -> Decision:
    """A record was written: up to which entry, and the SHA-256 of the MANIFEST of each of its copies."""
    if journal.hash_of(act.db, entries) != head:
        raise CommandRejected("no_such_head", "This file has no such head.")
    return Decision("record_written", {"entries": entries, "head": head, "manifests": manifests}, {})


def acknowledge_alarm(act: CommandContext, *, entry: int, reason: str) -> Decision:
    """Somebody looked into the alarm of an entry: a head that the file does not have, or a copy that it goes on from."""
    standing = {
        one["entry"]: kind
        for kind, alarms in (("other_head", queries.others(act.db)), ("continued", queries.continued(act.db)))
        for one in alarms
    }
    if entry not in standing:
        raise CommandRejected("no_such_alarm", "This alarm does not stand any more.")
    return Decision("alarm_acknowledged", {"alarm": entry, "of": standing[entry], "reason": reason}, {"alarm": entry})


def report_head(
    act: CommandContext, *, seq: int, hash: str, seen_at: int, epoch: str, key: str = "", signature: str = ""
) -> Decision:
    """A device saw a signed head, or the laptop an entry, that this file does not have: entries were lost or rewritten."""
    if journal.hash_of(act.db, seq) == hash:
        raise CommandRejected("is_known", "This file has that entry.")
    message = signed_heads.message(journal.origin(act.db), epoch, seq, hash)
    signed = key in signed_heads.public_keys(act.db) and signing_keys.holds(key, message, signature)
    if act.device is not None and not signed:
        raise CommandRejected("signature_fails", "The signature is not that of the key in force.")
    facts = {
        "seq": seq,
        "hash": hash,
        "epoch": epoch,
        "seen_at": seen_at,
        "ends_at": act.seq - 1,
        "name": act.device_name,
    }
    return Decision("other_head_seen", facts, {"ends_at": act.seq - 1})
