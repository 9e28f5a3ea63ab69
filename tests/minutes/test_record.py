"""The exported record: complete, checkable by hand, and no single file of it can be changed unseen."""

from __future__ import annotations

import csv
import getpass
import importlib.util
import io
import json
import random
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docx import Document
from openpyxl import load_workbook

from kiosk.app import REGISTRY
from kiosk.ballots import queries as ballots
from kiosk.checkin import queries as checkin
from kiosk.cli.main import main
from kiosk.minutes import redaction
from kiosk.minutes.provable import provable
from kiosk.minutes.record_check import Trouble, check
from kiosk.minutes.tables import names
from kiosk.rules.ballots.presets import FIRST
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.head_signer import end_alone
from kiosk.store.noted_heads import NOTHING_NOTED, Differs, Notes
from tests.conftest import Hall
from tests.minutes import meeting

SCRIPT = Path(__file__).parent.parent.parent / "docs" / "check_record.py"


class Exported:
    """A meeting that was held, and its record."""

    def __init__(self, folder: Path) -> None:
        self.hall = Hall(folder / "meeting.kiosk", title="临江镇党员大会", rehearsal=True)
        meeting.hold(self.hall)
        self.folder = folder / "record"
        end_alone(self.hall.path, REGISTRY)
        self.head = journal.head(self.hall.db)
        assert run("export", str(self.hall.path), "--to", str(self.folder)) == (
            0,
            f"Wrote {self.folder}: {self.head.seq} entries. Head {self.head.hash}",
        )
        self.fingerprint = signing_keys.fingerprint(signed_heads.key_in_force(self.hall.db) or "")

    def bytes(self, copy: str) -> bytes:
        return b"\n".join(_unpacked(path) for path in self._files(copy))

    def _files(self, copy: str) -> list[Path]:
        return sorted(path for path in (self.folder / copy).rglob("*") if path.is_file())

    def names(self) -> list[str]:
        return [
            path.relative_to(self.folder).as_posix() for copy in ("internal", "public") for path in self._files(copy)
        ]


