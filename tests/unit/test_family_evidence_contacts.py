"""Which phones and e-mail addresses are evidence of family, and which tie nobody."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from linkage_models.family import evidence
from tests.family_night import ADULT_BORN, CHILD_BORN, Night


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        yield Night(con)


@pytest.mark.parametrize(
    ("born", "people", "is_theirs"),
    [
        (ADULT_BORN, evidence.CONTACT_SHARED_BY_AT_MOST, True),
        (ADULT_BORN, evidence.CONTACT_SHARED_BY_AT_MOST + 1, False),
        (CHILD_BORN, evidence.CONTACT_OF_CHILDREN_AT_MOST, True),
        (CHILD_BORN, evidence.CONTACT_OF_CHILDREN_AT_MOST + 1, False),
    ],
)
def test_a_phone_of_very_many_is_a_professionals(
    night: Night, born: date, people: int, is_theirs: bool
) -> None:
    for number in range(people):
        night.person(f"Person {number}", born)
        night.phone(f"Person {number}", "01632960001")
    points = night.told("family.person", "contact_points")
    assert any(points.values()) == is_theirs


def test_a_contact_point_is_told_apart_by_who_shares_it(night: Night) -> None:
    for name in ("Mum", "Dad", "Aunt", "Worker", "Child"):
        night.person(name)
    for name in ("Mum", "Dad"):
        night.home(name)
        night.phone(name, "01632960001")
    night.phone("Aunt", "07700900002")
    for name in ("Worker", "Child"):
        night.phone(name, "07700900003")
    night.tie("Worker", "Child", "professional")
    night.prepare()
    kinds = night.con.table("family.contact_point").select("value", "kind").fetchall()
    assert dict(kinds) == {
        "01632960001": "household",
        "07700900002": "personal",
        "07700900003": "professional",
    }
    used = night.con.table("family.contact").select("value").distinct().fetchall()
    assert {value for (value,) in used} == {"01632960001", "07700900002"}
