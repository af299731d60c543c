"""Which unit keeps a key from night to night: units are given, and only their keys judged."""

from dataclasses import replace
from datetime import date, timedelta

from tests.identities import counted
from tests.unit_nights import Child, Elsewhere, UnitNights

ANN, BEN, CAT = Child("ann"), Child("ben"), Child("cat")
OTHER = Child("dan", carers=("other",), home="elsewhere")
DUE = date(2026, 12, 1)
UNBORN = Child("unborn", birth=DUE, is_unborn=True)


def test_units_keep_their_keys_when_nothing_changes() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN], [OTHER])
    second = nights.night([OTHER], [BEN, ANN])
    assert first.key("ann", "ben") != first.key("dan")
    assert second.keys == first.keys
    assert second.continued.units_known == 2
    assert second.continued.members_absent == 0


def test_a_unit_keeps_its_key_when_every_adult_is_another() -> None:
    nights = UnitNights()
    first = nights.night([ANN])
    second = nights.night([replace(ANN, carers=("grandmother", "uncle"))])
    assert second.keys == first.keys


def test_the_same_adults_with_other_children_are_another_unit() -> None:
    nights = UnitNights()
    first = nights.night([ANN], [OTHER])
    second = nights.night([Child("new")], [OTHER], elsewhere={"ann": Elsewhere()})
    assert second.key("new") not in first.keys.values()
    assert second.key("dan") == first.key("dan")


def test_of_the_parts_of_a_unit_the_one_with_most_children_keeps_the_key() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN, CAT])
    second = nights.night([ANN], [BEN, CAT])
    assert second.key("ben", "cat") == first.key("ann")
    assert second.key("ann") not in first.keys.values()


def test_more_children_outweigh_more_adults() -> None:
    nights = UnitNights()
    three = ("mother", "father", "grandmother")
    first = nights.night([replace(ANN, carers=three), BEN, CAT])
    second = nights.night(
        [replace(ANN, carers=three)], [replace(each, carers=()) for each in (BEN, CAT)]
    )
    assert second.key("ben", "cat") == first.key("ann")


def test_of_two_units_alike_in_children_the_one_whose_adults_stay_gives_the_key() -> None:
    nights = UnitNights()
    first = nights.night([Child("ann", carers=("gone",))], [Child("ben", carers=("stays",))])
    carers = ("stays",)
    second = nights.night([Child("ann", carers=carers), Child("ben", carers=carers)])
    assert second.key("ann", "ben") == first.key("ben")


def test_units_that_were_apart_for_a_night_are_one_under_the_older_key() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN])
    apart = nights.night([ANN], [replace(BEN, carers=("mother", "father"))])
    third = nights.night([ANN, replace(BEN, carers=("mother", "father"))])
    assert apart.key("ann") != apart.key("ben")
    assert third.key("ann", "ben") == first.key("ann")


def test_units_that_were_one_for_a_night_are_two_again_under_their_keys() -> None:
    nights = UnitNights()
    ann, ben = Child("ann", carers=("stays",)), Child("ben", carers=("gone",))
    first = nights.night([ann], [ben], [OTHER])
    one = nights.night([ann, replace(ben, carers=("stays",))], [OTHER])
    assert one.key("ann", "ben") == first.key("ann")
    third = nights.night([replace(ann, carers=())], [replace(ben, carers=("stays",))], [OTHER])
    assert third.keys == first.keys
    (change,) = third.changes
    assert (change.change, change.unit_key) == ("split", first.key("ann"))
    fourth = nights.night([ann], [ben], [OTHER])
    assert fourth.keys == first.keys


def test_a_child_that_was_away_when_its_unit_ended_still_knows_its_key() -> None:
    nights = UnitNights()
    first = nights.night([ANN], [BEN, CAT, OTHER])
    nights.night([ANN, BEN, CAT, OTHER])
    second = nights.night([BEN, CAT, OTHER])
    assert second.absent == {"ann": first.key("ben")}
    assert nights.night([ANN], [BEN, CAT, OTHER]).keys == first.keys


def test_a_child_that_vanishes_for_a_night_comes_back_under_the_key_of_its_unit() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN], [OTHER])
    second = nights.night([ANN])
    assert second.absent == {"ben": first.key("ben"), "dan": first.key("dan")}
    assert nights.night([ANN, BEN], [OTHER]).keys == first.keys


