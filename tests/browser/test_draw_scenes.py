"""Each scene of a draw and of the speeches keeps to its stage, lying, 16:10, 4:3 and upright, with few, many and endless
names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from kiosk.qr import picture, text_code
from tests.conftest import Served

SHOWN = {"zh-Hans": [(1920, 1080), (1280, 800), (1080, 1920)], "en": [(1920, 1080), (1024, 768), (1080, 1920)]}
SEAL = "c93d3bbec643bc5372c5402455af88d5" * 2
LISTS = {
    "two": ["王芳", "李强"],
    "twelve": [f"古丽·买买提 {i:02}" for i in range(12)],
    "long": ["Maria-Magdalena Papadopoulou-Konstantinidou of Thessaloniki", *(f"Member {i:02}" for i in range(6))],
    "many": [f"Member {i:02} Papadopoulos" for i in range(47)],
    "endless": [f"{i} {'阿卜杜热合曼' * 20}" for i in range(3)],
}
OUTSIDE = """async ({ scene, snapshot, now }) => {
  const [{ html, render }, { [scene]: Scene }] = await Promise.all(["/static/js/html.js", `/static/js/hall/${scene.toLowerCase()}.js`].map((one) => import(one)));
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  render(html`<div class="hall congress"><div class="stage"><div class="title sized" style=${{ "--wide": 5.2, "--tall": 7 }}>Annual general meeting of the cooperative</div><div class="rule"></div>
    <${Scene} snapshot=${snapshot} now=${now} /><div class="foot"><span></span><b>12:00</b></div></div></div>`, place);
  await document.fonts.ready;
  await Promise.all([...document.images].map((one) => one.decode()));
  const stage = document.querySelector(".stage").getBoundingClientRect();
  const foot = document.querySelector(".foot").getBoundingClientRect();
  const title = document.querySelector(".rule").getBoundingClientRect();
  const shown = [...document.querySelectorAll(".main *")].filter((one) => (!one.closest("svg") || one.tagName === "svg") && !one.closest(".draw-names li *"));
  const outside = shown.filter((one) => {
    const box = one.getBoundingClientRect();
    const clipped = one.closest(".draw-others li *, h3 *, .between-bars span");
    return box.width && (box.top < title.bottom - 1 || box.bottom > foot.top + 1 || (!clipped && (box.left < stage.left - 1 || box.right > stage.right + 1)));
  });
  const rows = ["draw-names", "figure", "draw-proof"].map((name) => document.querySelector(`.${name}, .main ${name}`)?.getBoundingClientRect());
  const [names, figure, proof] = rows;
  const meets = (one, other) => one && other && one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  // a name is cut by an ellipsis only when it goes on for three lines and more
  const whole = !document.querySelector(".main").textContent.includes("阿卜杜热合曼".repeat(20));
  const cut = [...document.querySelectorAll(".draw-names li")].filter((one) => whole && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight - one.clientHeight > 0.6 * parseFloat(getComputedStyle(one).fontSize)));
  return [...outside.map((one) => one.className || one.tagName), ...cut.map((one) => `cut: ${one.textContent}`), ...[[names, figure], [names, proof], [figure, proof]].flatMap(([a, b], i) => (meets(a, b) ? [`pair ${i}`] : []))];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    from kiosk.meeting_file import make_meeting

    path = tmp_path_factory.mktemp("scenes") / "served.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    served = Served(path)
    yield served
    served.stop()


def _slot(label: str, value: str | None = None, dice: tuple[int, int] | None = None, sure: bool = False) -> dict[str, Any]:  # fmt: skip
    shape = {"count": dice[0], "sides": dice[1]} if dice else None
    return {"label": label, "value": value, "dice": shape, "card": not dice, "confirmed_by": "X" if sure else None}


USUAL = [_slot("[12d10]", "604712993310", (12, 10))]
CROWDED = [
    *(_slot(f"{'持卡人' * 20} {i} [card]", "4711", sure=True) for i in range(9)),
    _slot("Balls [64d10]", "5" * 64, (64, 10), sure=True),
    _slot(f"{'代表 ' * 40} [64d6]", "3" * 64, (64, 6)),
]


