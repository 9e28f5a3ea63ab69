"""Check an exported record with nothing but Python: python3 check_record.py DIR (the whole, or one copy of it)

  --head HEX --at SEQ   compare a head that was noted on the day (16 digits or more) with the entry of that number
  --fingerprint HEX     a noted fingerprint of the key that signs; give it once for each laptop that signed

Short enough to read. It checks every file against MANIFEST, the signatures, the chain of the journal, each draw, and each
verdict. What it prints is what it found; the exit status is 1 when anything does not hold. With a noted fingerprint any
changed byte of any file is found, whoever mended MANIFEST; without a note nothing is proved against whoever had the
laptop. `kiosk verify DIR` also makes tables and words of the internal copy anew from the journal.
"""

import argparse
import json
import re
import sys
from hashlib import sha256, sha512
from pathlib import Path

CHAINED = ("seq", "at", "actor", "kind", "data_hash", "command_id", "previous_hash")
PRESETS = {  # what the verdict needs of each; the rest is the same for all
    "party-grassroots": {"base": "present"},
    "village": {"base": "returned", "floor": {"numerator": 1, "denominator": 3, "operator": ">="}},
    "owners": {"base": "returned", "weights": True, "write_ins": False},
    "cooperative": {"base": "eligible"},
    "association": {"base": "yes_plus_no", "rivals_base": "cast_without_blank", "invalid_in_base": False},
    "roberts": {"base": "cast_without_blank"},
    "company": {"base": "yes_plus_no", "write_ins": False},
}

NOTHING_NOTED = "Whole in itself; nobody's note was compared: this proves nothing against whoever had the laptop."


def h(data):
    return sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


# Ed25519, verification alone (RFC 8032, section 5.1.7). A point is (X, Y, Z, T): x = X/Z, y = Y/Z, x*y = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1