def test_a_child_of_whom_only_contacts_are_left_for_a_night_is_remembered() -> None:
    nights = UnitNights()
    first = nights.night([ANN])
    second = nights.night(elsewhere={"ann": Elsewhere(is_child=True)})
    assert second.absent == first.keys
    assert nights.night([ANN]).keys == first.keys


def test_who_grew_up_or_died_is_remembered_in_no_unit() -> None:
    nights = UnitNights()
    nights.night([ANN, BEN])
    gone = {"ann": Elsewhere(), "ben": Elsewhere(is_child=True, is_dead=True)}
    second = nights.night(elsewhere=gone)
    assert second.units.num_rows == 0


def test_a_child_is_remembered_for_the_stated_time_and_no_longer() -> None:
    nights = UnitNights(remembered_for=timedelta(days=10))
    first = nights.night([ANN], [OTHER])
    assert nights.night([OTHER], days=10).absent == {"ann": first.key("ann")}
    assert nights.night([OTHER], days=1).absent == {}


def test_who_may_not_be_remembered_is_a_member_of_nothing() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN])
    second = nights.night([ANN], forgotten=["ben"])
    assert second.keys == {"ann": first.key("ann")}
    assert second.absent == {}
    assert second.changes == ()


def test_homes_are_not_kept_of_children_who_are_not_delivered() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN])
    assert all(row["homes"] for row in first.units.to_pylist() if row["is_child"])
    second = nights.night([ANN])
    assert {row["homes"] and row["person_key"] for row in second.units.to_pylist()} == {None, "ann"}


def test_a_child_who_is_one_person_with_another_brings_the_unit_along() -> None:
    nights = UnitNights()
    first = nights.night([ANN])
    second = nights.night([Child("whole")], merged={"ann": "whole"})
    assert second.key("whole") == first.key("ann")
    assert second.absent == {}


def test_of_two_children_wrongly_made_one_the_unit_of_the_one_that_is_left_keeps_its_key() -> None:
    nights = UnitNights(make_keys=lambda count: [f"k{9 - number}" for number in range(count)])
    first = nights.night([ANN], [OTHER])
    second = nights.night([OTHER], merged={"ann": "dan"})
    assert second.key("dan") == first.key("dan")


def test_an_absent_child_follows_where_most_of_its_unit_went() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN], [Child("eve"), Child("fay"), Child("guy")])
    second = nights.night([ANN, Child("eve"), Child("fay"), Child("guy")])
    assert second.absent == {"ben": first.key("eve")}
    assert nights.night([BEN]).key("ben") == first.key("eve")


def test_a_birth_goes_on_in_the_unit_of_the_unborn_child_that_is_still_delivered() -> None:
    nights = UnitNights()
    first = nights.night([UNBORN])
    second = nights.night([Child("baby", birth=DUE)], births={"unborn": "baby"})
    assert second.keys == {"baby": first.key("unborn")}
    assert second.absent == {}


def test_a_birth_goes_on_in_the_unit_of_an_unborn_child_that_is_not_delivered_any_more() -> None:
    nights = UnitNights()
    first = nights.night([UNBORN])
    second = nights.night([Child("baby", birth=DUE + timedelta(days=42))])
    assert second.keys == {"baby": first.key("unborn")}


def test_a_birth_long_before_or_by_another_mother_is_not_the_one_expected() -> None:
    for baby in (
        Child("baby", birth=DUE - timedelta(days=43)),
        Child("baby", birth=DUE, carers=("other",)),
    ):
        nights = UnitNights()
        first = nights.night([UNBORN])
        assert nights.night([baby]).key("baby") not in first.keys.values()


def test_keys_of_the_night_do_not_depend_on_what_keys_there_were() -> None:
    one, other = UnitNights(make_keys=counted("a")), UnitNights(make_keys=counted("b"))
    for nights in (one, other):
        nights.night([ANN, BEN], [OTHER])
        nights.night([ANN], [BEN], [OTHER])
    assert one.last is not None
    assert other.last is not None
    assert one.last.continued == other.last.continued
    assert {child: key[1:] for child, key in one.last.keys.items()} == {
        child: key[1:] for child, key in other.last.keys.items()
    }
