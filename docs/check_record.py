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
FIRST = {  # rules version 1: what the verdict needs of each preset; the rest is the same for all
    "party-grassroots": {"base": "present"},
    "village": {"base": "returned", "floor": {"numerator": 1, "denominator": 3, "operator": ">="}},
    "owners": {"base": "returned", "weights": True, "write_ins": False},
    "cooperative": {"base": "eligible"},
    "association": {"base": "yes_plus_no", "rivals_base": "cast_without_blank", "invalid_in_base": False},
    "roberts": {"base": "cast_without_blank"},
    "company": {"base": "yes_plus_no", "write_ins": False},
}
HALF = {"numerator": 1, "denominator": 2, "operator": ">"}
FIFTHS = {"base": "present", "numerator": 4, "denominator": 5}
THIRDS = {"base": "present", "numerator": 2, "denominator": 3}
BRANCH = {"base": "eligible", "valid": {"base": "present", "numerator": 1, "denominator": 2}}
YES_NO = {"ballot": "yes_no_abstain", "write_ins": False}
PARTY = {**FIRST["party-grassroots"], "valid": FIFTHS, "runoff_most": True}
SECOND = {  # rules version 2
    "party-grassroots": PARTY,
    "party-branch": {**BRANCH, "kind": "motion", "write_ins": False, "written": True},
    "village": {**FIRST["village"], "valid": {"base": "returned", **HALF}, "entitled": True, "runoff_most": True},
    "owners": {**FIRST["owners"], **YES_NO, "valid": {**THIRDS, "base": "returned", "weight": True}, "entitled": True},
    "cooperative": {"base": "eligible", "valid": THIRDS, "alone": True, "weight_base": "eligible", "additional": True},
    "society": {"base": "present", "valid": THIRDS, "runoff_most": True},
    "council": {**BRANCH, "kind": "motion"},
    "association": {**FIRST["association"], "runoff_most": True},
    "roberts": {**FIRST["roberts"], "valid": {"base": "present", **HALF}},
    "company": {**FIRST["company"], **YES_NO, "valid": {"base": "present", "least": 2}, "alone": True,
                "weight_base": "yes_plus_no"},
}  # fmt: skip

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
        found = judge(json.loads(path.read_text("utf-8")), 1)
        if {name: said[name] for name in found} != found:
            yield f"rounds/{path.name}: the verdict is another"


def notes_on_results(folder):
    """What an honest record may hold and the rules of today would not: told, and no failure."""
    rounds, known = {}, ("round_counted", "result_corrected")
    for entry in entries_of(folder):
        facts = entry["data"]["facts"] if entry["data"] else {}
        if entry["kind"] == "round_prepared" and facts:
            rounds[entry["seq"]] = {"prepared": facts, "adopted": "", "figures": {}, "signed": {}}
        held, version = rounds.get(facts.get("round")), facts.get("version", 1)
        if not held:
            continue
        about = f"“{held['prepared']['title']}”"
        if entry["kind"] == "rules_adopted":
            held["adopted"] = facts["rules_hash"]
        if entry["kind"] == "tally_signed":
            held["signed"].setdefault(version, set()).add(facts["role"])
        if entry["kind"] in known:
            held["figures"][version] = facts["figures"]
        if entry["kind"] == "result_corrected":
            yield f"{about}: version {version} was typed as a correction, under the signatures of another"
            yield from (f"{about}: {one}" for one in notes_on_rules(held, version))
        if entry["kind"] == "elected_declared":
            yield from (f"{about}: {one}" for one in notes_on_one(held, facts, version))


def notes_on_one(held, facts, version):
    """Of one declaration: its seats, its signatures, its rules, whether the round was valid."""
    tied = [(one["name"], name) for one in facts["offices"] for name in one["revote"]["names"]]
    first = facts["offices"][0]["name"]
    decided = [next((pair for pair in tied if pair[1] == name), (first, name)) for name in facts.get("by_decision", [])]
    seats = {one["name"]: one["seats"] for one in held["prepared"]["offices"]}
    for told in facts["offices"]:
        names = told["elected"] + [name for of, name in facts.get("chosen", decided) if of == told["name"]]
        if len(names) > seats.get(told["name"], 0):
            yield f"{told['name']}: {len(names)} declared for {seats.get(told['name'], 0)} seats"
        if len(set(names)) < len(names):
            yield f"{told['name']}: a name was declared twice"
    missing = {"teller_a", "teller_b", "chief_scrutineer"} - held["signed"].get(version, set())
    if held["signed"] and missing:
        yield f"version {version} was declared without the signature of {', '.join(sorted(missing))}"
    if figures := held["figures"].get(version):
        yield from notes_on_rules(held, version)
        if not judge(figures, 1).get("valid", True):
            yield f"version {version} was declared although the round is not valid"


