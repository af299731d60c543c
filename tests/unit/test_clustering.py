"""Where clusters are parted: by shape, by what is known of two records, by what people said."""

from collections.abc import Iterator
from itertools import pairwise

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.person.checks import BRIDGE, CONFLICT, DECIDED, MOST_RECORDS, TOO_MANY
from pipelines import steps
from tests.clusters import KNOWN, Link, check, counts, people, set_aside

NHS, OTHER_NHS = "9992719915", "9998839440"


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        steps.begin(connection)
        yield connection


def triangle(letters: str, weight: float) -> list[Link]:
    a, b, c = tuple(letters)
    return [(a, b, weight), (b, c, weight), (a, c, weight)]


def test_one_link_between_two_dense_groups_is_no_person(con: DuckDBPyConnection) -> None:
    people(con, **{letter: {} for letter in "abcdef"})
    found = check(con, *triangle("abc", 10.0), *triangle("def", 10.0), ("c", "d", 15.0))
    assert (found.persons, found.cuts) == ({"abc", "def"}, {"cd": BRIDGE.name})


def test_an_exact_identifier_between_two_dense_groups_holds(con: DuckDBPyConnection) -> None:
    people(con, **{letter: {} for letter in "abcdef"})
    found = check(con, *triangle("abc", 10.0), *triangle("def", 10.0), ("c", "d", 15.0, True))
    assert found.persons == {"abcdef"}


def test_two_links_between_two_groups_are_no_bridge(con: DuckDBPyConnection) -> None:
    people(con, **{letter: {} for letter in "abcdef"})
    between: list[Link] = [("c", "d", 10.0), ("b", "e", 10.0)]
    found = check(con, *triangle("abc", 10.0), *triangle("def", 10.0), *between)
    assert found.persons == {"abcdef"}


def test_a_person_of_too_many_records_keeps_only_the_strongest_links(
    con: DuckDBPyConnection,
) -> None:
    names = [f"r{place:02}" for place in range(MOST_RECORDS + 1)]
    people(con, **{name: {} for name in names})
    chain: list[Link] = [
        (one, other, 30.0 if place < 3 else 10.0)
        for place, (one, other) in enumerate(pairwise(names))
    ]
    found = check(con, *chain)
    assert found.persons == {"r00r01r02r03", *names[4:]}
    assert set(found.cuts.values()) == {TOO_MANY.name}
    assert set_aside(con)[:2] == [(1, TOO_MANY.name, 1), (2, TOO_MANY.name, 1)]
    assert found.checked.set_aside == len(names)


def test_a_person_of_as_many_records_as_may_be_stays_whole(con: DuckDBPyConnection) -> None:
    names = [f"r{place:02}" for place in range(MOST_RECORDS)]
    people(con, **{name: {} for name in names})
    found = check(con, *((one, other, 10.0) for one, other in pairwise(names)))
    assert found.persons == {"".join(names)}


# Where a cluster is parted.


def test_a_link_of_the_pair_itself_goes_first(con: DuckDBPyConnection) -> None:
    people(con, a={}, b={}, c={})
    found = check(con, ("a", "b", 30.0), ("b", "c", 10.0), apart=["ab"])
    assert (found.persons, found.cuts) == ({"a", "bc"}, {"ab": KNOWN})


def test_links_within_each_of_the_two_outlast_a_stronger_one_between(
    con: DuckDBPyConnection,
) -> None:
    people(con, **{letter: {} for letter in "abcxyz"})
    found = check(
        con, *triangle("abc", 10.0), *triangle("xyz", 10.0), ("a", "x", 15.0), apart=["by"]
    )
    assert (found.persons, found.cuts) == ({"abc", "xyz"}, {"ax": KNOWN})


def test_clusters_without_a_contradiction_are_left_whole(con: DuckDBPyConnection) -> None:
    people(con, a={"nhs_number": NHS}, b={"nhs_number": NHS}, c={}, d={})
    found = check(con, ("a", "b", 30.0, True), ("c", "d", 10.0))
    assert (found.persons, found.cuts, found.checked.failing) == ({"ab", "cd"}, {}, 0)
    assert set(counts(con).values()) == {(0, 0, 0, 0)}


# Decisions of people.


def test_records_decided_to_be_same_join_without_any_link(con: DuckDBPyConnection) -> None:
    people(con, a={}, b={}, c={})
    found = check(con, ("b", "c", 10.0), said=[("ab", "same")])
    assert found.persons == {"abc"}


def test_no_check_and_no_guard_stops_what_a_person_decided(con: DuckDBPyConnection) -> None:
    people(con, a={"nhs_number": NHS}, b={"nhs_number": OTHER_NHS})
    found = check(con, ("a", "b", -30.0), apart=["ab"], said=[("ab", "same")])
    assert found.persons == {"ab"}
    assert counts(con)["two verified NHS numbers"] == (0, 0, 0, 1)
    assert counts(con)[KNOWN] == (0, 0, 0, 1)


def test_what_exact_identifiers_tie_to_records_decided_same_goes_with_them(
    con: DuckDBPyConnection,
) -> None:
    people(
        con,
        a={"nhs_number": NHS},
        b={"nhs_number": OTHER_NHS},
        c={"nhs_number": NHS},
        d={"nhs_number": OTHER_NHS},
        e={"nhs_number": OTHER_NHS},
    )
    sure: list[Link] = [("a", "c", 30.0, True), ("b", "d", 30.0, True)]
    found = check(con, *sure, ("c", "e", 12.0), said=[("ab", "same")])
    assert found.persons == {"abcd", "e"}


def test_records_decided_to_be_different_are_parted_whatever_joins_them(
    con: DuckDBPyConnection,
) -> None:
    people(con, a={"nhs_number": NHS}, b={"nhs_number": NHS}, c={})
    links: list[Link] = [("a", "b", 40.0, True), ("b", "c", 12.0), ("a", "c", 10.0)]
    found = check(con, *links, said=[("ab", "different")])
    assert found.persons == {"a", "bc"}
    assert found.cuts == {"ab": DECIDED.name, "ac": DECIDED.name}


def test_a_conflict_of_decisions_joins_nothing_and_waits_for_people(
    con: DuckDBPyConnection,
) -> None:
    people(con, a={}, b={}, c={}, d={})
    said = [("ab", "same"), ("bc", "same"), ("ac", "different")]
    found = check(con, ("b", "c", 12.0), ("c", "d", 12.0), said=said)
    assert found.persons == {"a", "bcd"}
    assert set_aside(con) == [(1, CONFLICT.name, 1), (2, CONFLICT.name, 2), (3, CONFLICT.name, 2)]
    assert counts(con)[CONFLICT.name] == (2, 3, 0, 0)
