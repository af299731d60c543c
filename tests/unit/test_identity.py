"""Who keeps a key from one night to the next: the persons are given, and only their keys judged."""

from datetime import timedelta

from tests.identities import KnownNight, Nights, counted

ADA = ("gp/ada", "school/ada", "amh/ada")
BEN = ("gp/ben", "school/ben")


def test_a_first_night_gives_every_person_a_key_of_its_own() -> None:
    night = Nights().night(ADA, BEN)
    assert night.key(*ADA) != night.key(*BEN)
    assert night.continued.persons == 2
    assert night.continued.persons_known == 0


def test_of_a_first_night_nothing_is_said_to_have_changed() -> None:
    assert Nights().night(ADA, BEN).changes == ()


def test_persons_keep_their_keys_when_nothing_changes() -> None:
    nights = Nights()
    first = nights.night(ADA, BEN)
    second = nights.night(BEN, ADA)
    assert second.keys == first.keys
    assert second.changes == ()
    assert second.continued.persons_known == 2


def test_a_person_keeps_the_key_when_a_record_is_added_and_another_goes() -> None:
    nights = Nights()
    first = nights.night(ADA)
    second = nights.night(("csc/ada", "gp/ada", "school/ada"))
    assert second.key("csc/ada", "gp/ada", "school/ada") == first.key(*ADA)
    assert second.absent == {"amh/ada": first.key(*ADA)}
    assert second.changes == ()


def test_a_new_person_gets_a_key_that_nobody_had() -> None:
    nights = Nights()
    first = nights.night(ADA)
    second = nights.night(ADA, BEN)
    assert second.key(*ADA) == first.key(*ADA)
    assert second.key(*BEN) not in first.keys.values()


def test_a_person_takes_the_key_with_which_it_shares_most_records() -> None:
    nights = Nights()
    first = nights.night(ADA, BEN)
    second = nights.night((*ADA, "gp/ben"), ("school/ben",))
    assert second.key(*ADA, "gp/ben") == first.key(*ADA)
    assert second.key("school/ben") == first.key(*BEN)


def test_of_two_keys_shared_alike_the_one_of_the_smaller_person_wins() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2"), ("b/1", "b/2", "b/3"))
    second = nights.night(("a/1", "a/2", "b/1", "b/2"), ("b/3",))
    assert second.key("a/1", "a/2", "b/1", "b/2") == first.key("a/1")
    assert second.key("b/3") == first.key("b/3")


def test_of_two_keys_shared_alike_the_older_one_wins() -> None:
    nights = Nights()
    first = nights.night(("b/1", "b/2"))
    nights.night(("b/1", "b/2"), ("a/1", "a/2"))
    third = nights.night(("a/1", "a/2", "b/1", "b/2"))
    assert third.key("a/1", "a/2", "b/1", "b/2") == first.key("b/1")


def test_of_two_keys_alike_in_all_else_that_of_the_lowest_record_wins() -> None:
    nights = Nights(make_keys=lambda count: [f"k{9 - number}" for number in range(count)])
    first = nights.night(("a/1", "a/2"), ("b/1", "b/2"))
    second = nights.night(("a/1", "a/2", "b/1", "b/2"))
    assert second.key("a/1", "b/1") == first.key("a/1")


def test_of_the_parts_of_a_person_the_largest_keeps_the_key() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2", "a/3"))
    second = nights.night(("a/1",), ("a/2", "a/3"))
    assert second.key("a/2", "a/3") == first.key("a/1")
    assert second.key("a/1") not in first.keys.values()


def test_a_person_that_lost_its_key_to_a_larger_one_takes_the_next() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2", "a/3", "a/4", "a/5"), ("b/1", "b/2"))
    second = nights.night(("a/1", "a/2", "a/3"), ("a/4", "a/5", "b/1"), ("b/2",))
    assert second.key("a/1", "a/2", "a/3") == first.key("a/1")
    assert second.key("a/4", "a/5", "b/1") == first.key("b/1")
    assert second.key("b/2") not in first.keys.values()


def test_whoever_vanishes_for_a_night_comes_back_under_the_same_key() -> None:
    nights = Nights()
    first = nights.night(ADA, BEN)
    second = nights.night(BEN)
    third = nights.night(ADA, BEN)
    assert second.absent == {record: first.key(*ADA) for record in ADA}
    assert second.continued.records_absent == 3
    assert third.keys == first.keys
    assert third.absent == {}


