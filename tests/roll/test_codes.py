"""Badge codes: what a tired volunteer types wrongly is caught before anybody is let in by it."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.badge_codes import ALPHABET, LENGTH, digest, make, normalise, valid

members = st.integers(1, 1_000_000)
codes = st.builds(make, st.binary(min_size=32, max_size=32), members, st.integers(0, 9))


@given(codes)
def test_a_code_is_valid_and_has_sixteen_characters_of_the_alphabet(code: str) -> None:
    assert valid(code)
    assert len(code) == LENGTH == 16 and set(code) <= set(ALPHABET)


def test_the_alphabet_has_no_characters_that_look_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set("01ILO") & set(ALPHABET)


@given(codes)
def test_every_single_wrong_character_is_caught(code: str) -> None:
    wrong = (code[:i] + c + code[i + 1 :] for i in range(LENGTH) for c in ALPHABET if c != code[i])
    assert not any(map(valid, wrong))


@given(codes)
def test_every_swap_of_two_characters_is_caught(code: str) -> None:
    for i in range(LENGTH):
        for j in range(i + 1, LENGTH):
            if code[i] != code[j]:
                letters = list(code)
                letters[i], letters[j] = letters[j], letters[i]
                assert not valid("".join(letters))


@given(codes)
def test_a_missing_or_an_extra_character_is_caught(code: str) -> None:
    assert not valid(code[:-1]) and not valid(code + "A") and not valid("")


@given(codes, st.sampled_from([" ", "-", "\u3000", "–", ""]))
def test_what_people_type_means_the_same_code(code: str, gap: str) -> None:
    typed = gap.join(code[i : i + 4] for i in range(0, LENGTH, 4)).lower()
    full_width = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() and c.isascii() else c for c in typed)
    assert normalise(typed) == normalise(full_width) == normalise(code) == code
    assert digest(typed) == digest(code)


@given(st.text(max_size=60))
def test_no_text_of_any_kind_is_a_code_by_chance_or_breaks_it(text: str) -> None:
    code = normalise(text)
    assert len(digest(text)) == 64
    if valid(code):
        assert len(code) == LENGTH


def test_each_member_each_replacement_and_each_file_has_another_code() -> None:
    a, b = secrets.token_bytes(32), secrets.token_bytes(32)
    made = [make(secret, member, generation) for secret in (a, b) for member in range(1, 500) for generation in (0, 1)]
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_every_place_of_a_code_takes_every_character(place: int) -> None:
    secret = b"\7" * 32
    assert {make(secret, member, 0)[place] for member in range(1, 600)} == set(ALPHABET)