def _unpacked(path: Path) -> bytes:
    """A file's bytes; of Word and workbook what is packed in them."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes()
    import zipfile

    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments))
    assert "Traceback" not in done.output and (done.exception is None or isinstance(done.exception, SystemExit))
    return done.exit_code, done.stderr.strip() or done.stdout.strip()


def by_hand(folder: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(folder), *options], capture_output=True, text=True)
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Exported(tmp_path_factory.mktemp("record"))
    yield made
    made.hall.check()
    made.hall.close()


def test_the_record_holds_and_so_does_each_copy_by_itself(exported: Exported) -> None:
    for folder in (exported.folder, exported.folder / "internal", exported.folder / "public"):
        code, told = run("verify", str(folder))
        assert (code, told.split("Head ")[-1].split("\n")[0]) == (0, exported.head.hash), told
        assert told.endswith(NOTHING_NOTED)
        assert by_hand(folder) == (0, f"holds, head {exported.head.hash}\n{NOTHING_NOTED}")


def test_it_holds_every_table_round_draw_and_the_minutes_in_every_language(exported: Exported) -> None:
    there = set(exported.names())
    wanted = {f"tables/{name}.{form}" for name in names(exported.hall.db) for form in ("json", "csv")}
    wanted |= {"journal.jsonl", "tables.xlsx", "questions.csv", "draws/draw-1.txt", "MANIFEST"}
    wanted |= {f"minutes.{language}.{form}" for language in ("en", "zh-Hans") for form in ("html", "md", "docx")}
    assert {f"internal/{name}" for name in wanted} <= there
    assert not [name for name in there if "working" in name or ("member" in name and name.startswith("public"))]
    round = next(
        path for path in (exported.folder / "internal/rounds").glob("round-*.json") if "verdict" not in path.name
    )
    assert run("verdict", str(round))[0] == 0
    assert b"Record of the result" in _unpacked(round.with_suffix(".record.docx"))


@pytest.mark.slow
def test_changing_any_one_file_is_found_and_named(exported: Exported, tmp_path: Path) -> None:
    copy = tmp_path / "record"
    shutil.copytree(exported.folder, copy)
    for name in exported.names():
        path = copy / name
        before = path.read_bytes()
        middle = len(before) // 2
        for after in (before[:middle] + bytes([before[middle] ^ 1]) + before[middle + 1 :], before + b"\n"):
            path.write_bytes(after)
            code, told = run("verify", str(copy))
            assert code == 1 and (name in told or (name.endswith("MANIFEST") and "MANIFEST" in told)), (name, told)
        path.write_bytes(before)
    assert run("verify", str(copy))[0] == 0


@pytest.mark.slow
def test_with_a_noted_fingerprint_one_byte_of_any_file_is_found_though_manifest_was_mended(
    exported: Exported, tmp_path: Path
) -> None:
    """By both checkers; each file's own name stands where MANIFEST is left alone, the signature where it is mended."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        import check_record as script  # in this process: a hundred files, twice
    finally:
        sys.path.remove(str(SCRIPT.parent))
    noted = (None, None, [exported.fingerprint])
    for copy in ("internal", "public"):
        folder = tmp_path / copy
        shutil.copytree(exported.folder / copy, folder)
        assert list(script.check(folder, noted)) == []
        manifest = (folder / "MANIFEST").read_bytes()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            before = path.read_bytes()
            place = len(before) // 2
            path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
            digests = [journal.sha256(content).hexdigest().encode() for content in (before, path.read_bytes())]
            if path.name not in ("MANIFEST", "MANIFEST.sig"):
                assert digests[0] in manifest
                (folder / "MANIFEST").write_bytes(manifest.replace(digests[0], digests[1]))
            found = list(script.check(folder, noted))
            assert any(one.startswith(("MANIFEST", "check_signatures", "check_notes", "signed by")) for one in found), (
                path
            )
            with pytest.raises((Trouble, Differs)):
                check(folder, REGISTRY, Notes(fingerprints=(exported.fingerprint,)))
            path.write_bytes(before)
            (folder / "MANIFEST").write_bytes(manifest)
        unsigned = re.sub(rb"# key [0-9a-f]{64}", b"# unsigned", manifest)
        (folder / "MANIFEST").write_bytes(unsigned)
        (folder / "MANIFEST.sig").unlink()
        assert list(script.check(folder, (None, None, []))) == [], "without a note it is whole in itself"
        assert by_hand(folder, "--fingerprint", exported.fingerprint)[0] == 1
        code, told = run("verify", str(folder), "--fingerprint", exported.fingerprint)
        assert code == 1 and "unsigned" in told
        assert "unsigned" in run("verify", str(folder))[1]


@pytest.mark.parametrize("forged", ["no text", "no entries", "half a character", "no facts"])
def test_a_journal_that_is_none_is_told_in_a_sentence(exported: Exported, tmp_path: Path, forged: str) -> None:
    folder = tmp_path / "public"
    shutil.copytree(exported.folder / "public", folder)
    content = (folder / "journal.jsonl").read_bytes()
    first, _, rest = content.partition(b"\n")
    entry = json.loads(first)
    entry["data"] = {"facts": []} if forged == "no facts" else {"title": "\ud800"}
    after = {
        "no text": content.replace(b"meeting_created", b"meeting_create\xe4", 1),
        "no entries": b"[]\n1\n",
    }.get(forged, json.dumps(entry).encode() + b"\n" + rest)
    (folder / "journal.jsonl").write_bytes(after)
    manifest = (folder / "MANIFEST").read_text()
    digests = [journal.sha256(one).hexdigest() for one in (content, after)]
    (folder / "MANIFEST").write_text(manifest.replace(*digests))
    code, told = run("verify", str(folder))
    assert code == 1 and "journal.jsonl was changed" in told
    assert by_hand(folder)[0] == 1


