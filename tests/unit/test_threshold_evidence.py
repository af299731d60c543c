"""What a proposal tells of groups and of pairs that would change: counted, drawn, and named."""

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from governance.register.evidence import GroupChange
from linkage_models.calibration.labels import Labels
from pipelines.groups import TITLES, Group, category_title
from pipelines.threshold_evidence.changed_pairs import changed_pairs
from pipelines.threshold_evidence.groups import LEAST_LABELS, group_changes, grouped, groups_of

AS_AT = date(2026, 9, 30)
BIRTH = {1: date(2022, 9, 30), 2: date(2021, 9, 30), 3: date(1990, 1, 1), 4: None}

Persons = dict[tuple[str, str], int]
Links = Sequence[tuple[int, int, float]]

# One, a girl of four, and three, a man: each has a record in two sources; two and four have one.
NIGHT: Persons = {
    ("gp", "a"): 1,
    ("school", "a"): 1,
    ("gp", "b"): 2,
    ("gp", "c"): 3,
    ("mental_health", "c"): 3,
    ("mental_health", "d"): 4,
}
LINKS: Links = ((1, 2, 12.0), (4, 5, 3.0))


def fill(con: DuckDBPyConnection, persons: Persons, links: Links, others: Links = ()) -> None:
    """Make what linkage leaves in the database in use: `others` are pairs that are no links."""
    con.execute("create schema linkage")
    keys = list(persons)
    numbers = list(range(1, len(keys) + 1))
    source, record_id = [key[0] for key in keys], [key[1] for key in keys]
    records = {"source": source, "record_id": record_id}
    con.from_arrow(pa.table({"record_number": numbers, **records})).create("linkage.record")
    of_person = {"person_id": list(persons.values()), "is_linkable": [True] * len(keys)}
    con.from_arrow(pa.table({**records, **of_person})).create("linkage.person_record")
    for name, rows in (("link", links), ("pair", (*links, *others))):
        table = {
            "record_number_l": pa.array([row[0] for row in rows], pa.int64()),
            "record_number_r": pa.array([row[1] for row in rows], pa.int64()),
            "match_weight": pa.array([row[2] for row in rows], pa.float64()),
            "is_cut": [False] * len(rows),
            # Two of the household of c are compared with each other.
            "closeness": ["one household" if row[1] == 6 else "elsewhere" for row in rows],
        }
        con.from_arrow(pa.table(table)).create(f"linkage.{name}")


def fill_traits(con: DuckDBPyConnection) -> None:
    for schema in ("family", "counts"):
        con.execute(f"create schema {schema}")
    ids = list(BIRTH)
    births = pa.array(BIRTH.values(), pa.date32())
    con.from_arrow(pa.table({"person_id": ids, "birth": births})).create("family.person")
    traits = {"sex": ["F", "F", "M", "M"], "ethnic_group": ["asian", "asian", "white", "white"]}
    con.from_arrow(pa.table({"person_id": ids, **traits})).create("counts.trait")
    deciles = ["decile 01", "decile 01", "decile 10", "not known"]
    con.from_arrow(pa.table({"person_id": ids, "imd_decile": deciles})).create("counts.place")


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    """A night, and a world beside it that is still empty."""
    with duckdb.connect() as con:
        for name in ("night", "world"):
            con.execute(f"attach ':memory:' as {name}")
        con.execute("use night")
        fill(con, NIGHT, LINKS)
        fill_traits(con)
        yield con


def labelled(rows: Sequence[tuple[str, str, str, str, bool]]) -> Labels:
    names = ("source_l", "record_id_l", "source_r", "record_id_r", "same")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return Labels(
        pairs=pa.table({**columns, "weight_of_sample": [2.0] * len(rows)}),
        unanswered=0,
        disputed=0,
        first_decided=None,
        last_decided=None,
    )


