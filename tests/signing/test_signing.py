"""The laptop signs the head of the journal; a meeting without a key goes on and says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.backups import BackupWriter
from kiosk.store.head_signer import Signer, begin, end_alone, sign
from tests.conftest import Hall
from tests.support.members import enrol_many

KINDS = "select kind, data from entry where kind in ('signing_key_added', 'head_signed') order by seq"


def _facts(hall: Hall) -> list[tuple[str, dict[str, object]]]:
    return [(row[0], json.loads(row[1])["facts"]) for row in hall.db.execute(KINDS)]


def test_a_new_meeting_names_its_key_and_signs_its_first_head(hall: Hall) -> None:
    (added, key), (signed, head) = _facts(hall)
    assert (added, key["reason"], signed, head["key"]) == ("signing_key_added", "new", "head_signed", key["public_key"])
    origin, epoch = journal.origin(hall.db), journal.epoch(hall.db)
    said = f"kiosk-head/1\n{origin}\n{epoch}\n{head['seq']}\n{head['hash']}\n".encode("ascii")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(key["public_key"])))
    public.verify(bytes.fromhex(str(head["signature"])), said)  # raises when it does not hold


def test_the_key_is_readable_by_this_user_alone_and_never_in_the_file(hall: Hall, tmp_path: Path) -> None:
    (path,) = Path(signing_keys.data_dir()).glob(f"meetings/{journal.origin(hall.db)}/signing.key")
    assert path.stat().st_mode & 0o777 == 0o600
    secret = path.read_text("ascii")
    (tmp_path / "stick").mkdir()
    BackupWriter(hall.path, tmp_path / "stick", lambda: hall.now).write()
    for file in (*tmp_path.glob("*.kiosk*"), *(tmp_path / "stick").iterdir()):
        content = file.read_bytes()
        assert secret.encode() not in content and bytes.fromhex(secret) not in content, file


def test_a_head_is_signed_after_what_the_record_is_held_to_and_every_few_minutes(hall: Hall) -> None:
    signer = Signer(hall.path, hall.writer.run, every_seconds=3600)
    signer.look()
    before = len(_facts(hall))
    enrol_many(hall, 2)
    signer.look()
    assert len(_facts(hall)) == before, "nothing of that is signed at once"
    hall.run("close_desks")
    signer.look()
    kind, facts = _facts(hall)[-1]
    seq = hall.db.execute("select max(seq) from entry where kind = 'desks_closed'").fetchone()[0]
    assert (kind, facts["seq"]) == ("head_signed", seq)
    signer.look()
    assert len(_facts(hall)) == before + 1, "a signature is not signed again"
    enrol_many(hall, 1)
    end_alone(hall.path, REGISTRY)
    assert len(_facts(hall)) == before + 2, "what is unsigned at the end is signed then"
    assert signing_keys.noted(journal.origin(hall.db)).seq == journal.head(hall.db).seq  # type: ignore[union-attr]


def test_every_kind_after_which_a_head_is_signed_exists() -> None:
    assert set(signed_heads.TRIGGERS) | set(signed_heads.ADMINISTRATIVE) <= REGISTRY.projections.keys()


def test_a_signature_that_does_not_hold_and_a_head_that_is_none_are_refused(hall: Hall) -> None:
    end, key = journal.head(hall.db), signing_keys.find(journal.origin(hall.db))
    assert key is not None
    message = signed_heads.message(journal.origin(hall.db), journal.epoch(hall.db), end.seq, end.hash)
    good = key.sign(message)
    bad = ("00" if good[:2] != "00" else "11") + good[2:]
    said = hall.run("sign_head", seq=end.seq, hash=end.hash, signature=bad)
    assert said.body["code"] == "signature_fails"
    assert hall.run("sign_head", seq=end.seq, hash="0" * 64, signature=good).body["code"] == "no_such_head"
    assert (
        hall.run("sign_head", seq=end.seq, hash=end.hash, signature="not hexadecimal").body["code"] == "signature_fails"
    )


def test_another_laptop_adds_its_own_key(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "other-laptop"))
    assert sign(hall.path, hall.writer.run) is False, "it has no key of this meeting"
    assert begin(hall.path, hall.writer.run) == ""
    (_, first), _, (_, second), (_, signed) = _facts(hall)
    assert (second["reason"], signed["key"]) == ("continued", second["public_key"])
    assert first["public_key"] != second["public_key"]
    assert begin(hall.path, hall.writer.run) == "" and len(_facts(hall)) == 4, "begun again it is the same"


def test_without_a_place_for_the_key_a_meeting_is_made_unsigned(
    make_hall: Callable[..., Hall], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "file"))
    hall = make_hall()
    assert _facts(hall) == []
    assert "unsigned" in begin(hall.path, hall.writer.run)
    assert hall.run("close_desks").status == 200


def test_a_signed_head_that_was_made_by_another_key_is_found(hall: Hall) -> None:
    with closing(files.reader(hall.path)) as db:
        entries = list(journal.entries(db))
    assert [one.seq for one in signed_heads.signed_heads(entries)] == [2]
    place = next(n for n, entry in enumerate(entries) if entry.kind == "head_signed")
    data = json.loads(json.dumps(entries[place].data))
    data["facts"]["signature"] = "00" * 64
    entries[place] = entries[place]._replace(data=data)
    with pytest.raises(journal.Broken, match="its signature does not hold"):
        list(signed_heads.signed_heads(entries))


def test_the_code_of_a_signed_head_is_alphanumeric_and_holds_all_of_it(hall: Hall) -> None:
    found = signed_heads.last(hall.db)
    assert found and found.holds
    assert set(found.code()) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    form, origin, epoch, seq, hash, key, signature = found.code().split(":")
    assert form == "KIOSK-HEAD/1"
    again = found._replace(
        origin=origin.lower(),
        epoch=epoch.lower(),
        seq=int(seq),
        hash=hash.lower(),
        key=key.lower(),
        signature=signature.lower(),
    )
    assert again == found