def notes_on_rules(held, version):
    if held["adopted"] and adopted_hash(held["prepared"], held["figures"][version]) != held["adopted"]:
        yield f"version {version} was judged by other rules than the meeting adopted"


def adopted_hash(prepared, figures):
    number = prepared.get("rules_version", 1)
    before = f"rules {number}\n{prepared['kind']}\n" if number > 1 else ""
    return h(f"{before}{figures['preset']}\n{canonical(figures.get('rules', {}))}")


def judge(round, version=2):
    """Who is elected under the rules of a round's file; `version` is that of a file which names none."""
    return judge_first(round) if round.get("rules_version", version) == 1 else judge_second(round)


def judge_first(round):
    """Rules version 1, of files that were written before there was another: no validity, one base for a paper."""
    rules = {"rivals_base": None, "floor": None, "numerator": 1, "denominator": 2, "operator": ">", "weights": False,
             "write_ins": True, "advance": 0, "cascade": "none", "invalid_in_base": True, "abstain_in_base": True,
             "later_round": False, "returned_limit": "issued", "ballot": "approve", **FIRST[round["preset"]]}  # fmt: skip
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
        "shortfall": 0 if tied or rules["ballot"] == "motion" else left,
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


def judge_second(round):
    """Rules version 2: is the round valid at all, and everything by office."""
    rules, papers, offices = rules_second(round), round["papers"], []
    broken = list(dict.fromkeys(sums_second(rules, round)))
    void = "returned_above_issued" if papers["returned"] > limit_second(rules, papers) else None
    round = with_silent(rules, round)
    papers = round["papers"]
    valid = is_valid(rules, round)
    placed, above = set(), []
    for office in round["offices"]:
        own = names_of(round, office)
        above = stand(rules, own, above, placed)
        result = fill_second(rules, round, office, above, void or broken or not valid)
        placed |= {*result["elected"], *result["advanced"], *result["revote"]["names"]}
        offices.append(result)
    return {"valid": valid, "void": void, "broken": broken, "offices": offices}


def rules_second(round):
    """The preset of a file with its changes, for its kind of round."""
    changes, preset = round["rules"], SECOND[round["preset"]]
    kind = round.get("kind") or ("motion" if changes.get("ballot") == "motion" else preset.get("kind", "election"))
    if round["preset"] == "party-branch" and kind != "motion":
        preset = PARTY
    rules = {"rivals_base": None, "floor": None, **HALF, "weights": False, "write_ins": True, "advance": 0,
             "cascade": "none", "invalid_in_base": True, "abstain_in_base": True, "later_round": False,
             "returned_limit": "issued", "valid": None, "runoff": False, "runoff_most": False, "plurality": False,
             "advance_line": None, "silent": "absent", "alone": False, "weight_base": "returned", "additional": False,
             "written": False, "papers_are": "persons", "decisive": True, "ballot": "approve", **preset}  # fmt: skip
    rules |= {"kind": kind, "papers_to": "entitled" if rules.get("entitled") else "present"}
    if kind == "motion":
        rules["ballot"] = "motion"
    if kind in ("recommendation", "trust"):
        rules["valid"] = None
    win, law = changes.get("win", {}), rules["valid"] or {"base": "present", "numerator": 0, "denominator": 1}
    if "base" in win:
        rules["rivals_base"] = None
    rules.update({key: value for key, value in changes.items() if key not in ("win", "valid", "advance_line")})
    rules.update(win)
    if "valid" in changes:
        rules["valid"] = None if changes["valid"] is None else {**law, **changes["valid"]}
    if changes.get("advance_line") is not None:
        rules["advance_line"] = {"base": "present", **HALF, **changes["advance_line"]}
    rules["goes_on"] = rules["advance"] > 0 or kind in ("recommendation", "pre_election")
    rules["advisory"] = (kind == "trust" or not rules["decisive"]) and not rules["goes_on"]
    rules["by_weight"] = rules["base"] == "weight" or (rules["weights"] and rules["alone"])
    rules["line"] = line_second(rules, "win" in changes)
    return rules


