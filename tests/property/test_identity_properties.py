"""Any nights: every record has one key, every key is one person's, the unchanged keep theirs."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage_models.identity.keys import pair_off
from tests.identities import KnownNight, Nights

RECORDS = [f"{source}/{number}" for source in "abc" for number in range(4)]

# A night delivers some records, each with the number of a person.
night_of = st.dictionaries(st.sampled_from(RECORDS), st.integers(0, 5))


def persons_of(drawn: dict[str, int]) -> list[list[str]]:
    persons = defaultdict(list)
    for record, person in drawn.items():
        persons[person].append(record)
    return list(persons.values())


def check_one_key_each(night: KnownNight, persons: list[list[str]]) -> None:
    delivered = {record for person in persons for record in person}
    assert night.keys.keys() == delivered
    assert not night.absent.keys() & delivered
    keys = [night.key(*person) for person in persons]
    assert len(set(keys)) == len(keys)


@settings(max_examples=40, deadline=None)
@given(st.lists(night_of, min_size=2, max_size=4))
def test_every_record_has_one_key_and_every_key_one_person(drawn: list[dict[str, int]]) -> None:
    nights = Nights()
    seen: set[str] = set()
    for each in drawn:
        night = nights.night(*persons_of(each))
        check_one_key_each(night, persons_of(each))
        seen |= each.keys()
        assert night.keys.keys() | night.absent.keys() == seen


@settings(max_examples=40, deadline=None)
@given(night_of, st.sets(st.sampled_from(RECORDS)))
def test_whoever_is_the_same_after_any_loss_of_records_keeps_the_key(
    drawn: dict[str, int], lost: set[str]
) -> None:
    nights = Nights()
    first = nights.night(*persons_of(drawn))
    part = {record: person for record, person in drawn.items() if record not in lost}
    second = nights.night(*persons_of(part))
    assert second.keys == {record: first.keys[record] for record in part}
    assert second.keys | second.absent == first.keys
    third = nights.night(*persons_of(drawn))
    assert third.keys == first.keys
    assert {each.change for each in third.changes} <= {"returned"}


@settings(max_examples=40, deadline=None)
@given(night_of, night_of)
def test_changes_account_for_every_record_that_is_of_another_person(
    before: dict[str, int], after: dict[str, int]
) -> None:
    nights = Nights()
    first = nights.night(*persons_of(before))
    second = nights.night(*persons_of(after))
    moved = [
        record for record in before.keys() & after if first.keys[record] != second.keys[record]
    ]
    told = [each for each in second.changes if each.change in ("merged", "split")]
    assert sum(each.records for each in told) == len(moved)
    assert all(each.person_key != each.other_key for each in told)
    gone = {first.keys[record] for record in before} - {
        first.keys[record] for record in before.keys() & after
    }
    assert {each.person_key for each in second.changes if each.change == "gone"} == gone


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40))
def test_pairing_off_in_rounds_is_pairing_off_one_by_one(rows: list[tuple[int, int]]) -> None:
    persons: set[int] = set()
    keys: set[int] = set()
    expected = []
    for number, (person, key) in enumerate(rows):
        if person not in persons and key not in keys:
            expected.append(number)
            persons.add(person)
            keys.add(key)
    left, right = (np.array([row[end] for row in rows], dtype=np.int64) for end in (0, 1))
    assert pair_off(left, right).tolist() == expected