def _scenes(names: list[str]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Every moment of a draw: its name, what the screen is told, and the time; it is sealed at 0."""
    page = {"url": "http://192.168.1.5:8000/speeches/check", **picture("http://192.168.1.5:8000/speeches/check")}
    code = f"data:image/svg+xml,{text_code('x' * 800).replace('#', '%23')}" if len(names) <= 12 else None
    draw: dict[str, Any] = {
        "number": 12, "names": names, "slots": USUAL, "commitment": None, "committed_at": 0, "stands_until": 60_000,
        "order": [], "picks": [], "revealed_at": 70_000, "show_ms": 2_600, "hash": SEAL, "code": page,
        "text_code": code, "seal_code": picture(SEAL),
    }  # fmt: skip
    yield "frozen", {**draw, "state": "frozen"}, 0
    sealed = {**draw, "state": "committed", "commitment": SEAL}
    yield "sealed", sealed, 1_000
    yield "dice", sealed, 60_000
    yield "slots", {**sealed, "slots": CROWDED}, 60_000
    order = {**sealed, "state": "revealed", "order": names, "picks": [["fdcb", 47, 46, name] for name in names]}
    yield "first name", order, 70_000
    yield "last name", order, 70_000 + 2_600 * len(names) - 1
    yield "order", order, 70_000 + 2_600 * len(names)
    yield "by hand", {**order, "state": "hand"}, 70_000
    yield "given up", {**sealed, "state": "void"}, 70_000


def _speaker(id: int, name: str, **more: Any) -> dict[str, Any]:
    usual = {"group": "", "state": "waiting", "late": False, "point_of_order": False, "read_by": "", "seconds": 300}
    return {"id": id, "name": name, **usual, "planned": 300, "used_ms": None, "paused_ms": 0, **more}


def _speeches(names: list[str]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Before, between and after the speeches, and every state of a clock; the floor is given at 0."""
    waiting = [_speaker(i, name, point_of_order=i % 5 == 0) for i, name in enumerate(names)]
    done = [{**one, "state": "done", "used_ms": 300_000 + 7_000 * (i % 3 - 1)} for i, one in enumerate(waiting)]
    floor = {"title": "Speeches of the candidates", "warn_seconds": 30, "clock": None, "speakers": waiting}
    yield "list", floor, 0
    yield "later page", floor, 6_000
    yield "between", {**floor, "speakers": [*done[::2], *waiting[1::2]]}, 0
    yield "after", {**floor, "speakers": done}, 0
    yield "nobody", {**floor, "speakers": []}, 0
    clock = {"name": names[-1], "group": "", "read_by": "", "point_of_order": False, "seconds": 3_600, "began_at": 0, "paused_at": None, "paused_ms": 0}  # fmt: skip
    yield "running", {**floor, "clock": clock}, 1_000
    yield "read by another", {**floor, "clock": {**clock, "read_by": names[0]}}, 1_000
    yield "warning", {**floor, "clock": {**clock, "group": names[0]}}, 3_580_000
    yield "over", {**floor, "clock": clock}, 7_200_000
    yield "paused", {**floor, "clock": {**clock, "paused_at": 1_000}}, 3_000


@pytest.mark.parametrize("language", SHOWN)
def test_every_scene_of_a_draw_and_of_the_speeches_keeps_to_its_stage(
    site: Served, chromium: Callable[..., Browser], language: str
) -> None:
    page = chromium().new_page()
    page.goto(site.enter("screen", to=f"/hall?language={language}"))
    scenes = [
        (which, module, when, {key: told}, now)
        for which, names in LISTS.items()
        for module, key, moments in (("Draw", "draw", _scenes(names)), ("Speaker", "floor", _speeches(names)))
        for when, told, now in moments
    ]
    shown = [{"scene": module, "snapshot": snapshot, "now": now} for _, module, _, snapshot, now in scenes]
    for width, height in SHOWN[language]:
        page.set_viewport_size({"width": width, "height": height})
        outside = page.evaluate(f"async (shown) => {{ const outside = {OUTSIDE}; const all = []; for (const one of shown) all.push(await outside(one)); return all; }}", shown)  # fmt: skip
        bad = [(*scene[:3], wrong) for scene, wrong in zip(scenes, outside, strict=True) if wrong]
        assert bad == [], (width, height)
