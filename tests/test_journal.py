"""The chain, and canonical JSON that an auditor can make with the standard library."""

from __future__ import annotations

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kiosk.store import journal
from tests.conftest import Hall
from tests.support.members import enrol_many

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
)


@given(values)
def test_canonical_json_is_what_the_standard_library_gives(value: object) -> None:
    expected = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    assert journal.canonical(value) == expected


def test_an_auditor_recomputes_the_chain_with_the_standard_library_alone(hall: Hall) -> None:
    for member in enrol_many(hall, 3):
        hall.run("check_in", member=member)
    previous = "0" * 64
    for row in hall.db.execute("select * from entry order by seq"):
        entry = dict(row)
        assert sha256(f"{entry['salt']}\n{entry['data']}".encode()).hexdigest() == entry["data_hash"]
        names = ("seq", "at", "actor", "kind", "data_hash", "command_id", "previous_hash")
        text = json.dumps({n: entry[n] for n in names}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert entry["previous_hash"] == previous
        previous = sha256(text.encode()).hexdigest()
        assert previous == entry["hash"]


def test_the_data_may_be_withheld_and_the_chain_still_holds(hall: Hall) -> None:
    """Every hash but data_hash is made without the data."""
    for row in hall.db.execute("select * from entry order by seq"):
        assert row["data"] not in (row["hash"], row["data_hash"])
        assert len(row["salt"]) == 32