def line_second(rules, own_win):
    """The line in force, None where the most votes decide or none is drawn."""
    win = {key: rules[key] for key in ("base", "rivals_base", "numerator", "denominator", "operator")}
    if rules["goes_on"]:
        own = win if rules["kind"] == "recommendation" and own_win else None
        return rules["advance_line"] or own
    if rules["kind"] == "trust" and not own_win:
        return rules["advance_line"]
    if rules["plurality"] or rules["numerator"] == 0 or (rules["runoff"] and rules["runoff_most"]):
        return None
    return {**win, "operator": ">=", **rules["floor"]} if rules["later_round"] and rules["floor"] else win


def limit_second(rules, papers):
    by_voters = rules["returned_limit"] == "voters" and papers.get("voters") is not None
    return papers["voters"] if by_voters else papers["issued"]


def is_valid(rules, round):
    """As many took part as must; none of none never is enough."""
    asked, papers = rules["valid"], round["papers"]
    if asked is None:
        return True
    part = {"numerator": 0, "denominator": 1, **asked}
    here = asked["base"] == "present"
    heads, weight = ("present", "present_weight") if here else ("returned", "returned_weight")
    heads, weight = (round if here else papers).get(heads), (round if here else papers).get(weight)
    if not here and weight is None:
        weight = round.get("returned_weight")
    eligible = round["eligible"]
    enough = heads >= max(1, least(part, eligible) if part["numerator"] else 1, min(part.get("least", 0), eligible))
    return enough and (not part.get("weight") or (weight or 0) >= least(part, round.get("eligible_weight") or 0))


def names_of(round, office):
    first = round["offices"][0]["name"]
    return [one for one in round["candidates"] if one.get("office", first) == office["name"]]


def stand(rules, own, above, placed):
    """Who stands for an office, with those whom a cascade lets be heard for it too."""
    if rules["cascade"] == "none":
        return own
    losers = {one["name"]: one for one in above if one["name"] not in placed}
    found = []
    for one in own:
        higher = losers.pop(one["name"], None)
        if one["name"] in placed:
            continue
        if higher and rules["cascade"] == "add":
            written = bool(one.get("write_in") and higher.get("write_in"))
            weight = (one.get("for_weight") or 0) + (higher.get("for_weight") or 0)
            one = {**one, "for": one["for"] + higher["for"], "against": None, "abstain": None, "write_in": written,
                   "for_weight": weight,
                   "withdrawn": bool(one.get("withdrawn") or higher.get("withdrawn"))}  # fmt: skip
        elif higher and higher["for"] > one["for"]:
            one = higher
        found.append(one)
    return found + list(losers.values())


def with_silent(rules, round):
    """The opinions of the absent, and delivered papers that never came back, where the rules count them."""
    papers, names = round["papers"], round["candidates"]
    if rules["written"]:
        names = [
            {**one, "for": one["for"] + (one.get("written_for") or 0),
             "against": (one.get("against") or 0) + one["written_against"] if one.get("written_against") else one.get("against")}
            for one in names
        ]  # fmt: skip
    heads = (papers.get("delivered") or 0) - papers["returned"]
    if rules["silent"] == "majority" and heads > 0:
        area = max(0, (papers.get("delivered_weight") or 0) - (weight_of(round, "returned_weight") or 0))
        names = [followed(rules, one, heads, area) for one in names]
        weights = {key: weight_of(round, key) for key in ("returned_weight", "valid_weight")}
        papers = {**papers, "returned": papers["returned"] + heads, "valid": papers["valid"] + heads,
                  **{key: None if one is None else one + area for key, one in weights.items()}}  # fmt: skip
    return {**round, "papers": papers, "candidates": names}


def followed(rules, one, heads, area):
    if one.get("against") is None or one.get("write_in"):
        return one
    lead = one["for"] - one["against"]
    heavy = (one.get("for_weight") or 0) - (one.get("against_weight") or 0) if rules["weights"] else lead
    side = "for" if lead > 0 and heavy > 0 else "against" if lead < 0 and heavy < 0 else "abstain"
    weight = f"{side}_weight"
    return {**one, side: (one.get(side) or 0) + heads, weight: (one.get(weight) or 0) + area}


def weight_of(round, key):
    papers = round["papers"]
    return papers[key] if key in papers else round.get(key)


def marks_of(rules, office):
    return 1 if rules["ballot"] == "one" else max(office["seats"], rules["advance"])


def illegal_of(office):
    return next((office[key] for key in ("illegal", "invalid") if office.get(key) is not None), 0)


