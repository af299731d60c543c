"""Units of more children than families have: parted at the weakest links, if none is stated."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage_models.family.partition import (
    CHILDREN_AT_MOST,
    LARGE,
    PARTED,
    SiblingLinks,
    partition,
)

Link = tuple[int, int, bool, float]


def links_of(rows: list[Link]) -> SiblingLinks:
    left, right, is_stated, weight = zip(*rows, strict=True) if rows else ((), (), (), ())
    return SiblingLinks(
        left=np.array(left, dtype=np.int64),
        right=np.array(right, dtype=np.int64),
        is_stated=np.array(is_stated, dtype=np.bool_),
        weight=np.array(weight, dtype=np.float64),
    )


def chain(first: int, last: int, *, is_stated: bool, weight: float = 10.0) -> list[Link]:
    return [(one, other, is_stated, weight) for one, other in pairwise(range(first, last + 1))]


def test_children_without_links_are_units_of_their_own() -> None:
    unit, flags = partition(3, links_of([]))
    assert unit.tolist() == [0, 1, 2]
    assert flags == {}


def test_as_many_children_as_a_family_has_stay_one_unit_without_a_flag() -> None:
    unit, flags = partition(CHILDREN_AT_MOST, links_of(chain(0, 7, is_stated=False)))
    assert unit.tolist() == [0] * CHILDREN_AT_MOST
    assert flags == {}


def test_two_families_chained_by_a_weak_tie_are_parted_there() -> None:
    rows = [
        *chain(0, 4, is_stated=False),
        (4, 5, False, 1.0),
        *chain(5, 9, is_stated=False),
        *chain(10, 11, is_stated=False),
    ]
    unit, flags = partition(12, links_of(rows))
    assert unit.tolist() == [0] * 5 + [5] * 5 + [10] * 2
    assert flags == {0: PARTED, 5: PARTED}


def test_nine_children_whom_sources_state_stay_together_and_are_flagged() -> None:
    unit, flags = partition(9, links_of(chain(0, 8, is_stated=True)))
    assert unit.tolist() == [0] * 9
    assert flags == {0: LARGE}


def test_what_is_inferred_is_cut_before_what_is_stated_however_much_it_weighs() -> None:
    rows = [
        *chain(0, 4, is_stated=True, weight=2.0),
        (4, 5, False, 30.0),
        *chain(5, 9, is_stated=True, weight=2.0),
    ]
    unit, flags = partition(10, links_of(rows))
    assert unit.tolist() == [0] * 5 + [5] * 5
    assert set(flags.values()) == {PARTED}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[int, list[Link]]:
    count = draw(st.integers(1, 24))
    ends = st.integers(0, count - 1)
    row = st.tuples(ends, ends, st.booleans(), st.sampled_from([-5.0, 0.0, 4.0, 9.0]))
    rows = draw(st.lists(row, max_size=40))
    return count, [(min(a, b), max(a, b), s, w) for a, b, s, w in rows if a != b]


@given(worlds())
def test_a_partition_keeps_stated_families_whole_and_depends_on_no_order(
    world: tuple[int, list[Link]],
) -> None:
    count, rows = world
    unit, flags = partition(count, links_of(rows))
    assert all(unit[one] == unit[other] for one, other, is_stated, _ in rows if is_stated)
    sizes = np.bincount(unit, minlength=count)
    for lowest in np.flatnonzero(sizes > CHILDREN_AT_MOST).tolist():
        assert flags[lowest] == LARGE
    assert all(unit[lowest] == lowest for lowest in unit.tolist())
    again, flagged = partition(count, links_of(sorted(rows, reverse=True)))
    assert again.tolist() == unit.tolist()
    assert flagged == flags


@pytest.mark.parametrize("extra", [0, 1])
def test_parts_join_again_only_while_they_stay_small(extra: int) -> None:
    rows = [
        *chain(0, 3, is_stated=True),
        *chain(4, 7 + extra, is_stated=True),
        (3, 4, False, 5.0),
        (7 + extra, 8 + extra, False, 1.0),
    ]
    unit, _ = partition(9 + extra, links_of(rows))
    assert (unit[0] == unit[4]) == (extra == 0)
