"""What of a record is compared, and how linked records become persons."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person import resolve
from linkage_models.person.preparing import prepare_records
from tests.person_rows import (
    CHILD_BORN,
    NO_BIRTH,
    Row,
    home,
    laid_out,
    pairs_told,
    person,
    persons,
    prepared,
    tie,
    weighed,
)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


def test_withheld_unnamed_and_unborn_records_are_not_linked(con: DuckDBPyConnection) -> None:
    person(con, "linked", given_name="ADA")
    person(con, "withheld", given_name="ADA", is_restricted=True)
    person(con, "unnamed", given_name="ADA", family_name=None)
    person(con, "surname only")
    person(con, "unborn", given_name="ADA", expected_date_of_birth=date(2026, 12, 1))
    person(con, "born", date_of_birth=CHILD_BORN, expected_date_of_birth=date(2015, 5, 28))
    assert prepared(con).keys() == {"linked", "born"}


def test_a_default_birth_date_and_an_unknown_sex_are_not_compared(con: DuckDBPyConnection) -> None:
    person(con, "a", given_name="ADA", date_of_birth=NO_BIRTH, date_of_birth_quality="default")
    person(con, "b", given_name="ADA", date_of_birth=CHILD_BORN, sex="U")
    records = prepared(con)
    assert records["a"]["date_of_birth"] is None
    assert records["a"]["date_of_birth_text"] is None
    assert records["b"]["date_of_birth_text"] == "20150601"
    assert records["b"]["sex"] is None


def test_names_are_compared_with_their_parts_and_formal_forms(con: DuckDBPyConnection) -> None:
    person(
        con,
        "a",
        given_name="KATE",
        middle_names="ROSE",
        family_name="BELL MOSSOP",
        other_family_names=["ADAIR"],
    )
    record = prepared(con)["a"]
    assert {"KATE", "CATHERINE"} <= set(record["given_names"])
    assert record["middle_names"] == ["ROSE"]
    assert record["family_names"] == ["ADAIR", "BELL", "BELL MOSSOP", "BELLMOSSOP", "MOSSOP"]


def test_where_post_is_sent_and_communal_places_are_no_evidence(con: DuckDBPyConnection) -> None:
    person(con, "a", given_name="ADA")
    home(con, "a", "9 POST ROAD", use="correspondence", postcode="QZ9 9AB")
    home(con, "a", "CARE HOME", kind="communal", postcode="QZ8 8AB")
    home(con, "a", "1 MILL LANE", to_date=date(2020, 1, 1))
    home(con, "a", "2 MILL LANE", postcode="QZ2 2AB", uprn="99900000001")
    record = prepared(con)["a"]
    assert record["address_keys"] == ["QZ1 1AB/1", "QZ2 2AB/2", "UPRN 99900000001"]
    assert record["current_postcode"] == "QZ2 2AB"


def test_a_contact_without_an_address_is_looked_for_at_the_childs(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    person(con, "contact", given_name="ADA", is_client=False)
    person(con, "client", given_name="EVE")
    home(con, "child")
    tie(con, "contact", "child")
    tie(con, "client", "child")
    records = prepared(con)
    assert records["contact"]["places"] == ["QZ1 1AB/1"]
    assert records["client"]["places"] == []
    assert records["contact"]["address_keys"] == []


def test_a_restricted_child_is_no_evidence_for_its_mother(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN, is_restricted=True)
    person(con, "mother", given_name="ADA", is_client=False)
    home(con, "child")
    tie(con, "mother", "child")
    mother = prepared(con)["mother"]
    assert (mother["relatives"], mother["places"], mother["born_before"]) == ([], [], None)


def test_a_contact_has_no_home_but_its_own_and_is_looked_for_at_every_childs(
    con: DuckDBPyConnection,
) -> None:
    for number, child in enumerate(("one", "other"), 1):
        person(con, child, given_name="IVY", family_name=f"{child.upper()}SON")
        home(con, child, f"{number} MILL LANE")
    for contact in ("homeless", "housed"):
        person(con, contact, given_name="ADA", is_client=False)
        tie(con, contact, "one")
        tie(con, contact, "other")
    home(con, "housed", "5 FAR ROAD", postcode="QZ5 5AB")
    records = prepared(con)
    assert records["homeless"]["address_keys"] == []
    assert records["homeless"]["places"] == ["QZ1 1AB/1", "QZ1 1AB/2"]
    assert records["housed"]["address_keys"] == ["QZ5 5AB/5"]
    assert records["housed"]["places"] == ["QZ1 1AB/1", "QZ1 1AB/2", "QZ5 5AB/5"]


def test_stated_ties_bound_a_birth_that_is_not_recorded(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    person(con, "parent", given_name="ADA")
    person(con, "partner", given_name="EVE")
    person(con, "aunt", given_name="UNA")
    tie(con, "parent", "child")
    person(con, "patient", given_name="BEA", date_of_birth=date(1990, 1, 1))
    tie(con, "partner", "patient", "partner_of")
    tie(con, "aunt", "child", "other_family")
    records = prepared(con)

    def bounds(record: str) -> tuple[date | None, date | None]:
        return records[record]["born_after"], records[record]["born_before"]

    assert bounds("parent") == (None, date(2003, 6, 1))
    assert bounds("partner") == (date(1965, 1, 1), date(2015, 1, 1))
    assert bounds("aunt") == (None, None)
    assert len(records["parent"]["relatives"]) == 1
    assert records["parent"]["relatives"] == records["aunt"]["relatives"]


def test_a_default_birth_date_of_a_child_says_nothing_of_its_parent(
    con: DuckDBPyConnection,
) -> None:
    person(con, "child", given_name="IVY", date_of_birth=NO_BIRTH, date_of_birth_quality="default")
    person(con, "parent", given_name="ADA")
    tie(con, "parent", "child")
    assert prepared(con)["parent"]["born_before"] is None


def test_two_children_of_one_name_and_default_birth_date_are_not_taken_for_one(
    con: DuckDBPyConnection,
) -> None:
    told = {"given_name": "IVY", "date_of_birth": NO_BIRTH, "date_of_birth_quality": "default"}
    for letter in "ab":
        person(con, f"child {letter}", **told)
        person(con, f"parent {letter}", given_name="ADA")
        tie(con, f"parent {letter}", f"child {letter}")
    records = prepared(con)
    assert records["parent a"]["relatives"] != records["parent b"]["relatives"]


# Resolution: linked records become persons.


def persons_of(
    con: DuckDBPyConnection, *pairs: tuple[str, str, float, str | None]
) -> set[frozenset[str]]:
    """Resolve records whose pairs are judged already: ends, weight, guard."""
    prepare_records(con)
    weighed(con)
    rows: list[tuple[str, str, Row]] = [
        (left, right, {"match_weight": weight, "guard": guard})
        for left, right, weight, guard in pairs
    ]
    pairs_told(con, "linkage.pair", rows)
    resolve.resolve_persons(con)
    return persons(con)


def test_records_join_at_the_threshold_and_not_below(con: DuckDBPyConnection) -> None:
    for record in "abc":
        person(con, record, given_name="ADA")
    at = thresholds.SAME_PERSON.weight
    found = persons_of(con, ("a", "b", at, None), ("b", "c", at - 0.01, None))
    assert found == {frozenset("ab"), frozenset("c")}


def test_records_that_a_source_ties_never_end_up_together(con: DuckDBPyConnection) -> None:
    for record in "abc":
        person(con, record, given_name="ADA")
    tie(con, "a", "c")
    found = persons_of(con, ("a", "b", 20.0, None), ("b", "c", 12.0, None))
    assert found == {frozenset("ab"), frozenset("c")}


def test_two_verified_nhs_numbers_never_end_up_together(con: DuckDBPyConnection) -> None:
    numbers = {"a": "9992719915", "b": None, "c": "9998839440"}
    for record, number in numbers.items():
        person(con, record, given_name="ADA", nhs_number=number, nhs_number_status="verified")
    found = persons_of(con, ("a", "b", 12.0, None), ("b", "c", 20.0, None))
    assert found == {frozenset("a"), frozenset("bc")}


def test_a_nameless_record_that_fits_two_twins_joins_neither(con: DuckDBPyConnection) -> None:
    person(con, "a", given_name="IVY", date_of_birth=CHILD_BORN)
    person(con, "b", given_name="ISLA", date_of_birth=CHILD_BORN)
    person(con, "nameless", date_of_birth=CHILD_BORN)
    found = persons_of(
        con,
        ("a", "b", -3.0, thresholds.TWINS.name),
        ("a", "nameless", 15.0, None),
        ("b", "nameless", 15.0, None),
    )
    assert found == {frozenset({"a"}), frozenset({"b"}), frozenset({"nameless"})}


def test_a_nameless_record_that_fits_one_person_joins_it(con: DuckDBPyConnection) -> None:
    person(con, "a", given_name="IVY", date_of_birth=CHILD_BORN)
    person(con, "b", given_name="IVY", date_of_birth=CHILD_BORN)
    person(con, "nameless", date_of_birth=CHILD_BORN)
    found = persons_of(
        con,
        ("a", "b", 25.0, None),
        ("a", "nameless", 15.0, None),
        ("b", "nameless", 15.0, None),
    )
    assert found == {frozenset({"a", "b", "nameless"})}


def test_a_person_has_the_birth_date_of_most_records_and_no_default_one(
    con: DuckDBPyConnection,
) -> None:
    odd = date(2015, 6, 2)
    for record, born, quality in (
        ("a", NO_BIRTH, "default"),
        ("b", odd, "full"),
        ("c", CHILD_BORN, "full"),
        ("d", CHILD_BORN, "full"),
    ):
        person(con, record, given_name="ADA", date_of_birth=born, date_of_birth_quality=quality)
    persons_of(con, *(("a", other, 20.0, None) for other in "bcd"))
    table = con.table("linkage.person").select("date_of_birth", "record_count", "source_count")
    assert table.fetchall() == [(CHILD_BORN, 4, 1)]


def test_a_record_that_cannot_be_linked_is_a_person_and_a_withheld_one_is_none(
    con: DuckDBPyConnection,
) -> None:
    person(con, "nameless", family_name=None)
    person(con, "withheld", given_name="ADA", is_restricted=True)
    person(con, "named", given_name="ADA")
    assert persons_of(con) == {frozenset({"nameless"}), frozenset({"named"})}
