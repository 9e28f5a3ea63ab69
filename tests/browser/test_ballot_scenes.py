"""Each scene of a round keeps to its stage and to the least size, lying, 4:3 and upright, with one name and with twelve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from kiosk.ballots import queries
from kiosk.meeting_file import make_meeting
from tests.conftest import Served

SIZES = [(1920, 1080), (1280, 800), (1024, 768), (1080, 1920)]
NAMES = ["王芳", "José Álvarez Fernández", "欧阳娜娜", "阿依古丽·买买提", "张伟", "赵敏", "钱多", "李强", "扎西多吉", "曾令仪", "单雄信", "丁一"]  # fmt: skip
VOTES = [120, 115, 95, 95, 60, 12, 8, 7, 6, 5, 1, 0]
TITLE = "Election of the committee of the members of Linjiang town"
DRAWN = """async ({ module, name, ballot, now }) => {
  const [{ html, render }, scenes] = await Promise.all(["/static/js/html.js", `/static/js/hall/${module}.js`].map((one) => import(one)));
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  render(html`<div class="hall congress"><div class="stage"><div class="title sized" style=${{ "--wide": 5.2, "--tall": 6 }}>Linjiang town: general meeting of members</div><div class="rule"></div>
    <${scenes[name]} snapshot=${{ ballot, scene: { since: 0 } }} now=${now} /><div class="foot"><span></span><b>12:00</b></div></div></div>`, place);
  await document.fonts.ready;
  const box = (one) => document.querySelector(one).getBoundingClientRect();
  const [stage, foot, rule] = [".stage", ".foot", ".rule"].map(box);
  const shown = [...document.querySelectorAll(".main, .main *")].filter((one) => !one.closest("svg, .track, .sample"));
  if (shown.length < 3) return ["nothing is shown"];
  const outside = shown.filter((one) => {
    const { width, left, right, top, bottom } = one.getBoundingClientRect();
    return width && (left < stage.left - 1 || right > stage.right + 1 || bottom > foot.top + 2 || top < rule.bottom - 2);
  });
  const unit = Math.min(stage.height, (stage.width * 9) / 16) / 100;
  const small = shown.filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < 3.9 * (stage.height > stage.width ? stage.width / 120 : unit));
  return [...outside.map((one) => `outside ${one.tagName}.${one.className}`), ...small.map((one) => `small ${one.tagName}.${one.className} ${one.textContent.slice(0, 20)}`)];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("scenes") / "served.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    served = Served(path)
    yield served
    served.stop()


def ballot(count: int, seats: int, **others: Any) -> dict[str, Any]:
    standing = [
        {"name": name, "origin": "organisation", "supporters": 0, "stage": "formal", "pledge": "", "reader": ""}
        for name in NAMES[:count]
    ]
    offices = [{"name": "委员", "seats": seats, "marks": seats, "candidates": standing}]
    told = {
        "title": TITLE, "kind": "election", "state": "voting", "last_call": True, "public_count": True,
        "win": {"base": "present", "numerator": 1, "denominator": 2, "operator": ">"}, "ballot": "approve",
        "overvote": "paper", "write_ins": True, "advance": 0, "offices": offices, "eligible": 206, "present": 178,
        "needed": 90, "invalid": 2, "boxes": [{"number": 1, "seal": "A-0017"}, {"number": 2, "seal": "A-0018"}],
        "papers": {"printed": 190, "issued": 178, "exchanged": 1, "spare": 11, "returned": 177, "late": 1},
        "batches": {"all": 6, "agreed": 2}, "void_reason": "", "result": None, "decided": [], "declared": False, "correction": None, "declined": [], "annulled": False,
        "board": None, "standing": {"title": TITLE, "state": "prepared", "advance": 0, "offices": offices}, **others,
    }  # fmt: skip
    return told


CORRECTION = {
    "sentences": [
        {"msgid": "Counted again: %(reason)s.", "figures": {"reason": "A pile of forty papers lay on the wrong table"}},
        *({"msgid": "%(office)s, %(name)s: %(old)s before, %(new)s now.",
           "figures": {"office": "Committee of the town", "name": name, "old": 97, "new": 95}} for name in NAMES[:5]),
        {"msgid": "%(office)s: %(new)s elected instead of %(old)s, by the new figures.",
         "figures": {"office": "Committee of the town", "new": [NAMES[1]], "old": [NAMES[3]]}},
    ]
}  # fmt: skip


def board(count: int, most: int) -> dict[str, Any]:
    called = [
        {"id": i, "name": name, "office": "委员", "write_in": False, "votes": most * (12 - i) // 12}
        for i, name in enumerate(NAMES[:count])
    ]
    return {"batch": 4, "batches": {"all": 6, "agreed": 3}, "papers": {"called": 87, "all": 163}, "candidates": called}


def result(count: int, seats: int) -> dict[str, Any]:
    figures = {
        "format": "round/1", "preset": "party-grassroots", "rules": {}, "eligible": 206, "present": 178,
        "offices": [{"name": "委员", "seats": seats}],
        "papers": {"printed": 190, "issued": 178, "exchanged": 1, "spare": 11, "returned": 177, "valid": 175, "invalid": 2},
        "candidates": [
            {"name": name, "office": "委员", "for": votes, "against": 175 - votes, "abstain": 0}
            for name, votes in zip(NAMES[:count], VOTES, strict=False)
        ],
    }  # fmt: skip
    return {"version": 1, "figures": figures, "verdict": queries.verdict(figures)}


def scenes() -> Iterator[tuple[str, str, dict[str, Any], int]]:
    for count in (1, 2, 5, 12):
        seats = max(1, count // 2)
        yield "candidates", "Candidates", ballot(count, seats), 0
        yield "voting", "Voting", ballot(count, seats), 0
        for page in range(2):
            yield "counting", "Counting", ballot(count, seats, state="counting", board=board(count, 170)), page * 8000
        for declared in (False, True):
            shown = ballot(count, seats, state="declared", declared=declared, result=result(count, seats))
            for page in range(6):
                yield "result", "Result", shown, page * 8000
    told = {"declared": True, "result": result(5, 2), "correction": CORRECTION, "declined": [["委员", NAMES[0]]]}
    for page in range(6):
        yield "result", "Result", ballot(5, 2, state="declared", **told), page * 8000
    yield "counting", "Counting", ballot(5, 3, state="void", void_reason="The notice was late", annulled=True), 0
    yield "voting", "Voting", ballot(5, 3, state="closed"), 0
    yield "counting", "Counting", ballot(5, 3, state="counting"), 0
    yield "counting", "Counting", ballot(5, 3, state="void", void_reason="Returned 179 > issued 178"), 0
    yield "counting", "Counting", ballot(2, 1, state="counting", board=board(2, 1_000)), 0


def test_every_scene_keeps_to_its_stage(site: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page(locale="en-GB")
    shown = [{"module": module, "name": name, "ballot": told, "now": now} for module, name, told, now in scenes()]
    broken = {}
    for language in ("en", "zh-Hans"):
        page.goto(site.enter("screen", to=f"/hall?language={language}"))
        page.wait_for_selector(".stage")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            all_found = page.evaluate(f"async (shown) => {{ const drawn = {DRAWN}; const all = []; for (const one of shown) all.push(await drawn(one)); return all; }}", shown)  # fmt: skip
            for (_, name, told, now), found in zip(scenes(), all_found, strict=True):
                if found:
                    candidates = len(told["offices"][0]["candidates"])
                    broken[language, width, height, name, candidates, told["state"], now] = found[:3]
    assert broken == {}