def says_no(rules, office, one):
    """Whether a voter can say no to this name, so that yes is judged against no."""
    if one.get("against") is None or one.get("write_in") or rules["ballot"] == "one":
        return False
    return rules["ballot"] in ("yes_no_abstain", "motion") or marks_of(rules, office) == 1


def base_of(rules, office, one, rivals):
    line = rules["line"]
    base = line.get("rivals_base") if rivals and line.get("rivals_base") else line["base"]
    return "cast_without_blank" if base == "yes_plus_no" and not says_no(rules, office, one) else base


def rivals_of(office, names):
    written = any(one.get("write_in") and one["for"] > 0 for one in names)
    return written or sum(not one.get("write_in") for one in names) > office["seats"]


def blank_second(rules, round, office):
    """The valid papers that leave an office blank, stated or derived; None where it must be asked."""
    if office.get("blank") is not None:
        return office["blank"]
    stated = any(office.get(key) is not None for key in ("illegal", "invalid"))
    mine = names_of(round, office)
    one_choice = len(mine) == 1 or not any(one.get("against") for one in mine)
    if stated and office["seats"] == 1 and marks_of(rules, office) == 1 and one_choice:
        marked = sum(one["for"] + (one.get("against") or 0) for one in mine)
        return max(0, round["papers"]["valid"] - illegal_of(office) - marked)
    return (round["papers"].get("blank") or 0) if len(round["offices"]) == 1 else None


def papers_present(rules, round):
    """One paper for each person, or for each vote."""
    weight = round.get("present_weight") if rules["papers_are"] == "votes" else None
    return round["present"] if weight is None else weight


def sums_second(rules, round):
    """The codes of what does not add up."""
    papers, eligible = round["papers"], round["eligible"]
    if rules["papers_to"] == "entitled":
        if papers["issued"] > eligible:
            yield "issued_above_eligible"
    elif papers["issued"] > papers_present(rules, round):
        yield "issued_above_present"
    if papers["valid"] + papers["invalid"] != papers["returned"]:
        yield "returned_sum"
    if round["present"] > eligible:
        yield "present_above_eligible"
    if (papers.get("late") or 0) > max(0, papers["issued"] - papers["returned"]):
        yield "late_above_outstanding"
    if (papers.get("blank") or 0) > papers["valid"]:
        yield "blank_above_valid"
    if (papers.get("voters") or 0) > eligible:
        yield "voters_above_eligible"
    if papers.get("delivered") is not None:
        if papers["delivered"] > eligible:
            yield "delivered_above_eligible"
        if papers["returned"] > papers["delivered"]:
            yield "returned_above_delivered"
    absent = max(0, eligible - round["present"]) if rules["written"] else 0
    written = [(one.get("written_for") or 0) + (one.get("written_against") or 0) for one in round["candidates"]]
    if max(written, default=0) > absent:
        yield "written_above_absent"
    if rules["kind"] == "pre_election" and rules["advance_line"] is None:
        yield "advance_line_missing"
    for office in round["offices"]:
        yield from sums_of(rules, round, office, names_of(round, office))
    for name in {one["name"] for one in round["candidates"]}:
        given = [one["for"] for one in round["candidates"] if one["name"] == name]
        if len(given) > 1 and sum(given) > papers["valid"]:
            yield "person_above_valid"
    yield from weights_second(rules, round)


def sums_of(rules, round, office, names):
    valid, marks = round["papers"]["valid"] - illegal_of(office), marks_of(rules, office)
    if valid < 0:
        yield "illegal_above_valid"
        return
    blank, rivals = blank_second(rules, round, office), rivals_of(office, names)
    bases = {base_of(rules, office, one, rivals) for one in names} if rules["line"] else set()
    unheard = not all(says_no(rules, office, one) for one in names) and not rules["abstain_in_base"]
    rests = "cast_without_blank" in bases or (unheard and bases & {"returned", "valid"})
    if blank is None and rests:
        yield "blank_missing"
        return
    if blank is not None and blank < (round["papers"].get("blank") or 0) <= round["papers"]["valid"]:
        yield "blank_below_papers"
        return
    if (blank or 0) > valid:
        if (round["papers"].get("blank") or 0) <= round["papers"]["valid"]:
            yield "blank_above_valid"
            return
        blank = 0  # that was told of the papers as a whole
    marked, given = valid - (blank or 0), sum(one["for"] for one in names)
    if any(marked < one["for"] <= valid for one in names):
        yield "for_above_marked"
    for one in names:
        asked = one.get("against") is not None or one.get("abstain") is not None
        total = one["for"] + (one.get("against") or 0) + (one.get("abstain") or 0)
        if total > valid or (asked and not one.get("write_in") and total != valid):
            yield "candidate_sum"
    if rests and marks * marked < given <= marks * valid:
        yield "for_above_marked"
    told = blank is not None and blank <= valid and round["papers"].get("blank", 0) <= round["papers"]["valid"]
    if rests and told and given + answers_of(rules, names) < marked:
        yield "blank_below_unmarked"
    if given > marks * valid:
        yield "for_above_seats"


