"""Counts of what services wrote down, on worlds that can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from tests.counted_worlds import AS_AT, CSC, TOTAL, World, stages


def test_b1_does_not_read_notes() -> None:
    world = World().adult(10).spell(10).note(10, "yes", AS_AT)
    assert world.count("B1") == World().adult(10).spell(10).count("B1")


def recorded() -> World:
    """Patients recorded as yes, no, unknown, nothing, and both yes and no; all mothers but one."""
    world = World()
    for unit, patient in enumerate((10, 11, 12, 13, 14), start=1):
        world.adult(patient).child(unit, unit).spell(patient)
        if patient != 12:
            world.tie(unit, patient)
    world.status(10, "yes").status(11, "no").status(12, "unknown")
    return world.status(14, "no").status(14, "yes")


def test_b1_counts_patients_by_what_is_recorded() -> None:
    assert recorded().count("B1") == {
        ("amh_adults", "recorded_status", "yes"): (2, 2, 5),
        ("amh_adults", "recorded_status", "no"): (1, 1, 5),
        ("amh_adults", "recorded_status", "blank"): (2, 2, 5),
        ("amh_adults", *TOTAL): (5, 5, 5),
    }


def test_b2_counts_parents_who_are_not_recorded_as_such() -> None:
    assert recorded().by("B2", "parents", "recorded_status") == {
        "no": (1, 1, 1),
        "blank": (1, 1, 2),
    }
    assert recorded().total("B2", "parents") == (2, 2, 3)
    assert recorded().by("B2", "parents", "ward") == {"Ashby": (2, 2, 3)}


def test_b3_counts_each_stage_and_of_it_children_of_patients() -> None:
    world = stages().child(9, 2).spell(9, CSC, "child_in_need")
    assert world.by("B3", "children", "stage") == {
        "child_in_need": (2, 1, 3),
        "child_protection": (1, 1, 1),
        "looked_after": (1, 1, 1),
        "early_help": (1, 1, 1),
    }
    # The child in need who has a plan too is one child.
    assert world.total("B3", "children") == (4, 1, 5)