def add(a, b):
    p, q = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    r, s = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = q - p, s - r, s + r, q + p
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(data):
    """A point from its 32 bytes; ValueError when they are none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


def signature_holds(key, message, signature):
    """Whether a signature (128 hexadecimal digits) is that of a message (bytes) by a public key (64 digits)."""
    key, signature = bytes.fromhex(key), bytes.fromhex(signature)
    s = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or s >= ORDER:
        return False
    try:
        a, r = point(key), point(signature[:32])
    except ValueError:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same(times(s, BASE), add(r, times(challenge, a)))


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def lines_of(path):
    return path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")


def entries_of(folder):
    return [json.loads(line) for line in lines_of(folder / "journal.jsonl")]


def last_hash(folder):
    return entries_of(folder)[-1]["hash"]


def said(folder, name):
    """What a comment of MANIFEST says: `# head …`; None where there is none."""
    found = [line for line in lines_of(folder / "MANIFEST") if line.startswith(f"# {name} ")]
    return found[0][len(name) + 3 :] if found else None


def check_files(folder):
    """Every file is named in MANIFEST and is what it says; MANIFEST names the head of the journal."""
    lines = lines_of(folder / "MANIFEST")
    named = {name: digest for digest, _, name in (line.partition("  ") for line in lines if not line.startswith("#"))}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(named.keys() ^ (there - {"MANIFEST", "MANIFEST.sig"})):
        yield f"{name} is missing" if name in named else f"{name} does not belong here"
    yield from (
        f"{name} was changed" for name in sorted(named.keys() & there) if h((folder / name).read_bytes()) != named[name]
    )
    if lines[0] not in ("# kiosk record 1", "# kiosk record 2"):
        yield "MANIFEST is not of a form that is known here"
    entries = entries_of(folder)
    if (said(folder, "head"), said(folder, "entries")) != (entries[-1]["hash"], str(len(entries))):
        yield "MANIFEST names another head than journal.jsonl has"


def check_signatures(folder):
    """MANIFEST is signed by the key that it names, and each signed head of the journal by a key that was added before."""
    key, path = said(folder, "key"), folder / "MANIFEST.sig"
    if key:
        message = f"kiosk-record/1\n{h((folder / 'MANIFEST').read_bytes())}\n".encode()
        found = re.fullmatch(rf"kiosk-record/1\nkey {key}\nsignature ([0-9a-f]{{128}})\n", path.read_bytes().decode())
        if not found or not signature_holds(key, message, found[1]):
            yield "MANIFEST.sig does not hold"
    elif path.exists():
        yield "MANIFEST.sig does not belong here"
    entries, added = entries_of(folder), set()
    for entry in entries:
        facts = (entry["data"] or {}).get("facts", {})
        if entry["kind"] == "signing_key_added":
            added.add(facts["public_key"])
        if entry["kind"] == "head_signed":
            head = f"kiosk-head/1\n{entries[0]['hash'][:16]}\n{facts['epoch']}\n{facts['seq']}\n{facts['hash']}\n"
            behind = facts["seq"] < entry["seq"] and entries[facts["seq"] - 1]["hash"] == facts["hash"]
            if not (
                behind and facts["key"] in added and signature_holds(facts["key"], head.encode(), facts["signature"])
            ):
                yield f"journal.jsonl: the signed head of entry {entry['seq']} does not hold"
    if key and key not in added:
        yield "MANIFEST names a key that journal.jsonl does not have"


def check_notes(folder, head, seq, fingerprints):
    """What was noted on the day against the journal and the keys."""
    hashes = [entry["hash"] for entry in entries_of(folder)]
    if head and seq is None and not any(hash.startswith(head) for hash in hashes):
        yield "no entry has the noted head"
    if head and seq is not None and not (0 < seq <= len(hashes) and hashes[seq - 1].startswith(head)):
        yield f"entry {seq} does not have the noted head; the journal ends at entry {len(hashes)}"
    signed = [entry["data"]["facts"]["key"] for entry in entries_of(folder) if entry["kind"] == "head_signed"]
    for key in dict.fromkeys([said(folder, "key"), *signed]) if fingerprints else ():
        if not key:
            yield "MANIFEST is unsigned: nothing vouches for the files by the noted key"
        elif not any(h(bytes.fromhex(key)).startswith(noted) for noted in fingerprints):
            yield f"signed by another key than was noted, fingerprint {h(bytes.fromhex(key))[:16]}"
    for noted in fingerprints:
        if not any(h(bytes.fromhex(key)).startswith(noted) for key in signed):
            yield f"nothing is signed by the key of the noted fingerprint {noted}"


def check_chain(folder):
    """Each entry has the hash it should have and follows the one before; withheld data stand by their hash."""
    previous = "0" * 64
    for number, entry in enumerate(entries_of(folder), 1):
        data = entry["data"] is None or h(f"{entry['salt']}\n{canonical(entry['data'])}") == entry["data_hash"]
        chained = h(canonical({name: entry[name] for name in CHAINED})) == entry["hash"]
        if not (data and chained and entry["seq"] == number and entry["previous_hash"] == previous):
            yield f"journal.jsonl: entry {number} does not hold"
        previous = entry["hash"]


def check_draws(folder):
    """Each record by itself, and each against the one numbered one less."""
    previous = "0" * 64
    for path in sorted((folder / "draws").glob("draw-*.txt"), key=lambda path: int(re.findall(r"\d+", path.name)[0])):
        text = path.read_bytes().decode("utf-8")
        if not draw_holds(text) or f"\nprev: {previous}\n" not in text:
            yield f"draws/{path.name} does not hold"
        previous = h(text)


def draw_holds(text):
    """The commitment belongs to list and secret, and list, values and secret give the order."""
    form, _, rest = text.partition("\n")
    key = {name: re.findall(f"^{name}: (.+)$", rest, re.M) for name in ("name", "commit", "value", "secret", "order")}
    left, drawn = list(key["name"]), []
    if form == "hall-draw/1 hand":
        return sorted(key["order"]) == sorted(left)
    m, secret = "hall-draw/1\n" + rest[: rest.index("commit: ")], key["secret"][0]
    if form == "hall-draw/1 void" and secret == "lost":
        return True
    if h(f"hall-draw/1 commit\n{h(m)}\n{secret}\n") != key["commit"][0]:
        return False
    if form == "hall-draw/1 void":
        return True
    e = f"commit: {key['commit'][0]}\n" + "".join(f"value: {value}\n" for value in key["value"])
    seed, words, block = h(f"hall-draw/1 seed\n{h(m)}\n{h(e)}\n{secret}\n"), [], 0
    while len(left) > 1:
        if not words:
            words, block = re.findall("....", h(f"hall-draw/1 stream\n{seed}\n{block}\n")), block + 1
        word = int(words.pop(0), 16)
        if word < 65536 - 65536 % len(left):
            drawn.append(left.pop(word % len(left)))
    return drawn + left == key["order"]


def check_verdicts(folder):
    """Each round is judged afresh from its figures."""
    for path in sorted((folder / "rounds").glob("round-*[0-9].json")):
        said = json.loads(path.with_suffix(".verdict.json").read_text("utf-8"))
        found = judge(json.loads(path.read_text("utf-8")))
        if {name: said[name] for name in found} != found:
            yield f"rounds/{path.name}: the verdict is another"


def judge(round):
    """Who is elected under the rules of a round's file."""
    rules = {"rivals_base": None, "floor": None, "numerator": 1, "denominator": 2, "operator": ">", "weights": False,
             "write_ins": True, "advance": 0, "cascade": "none", "invalid_in_base": True, "abstain_in_base": True,
             "later_round": False, "returned_limit": "issued", "ballot": "approve", **PRESETS[round["preset"]]}  # fmt: skip
    win = round["rules"].get("win", {})
    if "base" in win:
        rules["rivals_base"] = None
    rules.update({**{key: value for key, value in round["rules"].items() if key != "win"}, **win})
    papers, broken, void, offices, carried = round["papers"], [], None, [], []
    limit = papers["issued"]
    if rules["returned_limit"] == "voters" and papers.get("voters") is not None:
        limit = papers["voters"]
    if papers["returned"] > limit:
        void = "returned_above_issued"
    if papers["issued"] > round["present"]:
        broken.append("issued_above_present")
    if papers["valid"] + papers["invalid"] != papers["returned"]:
        broken.append("returned_sum")
    first, mine = round["offices"][0]["name"], {office["name"]: [] for office in round["offices"]}
    for one in round["candidates"]:
        mine[one.get("office", first)].append(one)
    for office in round["offices"]:
        broken += sums(rules, office, papers["valid"] - office.get("invalid", 0), mine[office["name"]])
    for office in round["offices"]:
        names = mine[office["name"]] + carried
        result = fill(rules, round, office, names, void or broken)
        placed = {*result["elected"], *result["advanced"], *result["revote"]["names"]}
        carried = [one for one in names if one["name"] not in placed] if rules["cascade"] == "down" else []
        offices.append(result)
    return {"void": void, "broken": list(dict.fromkeys(broken)), "offices": offices}