def answers_of(rules, names):
    """Answers that are not for a name: against, and abstained where the paper has a box for it."""
    sides = ("against", "abstain") if rules["ballot"] in ("yes_no_abstain", "motion") else ("against",)
    return sum((one.get(side) or 0) for one in names if not one.get("write_in") for side in sides)


def weights_second(rules, round):
    whole, papers = round.get("eligible_weight"), round["papers"]
    if not (rules["weights"] or rules["base"] == "weight" or (rules["valid"] or {}).get("weight")):
        return
    if whole is None:
        yield "weight_missing"
        return
    there, counted = weight_of(round, "returned_weight"), weight_of(round, "valid_weight")
    there = round.get("present_weight") if there is None else there
    by_area = (rules["valid"] or {}).get("weight") and rules["valid"]["base"] == "returned"
    if by_area and weight_of(round, "returned_weight") is None:
        yield "weight_missing"
    if (rules["valid"] or {}).get("weight") and not by_area and round.get("present_weight") is None:
        yield "weight_missing"
    here = round.get("present_weight") if rules["papers_to"] == "present" else None
    parts = [
        (there, whole),
        (round.get("present_weight"), whole),
        (weight_of(round, "returned_weight"), papers.get("delivered_weight")),
        (weight_of(round, "returned_weight"), here),
        (counted, there),
        (papers.get("delivered_weight"), whole),
    ]
    each = [[one.get(f"{side}_weight") or 0 for side in ("for", "against", "abstain")] for one in round["candidates"]]
    parts += [(sum(one), counted) for one in each]
    if any(part is not None and total is not None and part > total for part, total in parts):
        yield "area_sum"
    for office in round["offices"]:
        names = names_of(round, office)
        for one in names:
            yield from weighed_name(rules, round, office, one, rivals_of(office, names))
    if rules["additional"] and whole < round["eligible"]:
        yield "weight_below_heads"
    if rules["silent"] == "majority" and papers.get("delivered") is not None and papers.get("delivered_weight") is None:
        yield "weight_missing"
    if rules["additional"] and (whole - round["eligible"]) * 5 > round["eligible"]:
        yield "additional_above_fifth"


def weighed_name(rules, round, office, one, rivals):
    """Every vote weighs something, all sides together what the valid papers weigh, and the line's base is known."""
    whole = weight_of(round, "valid_weight")
    heads = {side: one.get(side) or 0 for side in ("for", "against", "abstain")}
    heavy = {side: one.get(f"{side}_weight") or 0 for side in heads}
    base = base_of(rules, office, one, rivals) if rules["line"] else ""
    base = rules["weight_base"] if base == "weight" else base
    if (
        base
        and (rules["weights"] or rules["base"] == "weight")
        and base_weight(rules, round, office, one, base) is None
    ) or any(heads[side] and not heavy[side] for side in ("for", "against")[: 2 if base == "yes_plus_no" else 1]):
        yield "weight_missing"
    elif whole is None or illegal_of(office) or one.get("write_in") or None in (one.get("against"), one.get("abstain")):
        return
    elif all(heavy[side] or not heads[side] for side in heads) and sum(heavy.values()) < whole:
        yield "area_sum"