def test_a_note_is_compared_by_both_checkers(exported: Exported) -> None:
    seq, hash = exported.head.seq, exported.head.hash
    for options, code in (
        (["--head", hash[:16].upper(), "--at", str(seq)], 0),
        (["--head", hash[:16]], 0),
        (["--head", hash[:16], "--at", str(seq - 1)], 1),
        (["--head", hash[:16], "--at", str(seq + 1)], 1),
        (["--head", "0" * 16], 1),
        (["--head", hash[:15]], 2),
        (["--at", "3"], 2),
        (["--fingerprint", exported.fingerprint], 0),
        (["--fingerprint", "0" * 16], 1),
    ):
        assert run("verify", str(exported.folder), *options)[0] == code, options
        done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(exported.folder), *options], capture_output=True)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), options


def test_the_journal_knows_which_records_were_written(exported: Exported) -> None:
    row = exported.hall.db.execute("select data from entry where kind = 'record_written' order by seq").fetchone()
    facts = json.loads(row[0])["facts"]
    assert (facts["entries"], facts["head"]) == (exported.head.seq, exported.head.hash)
    for copy in ("internal", "public"):
        content = (exported.folder / copy / "MANIFEST").read_bytes()
        assert facts["manifests"][copy] == journal.sha256(content).hexdigest()
    newest = signed_heads.last(exported.hall.db)
    assert newest and newest.seq >= exported.head.seq + 1, "its entry is signed, too"


def test_signatures_by_hand_are_those_of_the_library() -> None:
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        import check_record as script
    finally:
        sys.path.remove(str(SCRIPT.parent))
    chance = random.Random(3)
    for _ in range(12):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), chance.randbytes(chance.randint(0, 200))
        signature = bytearray(key.sign(message))
        assert script.signature_holds(public.hex(), message, signature.hex())
        assert not script.signature_holds(public.hex(), message + b"x", signature.hex())
        signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        assert not script.signature_holds(public.hex(), message, signature.hex())
    assert not script.signature_holds("ff" * 32, b"", "00" * 64)


def test_a_file_that_is_missing_or_too_many_is_named(exported: Exported, tmp_path: Path) -> None:
    copy = tmp_path / "record"
    shutil.copytree(exported.folder, copy)
    (copy / "public/more.txt").write_text("more")
    assert run("verify", str(copy)) == (1, "public/more.txt does not belong to this record.")
    assert by_hand(copy) == (1, "FAILS: public/more.txt does not belong here")
    (copy / "public/more.txt").unlink()
    (copy / "public/draws/draw-1.txt").unlink()
    assert run("verify", str(copy)) == (1, "public/draws/draw-1.txt is missing, though public/MANIFEST names it.")


def test_who_mends_the_manifest_too_is_found_by_what_follows_from_the_journal(
    exported: Exported, tmp_path: Path
) -> None:
    for name, old, new in (
        ("tables/hands_vote.json", b'"votes": 11', b'"votes": 12'),
        ("journal.jsonl", b'"against":2', b'"against":1'),
    ):
        copy = tmp_path / name.replace("/", "-") / "internal"
        shutil.copytree(exported.folder / "internal", copy)
        before = (copy / name).read_bytes()
        assert before.count(old) >= 1
        (copy / name).write_bytes(before.replace(old, new, 1))
        _mend(copy, name, before)
        code, told = run("verify", str(copy))
        assert code == 1 and name in told, told


