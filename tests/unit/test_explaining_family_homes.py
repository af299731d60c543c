"""Putting people into homes: everybody once, where the unit's own facts say they live."""

from linkage_models.explaining.family.homes import Resident, also_at, arrange


def child(*places: str) -> Resident:
    return Resident(is_child=True, places=frozenset(places))


def adult(
    *places: str, lives_with: tuple[int, ...] = (), is_foster_carer: bool = False
) -> Resident:
    return Resident(
        is_child=False,
        places=frozenset(places),
        lives_with=lives_with,
        is_foster_carer=is_foster_carer,
    )


def test_people_of_one_address_share_a_home() -> None:
    assert arrange([child("A"), child("A"), adult("A"), adult("B")]) == (0, 0, 0, 1)


def test_an_address_under_two_keys_is_one_home() -> None:
    assert arrange([child("A", "UPRN 1"), adult("UPRN 1"), adult("A", "UPRN 1")]) == (0, 0, 0)
    residents = [child("A", "UPRN 1"), child("A"), adult("A"), adult("UPRN 1", lives_with=(0,))]
    assert arrange(residents) == (0, 0, 0, 0)


def test_a_child_with_two_homes_is_shown_at_the_fuller_and_told_at_both() -> None:
    residents = [child("A", "B"), child("A"), adult("A"), adult("B")]
    homes = arrange(residents)
    assert homes == (0, 0, 0, 1)
    assert also_at(residents, homes) == ((1,), (), (), ())


def test_a_carer_who_is_said_to_live_with_the_child_is_shown_there_without_an_address() -> None:
    assert arrange([child("A"), adult(lives_with=(0,))]) == (0, 0)
    assert arrange([child("A"), adult("B", lives_with=(0,))]) == (0, 0)
    assert arrange([child(), adult(lives_with=(0,))]) == (0, 0)


def test_a_foster_carer_is_not_shown_at_the_home_the_child_came_from() -> None:
    assert arrange([child("A"), adult("B", lives_with=(0,), is_foster_carer=True)]) == (0, 1)
    assert arrange([child("A"), adult(lives_with=(0,), is_foster_carer=True)]) == (0, 1)


def test_adults_whose_home_is_not_known_do_not_share_one() -> None:
    assert arrange([child("A"), adult(), adult()]) == (0, 1, 2)


def test_children_without_any_home_are_shown_together() -> None:
    assert arrange([child(), child(), adult("A")]) == (0, 0, 1)


def test_homes_with_most_children_come_first() -> None:
    assert arrange([adult("Z"), child("B"), child("A"), child("A")]) == (2, 1, 0, 0)


def test_the_order_of_places_does_not_matter() -> None:
    one = [child("A", "B"), adult("A"), adult("B")]
    other = [child("B", "A"), adult("A"), adult("B")]
    assert arrange(one) == arrange(other)


def test_nobody_has_no_homes() -> None:
    assert arrange([]) == ()
    assert also_at([], ()) == ()
