"""A third, tiny judge of rounds: by trying each number and by fractions, with nothing of the program's or the checker's.

It reads rules version 2 from the specification's own words and gives offices, validity and whether anything is broken;
the differential run compares it with the program and with `docs/check_record.py`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Made = dict[str, Any]
HALF, MORE = Fraction(1, 2), ">"
LAW: dict[str, Made] = {  # base, then what each text says besides
    "party-grassroots": {"base": "present", "quorum": ("present", Fraction(4, 5), ">="), "most_in_runoff": True},
    "party-branch": {"base": "eligible", "quorum": ("present", HALF, ">="), "matters": True, "written": True, "no_write_ins": True},
    "village": {"base": "returned", "quorum": ("returned", HALF, ">"), "most_in_runoff": True, "third": True, "out": True},
    "owners": {"base": "returned", "quorum": ("returned", Fraction(2, 3), ">="), "area": True, "out": True, "yes_no": True,
               "both": True},
    "cooperative": {"base": "eligible", "quorum": ("present", Fraction(2, 3), ">="), "alone": "eligible", "fifth": True},
    "society": {"base": "present", "quorum": ("present", Fraction(2, 3), ">="), "most_in_runoff": True},
    "council": {"base": "eligible", "quorum": ("present", HALF, ">="), "matters": True},
    "association": {"base": "yes_plus_no", "rivals": True, "void_out": True, "most_in_runoff": True},
    "roberts": {"base": "cast_without_blank", "quorum": ("present", HALF, ">")},
    "company": {"base": "yes_plus_no", "persons": 2, "alone": "yes_plus_no", "yes_no": True},
}  # fmt: skip


def reach(part: Fraction, operator: str, whole: int) -> int:
    """The least count from one up that is the part of the whole, found by trying near it."""
    n = max(1, int(part * whole) - 1)
    while not (n > part * whole if operator == ">" else n >= part * whole):
        n += 1
    return n


class Reference:
    """One round's file, judged."""

    def __init__(self, made: Made) -> None:
        self.made, self.papers, self.said = made, dict(made["papers"]), made["rules"]
        says, law = self.said, LAW[made["preset"]]
        self.kind = made.get("kind") or (
            "motion" if says.get("ballot") == "motion" or law.get("matters") else "election"
        )
        if made["preset"] == "party-branch" and self.kind != "motion":
            law = LAW["party-grassroots"]
        self.law = law
        default = "motion" if self.kind == "motion" else "yes_no_abstain" if law.get("yes_no") else "approve"
        self.ballot = says.get("ballot", default)
        self.writes = says.get("write_ins", not (law.get("no_write_ins") or law.get("yes_no")))
        self.onward = says.get("advance", 0) > 0 or self.kind in ("recommendation", "pre_election")
        self.advice = (self.kind == "trust" or not says.get("decisive", True)) and not self.onward
        win = says.get("win", {})
        self.base = win.get("base", law["base"])
        self.weighs = says.get("weights", bool(law.get("both")))
        self.alone = self.base == "weight" or (self.weighs and "alone" in law)
        self.people = [self._with_writing(one) for one in made["candidates"]]
        self.line = self._line(win)
        self.wrong = self._wrong()
        self._silent()

    def _with_writing(self, one: Made) -> Made:
        one = {**one, "first": one["for"]}
        if self.said.get("written", bool(self.law.get("written"))):
            one["for"] += one.get("written_for", 0)
            if one.get("written_against"):
                one["against"] = (one.get("against") or 0) + one["written_against"]
        return one

    def _line(self, win: Made) -> tuple[Fraction, str, str, bool] | None:
        """Part, operator, base, and whether rivals have another base; None where the most votes decide."""
        part = Fraction(win.get("numerator", 1), win.get("denominator", 2))
        own = (part, win.get("operator", ">"), self.base, bool(self.law.get("rivals")) and "base" not in win)
        ahead = self.said.get("advance_line")
        if ahead is not None:
            part = Fraction(ahead.get("numerator", 1), ahead.get("denominator", 2))
            goes = (part, ahead.get("operator", ">"), ahead.get("base", "present"), False)
        else:
            goes = own if self.kind == "recommendation" and "win" in self.said else None
        if self.onward or (self.kind == "trust" and "win" not in self.said):
            return goes if self.onward or ahead is not None else None
        if self.said.get("plurality") or own[0] == 0 or (self.said.get("runoff") and self.law.get("most_in_runoff")):
            return None
        if self.said.get("later_round") and self.law.get("third"):
            return (Fraction(1, 3), ">=", own[2], own[3])
        return own

    def _silent(self) -> None:
        gap = (self.papers.get("delivered") or 0) - self.papers["returned"]
        if self.said.get("silent") != "majority" or gap <= 0:
            return
        area = max(0, (self.papers.get("delivered_weight") or 0) - (self.papers.get("returned_weight") or 0))
        for key, more in (("returned", gap), ("valid", gap), ("returned_weight", area), ("valid_weight", area)):
            if self.papers.get(key) is not None:
                self.papers[key] += more
        for one in self.people:
            if one.get("against") is None or one.get("write_in"):
                continue
            lean = [one["for"] - one["against"]]
            if self.weighs:
                lean.append(one.get("for_weight", 0) - one.get("against_weight", 0))
            side = "for" if min(lean) > 0 else "against" if max(lean) < 0 else "abstain"
            one[side] = (one.get(side) or 0) + gap
            one[f"{side}_weight"] = one.get(f"{side}_weight", 0) + area

    def valid(self) -> bool:
        base, part, operator = self.law.get("quorum") or ("present", Fraction(0), ">=")
        persons, area = self.law.get("persons", 0), bool(self.law.get("area"))
        law = "quorum" in self.law or "persons" in self.law
        if self.kind in ("recommendation", "trust"):
            base, part, operator, persons, area, law = "present", Fraction(0), ">=", 0, False, False
        asked = self.said.get("valid", law)
        if asked is None or asked is False:
            return True
        if isinstance(asked, dict):
            base, operator = asked.get("base", base), asked.get("operator", operator)
            part = Fraction(asked.get("numerator", part.numerator), asked.get("denominator", part.denominator))
            persons, area = asked.get("least", persons), asked.get("weight", area)
        there = self.made["present"] if base == "present" else self.papers["returned"]
        weight = (self.made.get("present_weight") if base == "present" else self.papers.get("returned_weight")) or 0
        eligible = self.made["eligible"]
        heads = there >= max(1, min(persons, eligible)) and (part == 0 or there >= reach(part, operator, eligible))
        return heads and (not area or weight >= reach(part, operator, self.made.get("eligible_weight") or 0))

    def marks(self, office: Made) -> int:
        return 1 if self.ballot == "one" else max(office["seats"], self.said.get("advance", 0))

    def no(self, office: Made, one: Made) -> bool:
        can = self.ballot in ("motion", "yes_no_abstain") or (self.ballot == "approve" and self.marks(office) == 1)
        return can and one.get("against") is not None and not one.get("write_in")

    def void_for(self, office: Made) -> int:
        return office.get("illegal", office.get("invalid", 0))

    def blank(self, office: Made) -> int | None:
        if "blank" in office:
            return int(office["blank"])
        own = [one for one in self.people if one["office"] == office["name"]]
        single = len(own) == 1 or all(not one.get("against") for one in own)
        if {"illegal", "invalid"} & set(office) and office["seats"] == 1 == self.marks(office) and single:
            left = self.papers["valid"] - self.void_for(office)
            return max(0, left - sum(one["for"] + (one.get("against") or 0) for one in own))
        return self.papers.get("blank", 0) if len(self.made["offices"]) == 1 else None

    def base_for(self, office: Made, one: Made, all: list[Made]) -> str:
        assert self.line
        rivals = any(x.get("write_in") and x["for"] for x in all)
        rivals |= len([x for x in all if not x.get("write_in")]) > office["seats"]
        base = "cast_without_blank" if rivals and self.line[3] else self.line[2]
        return "cast_without_blank" if base == "yes_plus_no" and not self.no(office, one) else base

    def needs(self, office: Made, one: Made, all: list[Made]) -> tuple[int, int | None]:
        if self.line is None:
            return 1, None
        base, papers, made = self.base_for(office, one, all), self.papers, self.made
        here = papers["valid"] - self.void_for(office)
        cast = papers["returned"] if self.said.get("invalid_in_base", not self.law.get("void_out")) else here
        blank = self.blank(office) or 0
        out = 0
        if not self.said.get("abstain_in_base", True) and base in ("returned", "valid"):
            out = (one.get("abstain") or 0) if self.no(office, one) else blank
        heads = {"present": made["present"], "eligible": made["eligible"], "returned": cast - out, "valid": here - out,
                 "cast_without_blank": cast - blank, "weight": 0,
                 "yes_plus_no": one["for"] + (one.get("against") or 0)}[base]  # fmt: skip
        weight = None
        if self.weighs or base == "weight":
            weight = self._whole(office, one, self.law.get("alone", "returned") if base == "weight" else base)
            weight = reach(*self.line[:2], made.get("eligible_weight") or 0 if weight is None else weight)
        return reach(*self.line[:2], heads), weight

    def _whole(self, office: Made, one: Made, of: str) -> int | None:
        """The weight of the base; None where it would be a guess."""
        if of in ("present", "eligible", "yes_plus_no"):
            both = one.get("for_weight", 0) + one.get("against_weight", 0)
            return {**self.made, "yes_plus_no_weight": both}.get(f"{of}_weight")
        back, good = (self.papers.get(f"{x}_weight") for x in ("returned", "valid"))
        if self.papers["valid"] == self.papers["returned"]:
            back, good = (
                next((x for x in (back, good) if x is not None), None),
                next((x for x in (good, back) if x is not None), None),
            )
        everything = self.said.get("invalid_in_base", not self.law.get("void_out")) and of != "valid"
        found = back if everything else good
        unsure = self.void_for(office) > 0 and not everything
        if self.blank(office) and of == "cast_without_blank":
            own = [x for x in self.people if x["office"] == office["name"]]
            single = len(own) == 1 or all(not x.get("against") for x in own)
            unsure |= self.void_for(office) > 0 or max(office["seats"], self.marks(office)) > 1 or not single
            marked = sum(x.get("for_weight", 0) + x.get("against_weight", 0) for x in own)
            found = None if found is None or good is None else found - good + marked
        elif of in ("returned", "valid") and not self.said.get("abstain_in_base", True):
            answered = self.no(office, one)
            unsure |= bool(self.blank(office)) and not answered
            found = None if found is None else found - (one.get("abstain_weight", 0) if answered else 0)
        return None if unsure else found

    def standing(self, office: Made, above: list[Made], placed: set[str]) -> list[Made]:
        own = [one for one in self.people if one["office"] == office["name"]]
        cascade = self.said.get("cascade", "none")
        if cascade == "none":
            return own
        found = {one["name"]: one for one in own if one["name"] not in placed}
        for one in above:
            lower = found.get(one["name"])
            if one["name"] in placed:
                continue
            if lower is None:
                found[one["name"]] = one
            elif cascade == "add":
                found[one["name"]] = {
                    **lower, "for": lower["for"] + one["for"], "against": None, "abstain": None,
                    "write_in": bool(lower.get("write_in") and one.get("write_in")),
                    "for_weight": lower.get("for_weight", 0) + one.get("for_weight", 0),
                    "withdrawn": lower.get("withdrawn") or one.get("withdrawn"),
                }  # fmt: skip
            elif one["for"] > lower["for"]:
                found[one["name"]] = one
        return list(found.values())

    def fill(self, office: Made, all: list[Made], nobody: bool) -> Made:
        key = "for_weight" if self.alone else "for"
        asked = {one["name"]: self.needs(office, one, all) for one in all}
        lines = {w if self.alone and w is not None else h for h, w in asked.values()}
        lines = lines or {self._empty(office)}
        told: Made = {"name": office["name"], "needed": lines.pop() if len(lines) == 1 else None, "elected": set(),
                      "advanced": set(), "tied": set(), "left": 0, "short": 0}  # fmt: skip
        if nobody:
            return told
        pass_ = [
            one for one in all if (self.writes or not one.get("write_in")) and self._passes(one, asked[one["name"]])
        ]
        seats = self.said.get("advance", 0) or office["seats"]
        ahead = {one["name"]: sum(x.get(key, 0) > one.get(key, 0) for x in pass_) for one in pass_}
        level = {one["name"]: sum(x.get(key, 0) >= one.get(key, 0) for x in pass_) for one in pass_}
        sure = {name for name in ahead if level[name] <= seats}
        told["tied"] = {name for name in ahead if ahead[name] < seats < level[name]}
        if self.advice:
            sure, told["tied"] = (set(ahead) if self.line else set()), set()
        told["left"] = seats - len(sure) if told["tied"] else 0
        told["short"] = 0 if told["tied"] or self.ballot == "motion" or self.advice else seats - len(sure)
        told["advanced" if self.onward or self.advice else "elected"] = sure
        return told

    def _empty(self, office: Made) -> int:
        heads, weight = self.needs(office, {"for": 0, "name": "", "office": office["name"]}, [])
        return weight if self.alone and weight is not None else heads

    def _passes(self, one: Made, asked: tuple[int, int | None]) -> bool:
        if one.get("withdrawn"):
            return False
        if self.line is None:
            return one.get("for_weight" if self.alone else "for", 0) > 0
        heavy = asked[1] is None or one.get("for_weight", 0) >= asked[1]
        return one["for"] > 0 and heavy and (self.alone or one["for"] >= asked[0])

    def _wrong(self) -> bool:
        made, papers, eligible = self.made, self.papers, self.made["eligible"]
        out = self.said.get("papers_to", "entitled" if self.law.get("out") else "present") == "entitled"
        here = made["present"]
        if self.said.get("papers_are") == "votes" and made.get("present_weight") is not None:
            here = made["present_weight"]
        pairs = [(papers["issued"], eligible if out else here), (made["present"], eligible),
                 (papers.get("late", 0), max(0, papers["issued"] - papers["returned"])),
                 (papers.get("blank", 0), papers["valid"]), (papers.get("voters") or 0, eligible)]  # fmt: skip
        if "delivered" in papers:
            pairs += [(papers["delivered"], eligible), (papers["returned"], papers["delivered"])]
        absent = max(0, eligible - made["present"]) if self.said.get("written", bool(self.law.get("written"))) else 0
        pairs += [(one.get("written_for", 0) + one.get("written_against", 0), absent) for one in self.people]
        wrong = any(part > whole for part, whole in pairs) or papers["valid"] + papers["invalid"] != papers["returned"]
        wrong |= self.kind == "pre_election" and self.said.get("advance_line") is None
        names = {one["name"] for one in self.people}
        for name in names:
            given = [one["first"] for one in self.people if one["name"] == name]
            wrong |= len(given) > 1 and sum(given) > papers["valid"]
        return wrong or any(self._wrong_office(office) for office in made["offices"]) or self._wrong_weights()

    def _wrong_office(self, office: Made) -> bool:
        here, blank = self.papers["valid"] - self.void_for(office), self._first(office)
        own = [one for one in self.made["candidates"] if one["office"] == office["name"]]
        bases = {self.base_for(office, one, own) for one in own} if self.line else set()
        quiet = not self.said.get("abstain_in_base", True) and not all(self.no(office, one) for one in own)
        rests = "cast_without_blank" in bases or bool(quiet and bases & {"returned", "valid"})
        if blank is None and rests:
            return True
        if here < 0 or (blank or 0) > here or (blank is not None and blank < self.papers.get("blank", 0)):
            return True
        boxes = 2 if self.ballot in ("motion", "yes_no_abstain") else 1
        noes = [one.get(side) or 0 for one in own if not one.get("write_in") for side in ("against", "abstain")[:boxes]]
        if rests and sum(one["for"] for one in own) + sum(noes) < here - (blank or 0):
            return True
        sums = [(one["for"], one["for"] + (one.get("against") or 0) + (one.get("abstain") or 0), one) for one in own]
        loose = any(votes > here - (blank or 0) or all > here for votes, all, _ in sums)
        asked = any(all != here for _, all, one in sums if "against" in one and not one.get("write_in"))
        return loose or asked or sum(one["for"] for one in own) > self.marks(office) * (here - (blank or 0) * rests)

    def _area_base(self) -> str:
        asked = self.said.get("valid")
        told = asked.get("base") if isinstance(asked, dict) else None
        law: tuple[str, ...] = self.law.get("quorum") or ("present",)
        return str(told or ("present" if self.kind in ("recommendation", "trust") else law[0]))

    def _unweighed(self, office: Made, one: Made) -> bool:
        """Votes without their weight, or sides that weigh less than the valid papers."""
        if one["office"] != office["name"]:
            return False
        own = [x for x in self.made["candidates"] if x["office"] == office["name"]]
        of = self.base_for(office, one, own) if self.line else ""
        of = self.law.get("alone", "returned") if of == "weight" else of
        if of and (self.weighs or self.base == "weight") and self._whole(office, one, of) is None:
            return True
        light = [x for x in ("for", "against", "abstain") if one.get(x) and not one.get(f"{x}_weight")]
        if "for" in light or ("against" in light and of == "yes_plus_no"):
            return True
        counted = self.papers.get("valid_weight")
        if (
            light
            or counted is None
            or self.void_for(office)
            or one.get("write_in")
            or {"against", "abstain"} - set(one)
        ):
            return False
        return sum(one.get(f"{x}_weight", 0) for x in ("for", "against", "abstain")) < int(counted)

    def _first(self, office: Made) -> int | None:
        """Blank papers by the figures as they were typed, before the opinions in writing."""
        kept, self.people = self.people, self.made["candidates"]
        found = self.blank(office)
        self.people = kept
        return found

    def _wrong_weights(self) -> bool:
        law, made, papers = self.law, self.made, self.papers
        quorum = self.said.get("valid", {})
        no_law = self.kind in ("recommendation", "trust")
        by_area = (quorum or {}).get("weight", bool(law.get("area")) and not no_law) if quorum is not None else False
        if not (self.weighs or self.base == "weight" or by_area):
            return False
        whole = made.get("eligible_weight")
        if whole is None:
            return True
        there = papers.get("returned_weight", made.get("present_weight"))
        counted = papers.get("valid_weight")
        there_by = papers.get("returned_weight") if self._area_base() == "returned" else made.get("present_weight")
        if by_area and there_by is None:
            return True
        out = self.said.get("papers_to", "entitled" if law.get("out") else "present") == "entitled"
        pairs = [(there, whole), (counted, there), (papers.get("delivered_weight"), whole)]
        pairs += [(made.get("present_weight"), whole), (papers.get("returned_weight"), papers.get("delivered_weight"))]
        pairs.append((papers.get("returned_weight"), None if out else made.get("present_weight")))
        pairs += [
            (sum(one.get(f"{x}_weight", 0) for x in ("for", "against", "abstain")), counted) for one in self.people
        ]
        if any(a is not None and b is not None and a > b for a, b in pairs):
            return True
        if self.said.get("silent") == "majority" and "delivered" in papers and "delivered_weight" not in papers:
            return True
        if any(self._unweighed(office, one) for office in made["offices"] for one in made["candidates"]):
            return True
        if law.get("fifth") and whole < made["eligible"]:
            return True
        return bool(law.get("fifth")) and Fraction(whole - made["eligible"]) > Fraction(made["eligible"], 5)


def judged(made: Made) -> Made:
    """What the reference finds: {valid, void, broken, offices}; names as sets."""
    one = Reference(made)
    papers = made["papers"]
    by_voters = made["rules"].get("returned_limit") == "voters" and papers.get("voters") is not None
    void = papers["returned"] > (papers["voters"] if by_voters else papers["issued"])
    valid, offices, above, placed = one.valid(), [], [], set()
    for office in made["offices"]:
        above = one.standing(office, above, placed)
        told = one.fill(office, above, void or one.wrong or not valid)
        placed |= told["elected"] | told["advanced"] | told["tied"]
        offices.append(told)
    return {"valid": valid, "void": void, "broken": one.wrong, "offices": offices}