def test_public_tables_that_follow_from_disclosed_entries_are_made_again(exported: Exported, tmp_path: Path) -> None:
    entries = check(exported.folder / "public", REGISTRY).journal
    made = {kept.name for kept in provable(entries, REGISTRY, rehearsal=True)}
    assert {"declaration", "hands_vote"} <= made and "arrival" not in made and "question" not in made
    copy = tmp_path / "public"
    shutil.copytree(exported.folder / "public", copy)
    name = "tables/hands_vote.json"
    before = (copy / name).read_bytes()
    (copy / name).write_bytes(before.replace(b'"votes": 11', b'"votes": 12', 1))
    _mend(copy, name, before)
    assert run("verify", str(copy)) == (1, f"{name} is not what the journal says.")
    told = run("verify", str(exported.folder / "public"))[1]
    assert "Not provable from the public copy" in told and "arrival" in told and "hands_vote" not in told


def test_a_verdict_or_an_order_that_was_changed_is_found_by_hand(exported: Exported, tmp_path: Path) -> None:
    def other(name: str) -> str:
        return {"王芳": "李强", "李强": "王芳"}[name]

    for name, line, told in (
        (_verdict(exported), r'(?<="elected": \[\n    ")(.+)(?=")', "the verdict is another"),
        ("draws/draw-1.txt", r"(?<=\norder: )(.+)(?=\n)", "draws/draw-1.txt does not hold"),
    ):
        copy = tmp_path / name.replace("/", "-")
        shutil.copytree(exported.folder / "public", copy)
        before = (copy / name).read_bytes()
        after, count = re.subn(line, lambda found: other(found[1]), before.decode())
        assert count
        (copy / name).write_bytes(after.encode())
        _mend(copy, name, before)
        code, found = by_hand(copy)
        assert code == 1 and found.endswith(told), found


def _verdict(exported: Exported) -> str:
    path = next((exported.folder / "public/rounds").glob("*.verdict.json"))
    return f"rounds/{path.name}"


def _mend(copy: Path, name: str, before: bytes) -> None:
    """Write the new hash of a file into MANIFEST, and leave out the signature, which nobody has the key for."""
    digests = [journal.sha256(content).hexdigest() for content in (before, (copy / name).read_bytes())]
    manifest = (copy / "MANIFEST").read_text("utf-8")
    assert f"{digests[0]}  {name}\n" in manifest
    unsigned = re.sub(r"# key [0-9a-f]{64}", "# unsigned", manifest.replace(digests[0], digests[1]))
    (copy / "MANIFEST").write_text(unsigned, "utf-8")
    (copy / "MANIFEST.sig").unlink(missing_ok=True)


def test_the_public_copy_withholds_what_concerns_persons(exported: Exported) -> None:
    internal, public = exported.bytes("internal"), exported.bytes("public")
    for private in ("Member 02", meeting.PHONE, meeting.NOTE, meeting.ASKER, meeting.UNPUT, "a secret word"):
        assert private.encode() in internal and private.encode() not in public, private
    reasons = [name for name in exported.names() if b"abroad" in _unpacked(exported.folder / name)]
    assert {name.split("/")[0] for name in reasons if not name.endswith(".record.docx")} == {"internal"}, reasons
    tokens = [row[0] for row in exported.hall.db.execute("select token_hash from device")]
    codes = [row[0] for row in exported.hall.db.execute("select code_hash from member")]
    assert not [secret for secret in (*tokens, *codes) if secret.encode() in public]


def test_nobody_is_told_who_asked_anonymously_nor_the_words_that_were_not_put(exported: Exported) -> None:
    assert meeting.ANONYMOUS.encode() not in exported.bytes("public")
    secret = exported.hall.db.execute("select hex(secret) from secret_working").fetchone()[0]
    assert secret.lower().encode() not in exported.bytes("internal").lower()


def test_everything_public_is_named_and_exists() -> None:
    from kiosk.store.verification import empty

    db = empty(REGISTRY)
    for table, columns in redaction.TABLES.items():
        assert set(columns) <= {row[1] for row in db.execute(f"pragma table_info({table})")}, table
    assert REGISTRY.projections.keys() >= redaction.KINDS | redaction.COUNTED
    db.close()