def sums(rules, office, valid, names):
    for one in names:
        asked = one.get("against") is not None or one.get("abstain") is not None
        total = one["for"] + (one.get("against") or 0) + (one.get("abstain") or 0)
        if total > valid or (asked and not one.get("write_in") and total != valid):
            yield "candidate_sum"
    marks = 1 if rules["ballot"] in ("one", "motion") else max(office["seats"], rules["advance"])
    if sum(one["for"] for one in names) > marks * valid:
        yield "for_above_seats"


def fill(rules, round, office, names, fails):
    """One office: who passes the line, ranked; the last seat may be shared, or nobody's."""
    rank = "for_weight" if rules["base"] == "weight" else "for"
    rivals = sum(not one.get("write_in") for one in names) > office["seats"]
    lines = {needed(rules, round, office, one, rivals)[0] for one in names}
    lines = lines or {needed(rules, round, office, {"for": 0}, False)[0]}
    line = 1 if rules["advance"] and not fails else lines.pop() if len(lines) == 1 else None
    if fails:
        line = 1 if rules["advance"] else line
        nobody = {"elected": [], "advanced": [], "revote": {"names": [], "seats": 0}, "shortfall": 0}
        return {"name": office["name"], "needed": line, **nobody}
    seats = rules["advance"] or office["seats"]
    passing = [
        one
        for one in names
        if (rules["write_ins"] or not one.get("write_in")) and passes(rules, round, office, one, rivals)
    ]
    passing.sort(key=lambda one: -one.get(rank, 0))
    within, tied = passing[:seats], []
    if len(passing) > seats and passing[seats].get(rank, 0) == passing[seats - 1].get(rank, 0):
        last = passing[seats].get(rank, 0)
        within = [one for one in within if one.get(rank, 0) > last]
        tied = [one for one in passing if one.get(rank, 0) == last]
    chosen, left = [one["name"] for one in within], seats - len(within)
    return {
        "name": office["name"],
        "needed": line,
        "elected": [] if rules["advance"] else chosen,
        "advanced": chosen if rules["advance"] else [],
        "revote": {"names": [one["name"] for one in tied], "seats": left if tied else 0},
        "shortfall": 0 if tied else left,
    }


