"""Any small town: the same records are the same persons, in whatever order and by whatever ids."""

from collections import Counter
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage_models import thresholds
from linkage_models.model import load_trained, untrained_levels
from linkage_models.person.model import PERSON_MODEL
from tests.small_towns import Persons, Rows, linked, shuffled, town

pytestmark = pytest.mark.slow

SEEDS = st.integers(min_value=0, max_value=2**32)
SHIPPED = load_trained(PERSON_MODEL)
# A town whose pairs teach: of so few records, those of some fall too clearly apart.
TAUGHT = 1


def in_another_order(rows: Rows, seed: int) -> Rows:
    """Put the rows of every table in another order."""
    return {name: Random(seed).sample(table, len(table)) for name, table in rows.items()}


def true_people(persons: Persons) -> list[set[str]]:
    """Return for each person found who its records truly are of: `gp/3-1` is person 3-1."""
    return [{record.partition("/")[2] for record in person} for person in persons]


@settings(max_examples=5, deadline=None)
@given(of_town=SEEDS, of_order=SEEDS)
def test_order_and_ids_of_records_change_nobody(of_town: int, of_order: int) -> None:
    rows = town(of_town, households=15)
    first = linked(rows, trained=SHIPPED)
    assert linked(rows, trained=SHIPPED).persons == first.persons
    moved, was = shuffled(rows, Random(of_order))
    again = linked(moved, trained=SHIPPED, was=was)
    assert again.persons == first.persons
    assert again.linked.resolution == first.linked.resolution


@settings(max_examples=5, deadline=None)
@given(of_town=SEEDS)
def test_every_record_is_of_one_person(of_town: int) -> None:
    rows = town(of_town, households=15)
    found = linked(rows, trained=SHIPPED)
    seen = Counter(record for person in found.persons for record in person)
    told = {f"{row['source']}/{row['record_id']}" for row in rows["person_record"]}
    assert seen == dict.fromkeys(told, 1)
    assert len(found.persons) == found.linked.resolution.persons


def test_numbers_learnt_from_the_records_are_the_same_twice_and_in_any_order() -> None:
    rows = town(TAUGHT)
    first, second = linked(rows), linked(in_another_order(rows, 5))
    assert first.linked.trained == second.linked.trained
    assert first.linked.borrowed == second.linked.borrowed
    assert first.persons == second.persons
    moved, was = shuffled(rows, Random(5))
    assert linked(moved, was=was).persons == first.persons


def test_numbers_learnt_from_the_records_are_their_own_and_complete() -> None:
    found = linked(town(TAUGHT))
    assert untrained_levels(found.linked.trained) == []
    assert found.linked.trained != SHIPPED
    assert found.linked.join == thresholds.SAME_PERSON.weight
    households = 40
    people = true_people(found.persons)
    assert all(len(each) == 1 for each in people)
    assert len(people) == pytest.approx(4 * households, rel=0.05)


def test_what_is_given_is_used_as_it_is_and_nothing_is_borrowed() -> None:
    found = linked(town(TAUGHT), trained=SHIPPED)
    assert found.linked.trained == SHIPPED
    assert found.linked.borrowed == ()


def numbers(trained: object) -> dict[str, tuple[object, object]]:
    """Return m and u of each level, `comparison: level` each."""
    told = cast("dict[str, list[dict[str, Any]]]", trained)["comparisons"]
    return {
        f"{each['output_column_name']}: {level['label_for_charts']}": (
            level.get("m_probability"),
            level.get("u_probability"),
        )
        for each in told
        for level in each["comparison_levels"]
    }


def test_what_the_records_do_not_tell_is_borrowed_and_told() -> None:
    found = linked({**town(TAUGHT), "address": [], "contact_point": []})
    to_learn = untrained_levels(PERSON_MODEL.settings().create_settings_dict("duckdb"))
    of_homes = {level for level in to_learn if level.startswith(("address: ", "contact_point: "))}
    assert of_homes
    assert of_homes <= set(found.linked.borrowed) < set(to_learn)
    learnt, shipped = numbers(found.linked.trained), numbers(SHIPPED)
    assert {level: learnt[level] for level in of_homes} == {
        level: shipped[level] for level in of_homes
    }
    exact = "given_name: Exact match on given_name"
    assert exact in learnt
    assert learnt[exact] != shipped[exact]


@pytest.mark.parametrize("seed", [2, 14])
def test_few_pairs_that_fall_clearly_apart_do_not_end_the_training(seed: int) -> None:
    found = linked(town(seed, households=20))
    assert untrained_levels(found.linked.trained) == []
    assert all(len(each) == 1 for each in true_people(found.persons))