def fill_second(rules, round, office, names, fails):
    """One office: who passes the line, ranked; the last seat may be shared, or nobody's."""
    rank = "for_weight" if rules["by_weight"] else "for"
    rivals = rivals_of(office, names)
    asked = [needed_second(rules, round, office, one, rivals) for one in names]
    asked = asked or [needed_second(rules, round, office, {"for": 0}, False)]
    lines = {weight if rules["by_weight"] and weight is not None else heads for heads, weight in asked}
    line = lines.pop() if len(lines) == 1 else None
    if fails:
        nobody = {"elected": [], "advanced": [], "revote": {"names": [], "seats": 0}, "shortfall": 0}
        return {"name": office["name"], "needed": line, **nobody}
    seats = rules["advance"] or office["seats"]
    passing = [one for one in names if passes_second(rules, round, office, one, rivals)]
    passing.sort(key=lambda one: -(one.get(rank) or 0))
    within, tied = passing[:seats], []
    if len(passing) > seats and (passing[seats].get(rank) or 0) == (passing[seats - 1].get(rank) or 0):
        last = passing[seats].get(rank) or 0
        within = [one for one in within if (one.get(rank) or 0) > last]
        tied = [one for one in passing if (one.get(rank) or 0) == last]
    if rules["advisory"]:
        within, tied = passing if rules["line"] else [], []
    chosen, left = [one["name"] for one in within], seats - len(within)
    later = rules["goes_on"] or rules["advisory"]
    return {
        "name": office["name"],
        "needed": line,
        "elected": [] if later else chosen,
        "advanced": chosen if later else [],
        "revote": {"names": [one["name"] for one in tied], "seats": left if tied else 0},
        "shortfall": 0 if tied or rules["ballot"] == "motion" or rules["advisory"] else left,
    }


def passes_second(rules, round, office, one, rivals):
    if one.get("withdrawn") or (one.get("write_in") and not rules["write_ins"]):
        return False
    if rules["line"] is None:
        return ((one.get("for_weight") or 0) if rules["by_weight"] else one["for"]) > 0
    heads, weight = needed_second(rules, round, office, one, rivals)
    enough = weight is None or (one.get("for_weight") or 0) >= weight
    return one["for"] > 0 and enough and (rules["by_weight"] or one["for"] >= heads)


def needed_second(rules, round, office, one, rivals):
    """The least number of votes, and of weight where it counts, that passes the line in force."""
    if rules["line"] is None:
        return 1, None
    papers, base = round["papers"], base_of(rules, office, one, rivals)
    valid = papers["valid"] - illegal_of(office)
    cast = papers["returned"] if rules["invalid_in_base"] else valid
    blank = blank_second(rules, round, office) or 0
    yes_no = one["for"] + (one.get("against") or 0)
    heads = {"present": round["present"], "eligible": round["eligible"], "returned": cast, "valid": valid, "weight": 0,
             "cast_without_blank": cast - blank, "yes_plus_no": yes_no}[base]  # fmt: skip
    if not rules["abstain_in_base"] and base in ("returned", "valid"):
        heads -= (one.get("abstain") or 0) if says_no(rules, office, one) else blank
    weight = None
    if rules["weights"] or base == "weight":
        weight = base_weight(rules, round, office, one, rules["weight_base"] if base == "weight" else base)
        weight = (round.get("eligible_weight") or 0) if weight is None else weight
    return tuple(None if part is None else least(rules["line"], part) for part in (heads, weight))


def base_weight(rules, round, office, one, base):
    """The weight of which a line is taken; None where the figures do not tell it."""
    if base in ("present", "eligible"):
        return round.get(f"{base}_weight")
    if base == "yes_plus_no":
        return (one.get("for_weight") or 0) + (one.get("against_weight") or 0)
    papers, returned, valid = round["papers"], weight_of(round, "returned_weight"), weight_of(round, "valid_weight")
    if papers["valid"] == papers["returned"]:
        valid, returned = returned if valid is None else valid, valid if returned is None else returned
    all_papers = base != "valid" and rules["invalid_in_base"]
    cast = returned if all_papers else valid
    if cast is None or (illegal_of(office) and not all_papers):
        return None
    blank = blank_second(rules, round, office) or 0
    if base == "cast_without_blank" and blank:
        names = names_of(round, office)
        one_choice = len(names) == 1 or not any(name.get("against") for name in names)
        if valid is None or illegal_of(office) or office["seats"] > 1 or marks_of(rules, office) > 1 or not one_choice:
            return None
        return cast - valid + sum((name.get("for_weight") or 0) + (name.get("against_weight") or 0) for name in names)
    if base == "cast_without_blank" or rules["abstain_in_base"]:
        return cast
    if says_no(rules, office, one):
        return cast - (one.get("abstain_weight") or 0)
    return None if blank else cast


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
    for note in dict.fromkeys(note for copy in copies for note in notes_on_results(copy)):
        print(f"note: {note}")
    print("matches what was noted" if given.head or given.fingerprint else NOTHING_NOTED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