def test_a_source_that_is_late_changes_no_key() -> None:
    nights = Nights()
    first = nights.night(ADA, BEN, ("school/eve",))
    late = nights.night(("gp/ada", "amh/ada"), ("gp/ben",))
    back = nights.night(ADA, BEN, ("school/eve",))
    assert late.key("gp/ada", "amh/ada") == first.key(*ADA)
    assert back.keys == first.keys


def test_parts_that_lacked_their_bridge_for_a_night_are_one_under_the_old_key() -> None:
    nights = Nights()
    first = nights.night(("a/1", "b/bridge", "c/1"))
    apart = nights.night(("a/1",), ("c/1",))
    again = nights.night(("a/1", "b/bridge", "c/1"))
    assert len(set(apart.keys.values())) == 2
    assert again.key("a/1", "b/bridge", "c/1") == first.key("a/1")


def test_an_absent_record_follows_where_its_person_went() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2"), ("b/1", "b/2", "b/3"))
    merged = nights.night(("a/1", "b/1", "b/2", "b/3"))
    assert merged.key("a/1", "a/2") == first.key("b/1")
    alone = nights.night(("a/2",), ("a/1", "b/1", "b/2", "b/3"))
    assert alone.key("a/1") == first.key("b/1")


def test_an_absent_record_stays_with_its_key_while_somebody_has_it() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2", "a/3", "a/4"))
    split = nights.night(("a/1",), ("a/2", "a/3"))
    assert split.key("a/2", "a/3", "a/4") == first.key("a/4")


def test_after_the_stated_time_an_absent_record_is_forgotten() -> None:
    nights = Nights(remembered_for=timedelta(days=10))
    first = nights.night(ADA, BEN)
    assert nights.night(BEN, days=10).key(*ADA) == first.key(*ADA)
    assert nights.night(BEN).absent == {}
    assert nights.night(ADA, BEN).key(*ADA) not in first.keys.values()


def test_being_delivered_again_counts_the_time_anew() -> None:
    nights = Nights(remembered_for=timedelta(days=10))
    first = nights.night(ADA, BEN)
    nights.night(BEN, days=8)
    nights.night(ADA, BEN)
    assert nights.night(BEN, days=8).key(*ADA) == first.key(*ADA)


def test_a_record_that_is_to_be_forgotten_is_remembered_nowhere() -> None:
    nights = Nights()
    first = nights.night(ADA, BEN)
    second = nights.night(("gp/ada", "amh/ada"), BEN, forgotten=["school/ada"])
    assert "school/ada" not in second.absent
    assert second.key("gp/ada") == first.key("gp/ada")
    assert second.remembered.records_forgotten == 1
    assert second.changes == ()


def test_a_record_that_becomes_restricted_is_remembered_beside_nobody() -> None:
    nights = Nights()
    nights.night(ADA, BEN)
    second = nights.night(("school/ada", "amh/ada"), BEN, restricted=["gp/ada"])
    assert second.absent == {}
    assert second.remembered.records_forgotten == 1


def test_chance_decides_nothing_but_how_a_key_is_spelt() -> None:
    def grouped(night: KnownNight) -> set[frozenset[str]]:
        keys = night.keys | night.absent
        return {
            frozenset(record for record in keys if keys[record] == key) for key in keys.values()
        }

    def run(nights: Nights) -> list[object]:
        told: list[object] = []
        for persons in (
            [("a/1", "a/2"), ("b/1", "b/2"), ("c/1",)],
            [("a/1", "b/1"), ("a/2", "b/2")],
            [("a/1", "a/2", "b/1", "b/2"), ("c/1",), ("d/1",)],
        ):
            night = nights.night(*persons)
            changes = sorted((each.change, each.records) for each in night.changes)
            told.append((grouped(night), night.continued, changes))
        return told

    backwards = [f"{number:04}" for number in range(999, 0, -1)]
    assert run(Nights(make_keys=counted("z"))) == run(
        Nights(make_keys=lambda count: [backwards.pop() for _ in range(count)][::-1])
    )