def change_to(
    con: DuckDBPyConnection,
    persons: Persons,
    links: Links,
    labels: Labels | None = None,
    others: Links = (),
) -> dict[tuple[str, str], GroupChange]:
    of_records = groups_of(con, AS_AT)
    before = grouped(con, of_records, labels)
    con.execute("use world")
    fill(con, persons, links, others)
    after = grouped(con, of_records, labels)
    return {(each.group, each.category): each for each in group_changes(before, after)}


def test_records_and_links_of_each_group_are_counted_before_and_after(
    con: DuckDBPyConnection,
) -> None:
    parted = NIGHT | {("mental_health", "c"): 9}
    found = change_to(con, parted, LINKS[:1])
    men, girls = found["sex", "M"], found["sex", "F"]
    assert (men.records, men.before.linked, men.before.links) == (3, 2, 1)
    assert (men.after.linked, men.after.links) == (0, 0)
    assert men.share_linked == (2 / 3, 0.0)
    assert men.links_per_record == (1 / 3, 0.0)
    assert girls.before == girls.after
    assert (girls.records, girls.before.linked, girls.before.links) == (3, 2, 1)


def test_a_group_keeps_its_records_whomever_they_are_taken_for(con: DuckDBPyConnection) -> None:
    joined = NIGHT | {("mental_health", "d"): 1}
    found = change_to(con, joined, (*LINKS, (2, 6, 1.0)))
    assert found["sex", "M"].records == 3
    assert (found["sex", "M"].before.linked, found["sex", "M"].after.linked) == (2, 3)
    # The link lies between a girl and a man: it is of both groups.
    assert found["sex", "M"].after.links == 2
    assert found["sex", "F"].after.links == 2


def test_ages_are_those_of_the_night_from_young_on_and_may_be_unknown(
    con: DuckDBPyConnection,
) -> None:
    found = change_to(con, NIGHT, LINKS)
    ages = {name: each.records for (group, name), each in found.items() if group == "age_group"}
    assert ages == {"0 to 4": 2, "5 to 17": 1, "35 to 64": 2, "not known": 1}
    assert list(ages) == ["0 to 4", "5 to 17", "35 to 64", "not known"]


def test_sources_tell_how_many_of_their_records_meet_one_of_the_other(
    con: DuckDBPyConnection,
) -> None:
    twice = NIGHT | {("gp", "b"): 1}
    found = change_to(con, twice, (*LINKS, (1, 3, 5.0)))
    gp_and_school = found["sources", "gp + school"]
    assert gp_and_school.records == 4
    assert (gp_and_school.before.linked, gp_and_school.after.linked) == (2, 3)
    alone = found["sources", "gp + gp"]
    assert (alone.records, alone.before.linked, alone.before.links) == (3, 0, 0)
    assert (alone.after.linked, alone.after.links) == (2, 1)
    assert ("sources", "mental_health + school") not in found


def test_links_within_a_household_are_told_apart(con: DuckDBPyConnection) -> None:
    con.execute("insert into linkage.pair values (4, 6, -3.0, false, 'one household')")
    joined = NIGHT | {("mental_health", "d"): 3}
    found = change_to(
        con, joined, (*LINKS, (4, 6, 1.0)), labelled([("gp", "c", "mental_health", "d", False)])
    )
    home, elsewhere = found["closeness", "one household"], found["closeness", "elsewhere"]
    assert (home.records, home.labels, home.after.linked, home.after.links) == (2, 1, 2, 1)
    assert (home.before.linked, home.before.links) == (0, 0)
    assert (home.before.labels_joined, home.after.labels_joined) == (0, 1)
    assert (elsewhere.records, elsewhere.before, elsewhere.labels) == (4, elsewhere.after, 0)


def test_every_group_that_is_told_of_has_words(con: DuckDBPyConnection) -> None:
    label = ("gp", "a", "school", "a", True)
    found = change_to(con, NIGHT, LINKS, labelled([label]))
    assert {group for group, _ in found} == set(Group)
    assert all(
        TITLES[Group(group)] and category_title(*cell) for cell in found for group in cell[:1]
    )