def test_nothing_in_a_table_begins_a_formula(exported: Exported) -> None:
    exported_csv = (exported.folder / "internal/tables/minutes_addition.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(exported_csv)) for cell in row]
    assert "'=1+1 was not discussed." in cells and not [cell for cell in cells if cell.startswith("=")]
    sheet = load_workbook(exported.folder / "internal/tables.xlsx")["minutes_addition"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_a_rehearsal_says_so_in_everything_that_people_read(exported: Exported) -> None:
    for name in exported.names():
        if any(part in name for part in ("minutes.en", "README.en", ".record.docx")):
            assert b"Rehearsal: not a record" in _unpacked(exported.folder / name), name
        if name.endswith("MANIFEST"):
            assert b"# rehearsal" in (exported.folder / name).read_bytes()


def test_no_file_of_a_rehearsals_record_can_be_taken_for_a_real_one(exported: Exported) -> None:
    names = exported.names()
    assert any("draws/draw-" in name for name in names) and any("rounds/round-" in name for name in names)
    for name in names:
        content = _unpacked(exported.folder / name)
        marked = any(mark.encode() in content for mark in ("ehearsal", "not_a_record", "演练", "演練"))
        tells = content.strip() != b"[]" and not name.endswith("MANIFEST.sig")
        assert marked or not tells, name


def test_every_row_of_a_rehearsal_says_so_first(exported: Exported) -> None:
    for copy in ("internal", "public"):
        for path in (exported.folder / copy / "tables").glob("*.json"):
            rows = json.loads(path.read_text("utf-8"))
            assert all(next(iter(row.items())) == ("not_a_record", "rehearsal") for row in rows), path
        for path in (exported.folder / copy / "tables").glob("*.csv"):
            assert path.read_text("utf-8-sig").startswith("not_a_record"), path
        for sheet in load_workbook(exported.folder / copy / "tables.xlsx"):
            assert sheet.cell(1, 1).value == "not_a_record"
    verdicts = list((exported.folder / "internal/rounds").glob("*.verdict.json"))
    assert verdicts and all('"not_a_record"' in path.read_text("utf-8") for path in verdicts)
    questions = (exported.folder / "internal/questions.csv").read_text("utf-8-sig")
    assert questions.startswith("Rehearsal: not a record,") and "\nrehearsal," in questions


def test_what_is_there_already_is_not_written_over(exported: Exported) -> None:
    before = exported.names()
    assert run("export", str(exported.hall.path), "--to", str(exported.folder)) == (
        2,
        f"Error: {exported.folder} exists already; nothing was written.",
    )
    assert exported.names() == before
    assert run("verify", str(exported.folder.parent))[0] == 2


def test_a_broken_journal_is_not_exported(exported: Exported, tmp_path: Path) -> None:
    import sqlite3

    broken = tmp_path / "broken.kiosk"
    with sqlite3.connect(exported.hall.path) as source, sqlite3.connect(broken) as target:
        source.backup(target)
        target.execute("update entry set actor = 'somebody' where seq = 5")
    target.close()
    source.close()
    code, told = run("export", str(broken), "--to", str(tmp_path / "out"))
    assert code == 2 and "Entry 5" in told and not (tmp_path / "out").exists()


def test_the_queries_of_the_docs_answer(exported: Exported) -> None:
    page = (SCRIPT.parent / "record.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    assert len(queries) == 5
    for query in queries:
        assert exported.hall.db.execute(query).fetchall(), query
    attended = exported.hall.db.execute(queries[0]).fetchall()
    assert sum(row["eligible"] for row in attended) == checkin.attendance(exported.hall.db)["base"]
    assert [row["name"] for row in exported.hall.db.execute(queries[2]) if row["declared"]] == ["王芳"]


def test_the_script_judges_as_the_program_does() -> None:
    """Rounds by chance under every preset and rule that the verdict depends on."""
    spec = importlib.util.spec_from_file_location("check_record", SCRIPT)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    chance = random.Random(7)
    for _ in range(1_500):
        round = _by_chance(chance)
        told = ballots.verdict(json.loads(json.dumps(round)))
        assert script.judge(round, 1) == {name: told[name] for name in ("void", "broken", "offices")}, round


def _by_chance(chance: random.Random) -> dict[str, Any]:
    present = chance.randint(1, 12)
    issued = present - chance.choice((0, 0, 0, 1, -1))
    returned = max(0, issued - chance.choice((0, 0, 1, -1)))
    invalid = chance.choice((0, 0, min(1, returned)))
    valid = returned - invalid
    offices = [{"name": name, "seats": chance.randint(1, 3)} for name in ("A", "B")[: chance.choice((1, 1, 2))]]
    candidates = []
    for number in range(chance.randint(0, 5)):
        votes = chance.randint(0, valid)
        against = chance.randint(0, valid - votes)
        one: dict[str, Any] = {
            "name": f"N{number}",
            "office": chance.choice(offices)["name"],
            "for": votes,
            "for_weight": votes * 3,
        }
        if chance.random() < 0.2:
            one["write_in"] = True
        else:
            one |= {"against": against, "abstain": valid - votes - against, "against_weight": against}
        candidates.append(one)
    rules: dict[str, Any] = {}
    for key, values in (
        ("advance", (0, 2)), ("cascade", ("none", "down")), ("invalid_in_base", (True, False)), ("abstain_in_base", (True, False)),
        ("later_round", (True, False)), ("write_ins", (True, False)), ("weights", (True, False)), ("ballot", ("approve", "one")),
    ):  # fmt: skip
        if chance.random() < 0.2:
            rules[key] = chance.choice(values)
    if chance.random() < 0.4:
        rules["win"] = {"base": chance.choice(("present", "valid", "returned", "yes_plus_no", "weight", "cast_without_blank")),
                        "numerator": 2, "denominator": 3, "operator": chance.choice((">", ">="))}  # fmt: skip
    return {
        "format": "round/1", "preset": chance.choice(list(FIRST)), "rules": rules, "offices": offices, "eligible": present + 3,
        "present": present, "eligible_weight": 60, "present_weight": 40, "candidates": candidates,
        "papers": {"printed": 20, "issued": issued, "exchanged": 0, "spare": 0, "returned": returned, "valid": valid,
                   "invalid": invalid, "blank": min(valid, chance.choice((0, 0, 1)))},
    }  # fmt: skip


def test_no_file_names_a_machine_a_user_or_another_author(exported: Exported) -> None:
    """Word and workbook carry who wrote them, when and with what; the libraries name themselves and Microsoft."""
    user = getpass.getuser()
    machine = re.compile(rb"(?<![\w+/=])" + re.escape(socket.gethostname().encode()) + rb"(?![\w+/=])")
    seen = 0
    for path in sorted(path for path in exported.folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            seen += 1
            with zipfile.ZipFile(path) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
                assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core, application = parts["docProps/core.xml"], parts["docProps/app.xml"]
            assert re.findall(rb"<dc:creator[^>]*>([^<]*)<", core) == [b"Kiosk"], path
            assert not re.search(rb"<cp:lastModifiedBy[^>]*>[^<]", core), path
            assert set(re.findall(rb"<dcterms:\w+[^>]*>([^<]*)<", core)) == {b"1980-01-01T00:00:00Z"}, path
            assert b"<Application>Kiosk<" in application and b"Microsoft" not in application, path
            assert not [name for name in parts if "thumbnail" in name], path
            assert not re.search(rb"(?i)python-docx|openpyxl", b"".join(parts.values())), path
            load_workbook(path) if path.suffix == ".xlsx" else Document(str(path))
            content = core + application
        assert not machine.search(content), path
        assert f"/{user}/".encode() not in content and str(Path.home()).encode() not in content, path
        assert not re.search(rb"(?i)<meta name=.?(author|generator)", content), path
    assert seen >= 4