def passes(rules, round, office, one, rivals):
    if rules["advance"]:
        return one["for"] > 0
    heads, weight = needed(rules, round, office, one, rivals)
    return (
        one["for"] > 0
        and (rules["base"] == "weight" or one["for"] >= heads)
        and (weight is None or one.get("for_weight", 0) >= weight)
    )


def needed(rules, round, office, one, rivals):
    """The least number of votes, and of weight where it counts, that is the part of the base which the rules ask for."""
    papers, base = round["papers"], rules["rivals_base"] if rivals and rules["rivals_base"] else rules["base"]
    valid = papers["valid"] - office.get("invalid", 0)
    cast = papers["returned"] if rules["invalid_in_base"] else valid
    yes_no = one["for"] + (one.get("against") or 0)
    heads = {"present": round["present"], "eligible": round["eligible"], "returned": cast, "valid": valid, "weight": 0,
             "cast_without_blank": cast - papers.get("blank", 0), "yes_plus_no": yes_no}[base]  # fmt: skip
    if not rules["abstain_in_base"] and base in ("returned", "valid", "cast_without_blank"):
        heads -= one.get("abstain") or 0
    weight = None
    if rules["weights"] or base == "weight":
        returned = papers.get("returned_weight", round.get("returned_weight"))
        returned = round.get("present_weight") if returned is None else returned
        counted = papers.get("valid_weight", round.get("valid_weight"))
        weight = {"present": round.get("present_weight"), "eligible": round.get("eligible_weight"),
                  "valid": returned if counted is None else counted,
                  "yes_plus_no": one.get("for_weight", 0) + one.get("against_weight", 0)}.get(base, returned)  # fmt: skip
        weight = (round.get("eligible_weight") or 0) if weight is None else weight
    floor = rules["floor"] if rules["later_round"] and rules["floor"] else rules
    return tuple(None if part is None else least(floor, part) for part in (heads, weight))


def least(win, base):
    n, d, operator = win["numerator"], win["denominator"], win.get("operator", ">=")
    return max(1, n * base // d + 1 if operator == ">" else -(-n * base // d))


def check(folder, noted):
    for part in (check_files, check_signatures, check_chain, check_draws, check_verdicts, check_notes):
        try:
            yield from part(folder, *noted) if part is check_notes else part(folder)
        except Exception as error:  # what was changed may be no JSON, no text, no number any more
            yield f"{part.__name__} cannot go on: {error!r}"


def digits(text):
    """What was noted, in groups or not; fewer than 16 digits are refused."""
    found = re.sub(r"[\s:-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{16,64}", found):
        raise argparse.ArgumentTypeError("a note has 16 to 64 hexadecimal digits")
    return found


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--head", type=digits)
    asked.add_argument("--at", type=int)
    asked.add_argument("--fingerprint", type=digits, action="append", default=[])
    given = asked.parse_args()
    if given.at is not None and not given.head:
        asked.error("--at goes with --head")
    copies = [given.folder / name for name in ("internal", "public") if (given.folder / name).is_dir()] or [
        given.folder
    ]
    noted = given.head, given.at, given.fingerprint
    found = [f"{copy.name}/{what}" for copy in copies for what in check(copy, noted)]
    if not found and len({last_hash(copy) for copy in copies}) > 1:
        found = ["internal and public are of different states of the meeting"]
    if found:
        print("\n".join(f"FAILS: {one}" for one in found))
        return 1
    print(f"holds, head {last_hash(copies[0])}")
    print("matches what was noted" if given.head or given.fingerprint else NOTHING_NOTED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