def test_groups_with_too_few_labels_say_so_and_give_rates_only(con: DuckDBPyConnection) -> None:
    found = change_to(con, NIGHT, LINKS, labelled([("gp", "a", "school", "a", True)]))
    girls = found["sex", "F"]
    assert (girls.labels, girls.labels_same, girls.before.labels_joined) == (1, 1, 1)
    assert girls.has_too_few_labels
    assert (girls.before.precision, girls.after.recall) == (None, None)
    assert found["sex", "M"].labels == 0


def test_enough_labels_tell_precision_and_recall_of_a_group_with_intervals() -> None:
    people = range(LEAST_LABELS + 10)
    joined: Persons = {(source, str(at)): at for at in people for source in ("gp", "school")}
    links = [(2 * at + 1, 2 * at + 2, 5.0) for at in people]
    # Four of the links are wrong, which only labels know; at the levels proposed ten are parted.
    labels = labelled([("gp", str(at), "school", str(at), at >= 4) for at in people])
    parted = joined | {("school", str(at)): 100 + at for at in people if at < 10}
    with duckdb.connect() as con:
        for name in ("night", "world"):
            con.execute(f"attach ':memory:' as {name}")
        con.execute("use night")
        fill(con, joined, links)
        fill_traits(con)
        found = change_to(con, parted, links[10:], labels)
    everybody = found["sources", "gp + school"]
    before, after = everybody.before, everybody.after
    assert (everybody.labels, everybody.labels_same) == (40, 36)
    assert (before.labels_joined, after.labels_joined) == (40, 30)
    assert before.precision is not None
    assert before.recall is not None
    assert after.precision is not None
    assert after.recall is not None
    assert before.precision.share == pytest.approx(0.9)
    assert 0.7 < before.precision.low < 0.9 < before.precision.high < 1
    assert (before.recall.share, after.precision.share) == (1.0, 1.0)
    assert after.recall.share == pytest.approx(30 / 36)
    assert not everybody.has_too_few_labels


def test_pairs_that_change_are_named_by_their_records_with_both_weights(
    con: DuckDBPyConnection,
) -> None:
    moved = NIGHT | {("mental_health", "c"): 9, ("mental_health", "d"): 3}
    change_to(con, moved, (LINKS[0], (4, 6, 2.5)), others=((4, 5, -1.0),))
    found = changed_pairs(con, "2026-09-30")
    assert (found.joined, found.parted) == (1, 1)
    told = {
        (each.record_id_l, each.record_id_r): (
            each.is_joined,
            each.weight_before,
            each.weight_after,
        )
        for each in found.sample
    }
    assert told == {("c", "c"): (False, 3.0, -1.0), ("c", "d"): (True, None, 2.5)}
    assert {(each.source_l, each.source_r) for each in found.sample} == {("gp", "mental_health")}


def test_where_nothing_changes_no_pair_is_drawn(con: DuckDBPyConnection) -> None:
    change_to(con, NIGHT, LINKS)
    found = changed_pairs(con, "2026-09-30")
    assert (found.joined, found.parted, found.sample) == (0, 0, ())


def test_a_sample_is_drawn_from_every_pair_of_sources_and_the_same_again() -> None:
    sources = ["school"] * 60 + ["mental_health"] * 3
    apart: Persons = {("gp", str(at)): at for at in range(63)} | {
        (source, str(at)): 100 + at for at, source in enumerate(sources)
    }
    pairs = [(at + 1, at + 64, 0.5) for at in range(63)]
    with duckdb.connect() as con:
        for name, persons in (
            ("night", apart),
            ("world", {key: at % 100 for key, at in apart.items()}),
        ):
            con.execute(f"attach ':memory:' as {name}")
            con.execute(f"use {name}")
            fill(con, persons, pairs)
        first, again = changed_pairs(con, "2026-09-30"), changed_pairs(con, "2026-09-30")
        other = changed_pairs(con, "2026-10-31")
    assert (first.joined, len(first.sample)) == (63, 20)
    assert [each.source_r for each in first.sample].count("school") == 17
    assert [each.source_l for each in first.sample].count("gp") == 20
    assert first == again
    assert first != other
