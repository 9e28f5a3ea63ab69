"""`hall-draw/1`: the vector, the text's canonical form, fairness, and what a tampered record fails at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules import draw
from kiosk.rules.draw_records import check, check_all
from tests.speeches.records import DRAW, SECRET, TAMPERED, TRANSCRIPT, VALUES, VECTOR, lines

FAIR_DRAWS = 240_000
CHI_SQUARE_BAND = (86.1, 157.8)  # 1 % and 99 % for 119 degrees of freedom


def test_the_vector_holds_to_the_last_digit() -> None:
    found = check(VECTOR)
    assert (found.step, [msgid for msgid, _ in found.remarks]) == (None, ["The last slot's label declares no dice."])
    assert found.record
    assert found.record.hash == "a9233e1abc3b2dcb0d6bb269984baf7758f45d92eac2e475049bfb6069439278"


def test_each_step_of_the_vector() -> None:
    text = VECTOR.decode()
    m = text[: text.index("commit:")]
    e = text[text.index("commit:") : text.index("secret:")]
    secret = text[text.index("secret: ") + 8 :][:64]
    assert draw.digest(m) == "6c0417c31219d9b6e36c32193ffde53d4bc7595822777ec817f86d7e668ec9da"
    assert draw.commit(m, secret) == "f23ccd9360b7ac8610689ec607e4f14a5f16969baad5260baac09cd80ae8cb3d"
    assert draw.digest(e) == "4796c68f91386c1bbde245074139e73ffa4bc9c39304bc2d8bd69ed2eac765be"
    seed = draw.seed(m, e, secret)
    assert seed == "2401544978cc62da304583ff4e1cef8bc74515709db1a32bbffdb93cb8d3505e"
    names = [line[6:] for line in text.splitlines() if line.startswith("name: ")]
    picks = list(draw.picks(names, seed))
    assert [(pick.word, pick.left, pick.remainder) for pick in picks[:4]] == [
        ("752a", 5, 4), ("1170", 4, 0), ("a767", 3, 0), ("6e8f", 2, 1),
    ]  # fmt: skip
    assert [pick.name for pick in picks] == [line[7:] for line in text.splitlines() if line.startswith("order: ")]


@pytest.mark.parametrize(
    ("typed", "hashed"),
    [("Jose\u0301", "4a6f73c3a9"), ("\ufa19\u8c37", "e7a59ee8b0b7"), ("\u3000张\u3000\u3000伟 ", "e5bca020e4bc9f"), ("カ\u3099", "e382ac")],
)  # fmt: skip
def test_canonical_bytes(typed: str, hashed: str) -> None:
    assert draw.canonical(typed).encode().hex() == hashed


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db",
        "\ufeff王",
        "a\0b",
        "",
        " \u3000 ",
        "a\tb",
        "a\nb",
        "a\u2028b",
        "\ue000",
        "\ufffd",
        "\ufdd0",
        "\u202eabc",
    ],
)
def test_what_cannot_be_seen_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        draw.canonical(text)


@pytest.mark.parametrize(
    "names",
    [["张伟", "张 伟"], ["Anna", "ＡＮＮＡ"], ["Anna", "anna"], ["李\u2800强", "李强"], [], ["x"] * 2, [f"{i}" for i in range(4_097)]],
)  # fmt: skip
def test_names_that_look_the_same_and_lists_that_cannot_be_drawn(names: list[str]) -> None:
    with pytest.raises(ValueError):
        draw.prepare("Meeting", 1, draw.ZEROS, ["[12d10]"], names)


@pytest.mark.parametrize(
    "slots", [[], ["dice"], ["[12d10]", "card [card]"], ["dice [8d10]"], ["dice [11d6]"], ["a [12d10]", "a [12d10]"]]
)
def test_the_last_slot_is_dice_and_enough_of_them(slots: list[str]) -> None:
    with pytest.raises(ValueError):
        draw.prepare("Meeting", 1, draw.ZEROS, slots, ["A", "B"])


@pytest.mark.parametrize(
    ("slot", "value", "fits"),
    [
        ("[3d10]", "029", True), ("[3d10]", "02", False), ("[3d6]", "166", True), ("[3d6]", "167", False), ("[3d6]", "106", False),
        ("stage one [card]", "7", True), ("anything", "0" * 64, True), ("anything", "0" * 65, False), ("anything", "", False),
        ("anything", "１２", False), ("[03d10]", "1", True),
    ],
)  # fmt: skip
def test_a_value_is_of_the_kind_its_label_declares(slot: str, value: str, fits: bool) -> None:
    assert draw.fits(slot, value) is fits


@pytest.mark.slow
def test_every_order_of_five_comes_as_often_as_any_other() -> None:
    counted = Counter(draw.order("ABCDE", draw.digest(f"fair {i}")) for i in range(FAIR_DRAWS))
    expected = FAIR_DRAWS / 120
    chi_square = sum((n - expected) ** 2 / expected for n in counted.values())
    assert len(counted) == 120
    assert CHI_SQUARE_BAND[0] < chi_square < CHI_SQUARE_BAND[1]


def test_words_that_would_favour_the_first_names_are_discarded() -> None:
    names = [f"{i:04}" for i in range(4_000)]
    picks = list(draw.picks(names, draw.digest("large")))
    discarded = [pick for pick in picks if pick.name is None]
    assert discarded
    assert all(int(pick.word, 16) >= 65_536 - 65_536 % pick.left for pick in discarded)
    assert sorted(pick.name for pick in picks if pick.name) == names


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    names=st.lists(st.sampled_from("甲乙丙丁戊己庚辛壬癸𠮷あé"), min_size=1, max_size=12, unique=True),
    values=st.lists(st.from_regex(r"[0-9]{12}", fullmatch=True), min_size=1, max_size=3),
    secret=st.integers(1, 2**256 - 1),
)
def test_what_is_made_is_found_true(names: list[str], values: list[str], secret: int) -> None:
    one = draw.prepare("大会", 1, draw.ZEROS, [f"slot {i} [12d10]" for i in range(len(values))], names)
    found = check(draw.transcript(one, values, f"{secret:064x}").encode())
    assert (found.step, found.remarks) == (None, ())


@pytest.mark.parametrize(("tamper", "step"), [pytest.param(tamper, step, id=name) for name, tamper, step in TAMPERED])
def test_what_was_touched_fails_at_its_step(tamper: Callable[[str], bytes], step: str) -> None:
    assert check(tamper(TRANSCRIPT)).step == step


def test_a_chain_holds_in_any_order_and_breaks_where_it_was_touched() -> None:
    records = lines()
    assert [found.step for found in check_all(list(reversed(records)))] == [None] * len(records)
    assert [found.remarks[-1][0] for found in check_all(records[2:3])] == ["The record before this one was not given."]
    first = draw.transcript(DRAW, VALUES[::-1], SECRET).encode()
    assert [found.step for found in check_all([first, *records[1:]])] == [None, "chain", *[None] * (len(records) - 2)]
    assert [found.step for found in check_all([first, *records])][:2] == ["chain", "chain"]
