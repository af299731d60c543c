"""Any nights: every unit has one key, every key is one unit's, the unchanged keep theirs."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit_nights import Child, KnownUnits, UnitNights

CHILDREN = [f"child {number}" for number in range(6)]
CARERS = ["aunt", "father", "mother"]

# A night knows some children, each with the number of its unit and who cares for it.
known_child = st.tuples(st.integers(0, 3), st.sets(st.sampled_from(CARERS)))
night_of = st.dictionaries(st.sampled_from(CHILDREN), known_child)
Drawn = dict[str, tuple[int, set[str]]]


def units_of(drawn: Drawn) -> list[list[Child]]:
    units = defaultdict(list)
    for name, (unit, carers) in drawn.items():
        units[unit].append(Child(name, carers=sorted(carers)))
    return list(units.values())


def check_one_key_each(night: KnownUnits, drawn: Drawn) -> None:
    assert night.keys.keys() == drawn.keys()
    assert not night.absent.keys() & drawn.keys()
    keys = [night.key(*(child.name for child in unit)) for unit in units_of(drawn)]
    assert len(set(keys)) == len(keys)


@settings(max_examples=25, deadline=None)
@given(st.lists(night_of, min_size=2, max_size=3))
def test_every_child_has_one_key_and_every_key_one_unit(drawn: list[Drawn]) -> None:
    nights = UnitNights()
    seen: set[str] = set()
    for each in drawn:
        night = nights.night(*units_of(each))
        check_one_key_each(night, each)
        seen |= each.keys()
        assert night.keys.keys() | night.absent.keys() == seen


@settings(max_examples=25, deadline=None)
@given(night_of, st.sets(st.sampled_from(CHILDREN)), st.sets(st.sampled_from(CARERS)))
def test_whatever_vanishes_for_a_night_the_units_come_back_under_their_keys(
    drawn: Drawn, lost: set[str], lost_carers: set[str]
) -> None:
    nights = UnitNights()
    first = nights.night(*units_of(drawn))
    part = {
        name: (unit, carers - lost_carers)
        for name, (unit, carers) in drawn.items()
        if name not in lost
    }
    second = nights.night(*units_of(part))
    assert second.keys == {name: first.keys[name] for name in part}
    third = nights.night(*units_of(drawn))
    assert third.keys == first.keys
    assert {each.change for each in third.changes} <= {"returned", "joined"}


@settings(max_examples=25, deadline=None)
@given(night_of, night_of)
def test_a_key_goes_to_no_unit_that_shares_no_child_with_it(before: Drawn, after: Drawn) -> None:
    nights = UnitNights()
    first = nights.night(*units_of(before))
    second = nights.night(*units_of(after))
    for unit in units_of(after):
        children = {child.name for child in unit}
        key = second.key(*children)
        if key in first.keys.values():
            assert children & {name for name, then in first.keys.items() if then == key}


@settings(max_examples=25, deadline=None)
@given(night_of, night_of)
def test_changes_account_for_every_child_that_came_left_or_is_of_another_unit(
    before: Drawn, after: Drawn
) -> None:
    nights = UnitNights()
    first = nights.night(*units_of(before))
    second = nights.night(*units_of(after))
    told: dict[str, int] = defaultdict(int)
    for each in second.changes:
        assert each.reason
        told[each.change] += each.children
    moved = {name for name in before.keys() & after.keys() if first.keys[name] != second.keys[name]}
    assert told["merged"] + told["split"] + told["moved"] == len(moved)
    went = {first.keys[name] for name in before.keys() - after.keys()}
    assert {each.unit_key for each in second.changes if each.change in ("gone", "left")} <= went
    came = len(after.keys() - before.keys()) if before else 0
    assert told["new"] + told["joined"] <= came
