"""Frames that people are drawn from: each figure is the sum of what its people add to it."""

import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Ints
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.estimating.frames import FRAMES, Doubt, Frame
from pipelines.counts.estimating.people_sampling import quotas
from pipelines.counts.estimating.units import Units, units_of
from tests.counted_worlds import AS_AT, CSC, World, family


def frame_named(name: str) -> Frame:
    return next(frame for frame in FRAMES if frame.name == name)


def taken(world: World, frame: str) -> tuple[Units, list[str]]:
    with world.profiled() as con:
        return units_of(con, frame_named(frame), AS_AT), _strata(con, frame)


def _strata(con: DuckDBPyConnection, frame: str) -> list[str]:
    names = [stratum.name for stratum in frame_named(frame).strata]
    units = units_of(con, frame_named(frame), AS_AT)
    return [names[number] if number >= 0 else "" for number in units.stratum.tolist()]


def test_every_headline_is_measured_on_one_frame() -> None:
    assert sorted(measure for frame in FRAMES for measure in frame.measures) == sorted(HEADLINES)


def test_all_people_drawn_are_shared_out_over_the_strata() -> None:
    assert sum(stratum.share for frame in FRAMES for stratum in frame.strata) == pytest.approx(1)
    for frame in FRAMES:
        assert set(frame.found) <= {stratum.name for stratum in frame.strata}
        assert any(stratum.doubt is Doubt.MISSED_AMONG_FOUND for stratum in frame.strata)


def test_a_child_of_two_patients_counts_half_for_each() -> None:
    units, strata = taken(family().adult(11, sex="M").tie(1, 11, "father").spell(11), "patient")
    assert strata == ["stated", "stated"]
    assert units.counted.tolist() == [[1, 0.5, 0.5], [1, 0.5, 0.5]]


def test_patients_are_told_apart_by_how_they_are_known_to_be_parents() -> None:
    world = family().adult(11).child(2, 2).tie(2, 11, "mother", tier="P3").spell(11)
    world.adult(12).status(12, "yes").spell(12)
    world.adult(13).tie(1, 13, "grandparent_carer").spell(13)
    world.adult(14).spell(14)
    units, strata = taken(world, "patient")
    assert strata == ["stated", "inferred", "recorded", "carer", "untied"]
    assert units.counted[:, 0].tolist() == [1, 1, 1, 0, 0]
    # Who is recorded as a parent may be none; who is untied may be one with children like others.
    assert units.doubt[:, 0].tolist() == [0, -1, -1, 0, 1]
    assert units.doubt[4, 1] == pytest.approx(units.counted[:2, 1].mean())


def test_a_family_counts_for_each_child_in_part_and_a_missed_tie_would_add_the_whole() -> None:
    world = World().adult(10).child(1, 1).child(2, 1).tie(1, 10).tie(2, 10)
    world.spell(1, CSC, "child_in_need").spell(2, CSC, "child_in_need")
    units, strata = taken(world, "child")
    assert strata == ["of_nobody", "of_nobody"]
    assert not units.counted.any()
    # A3, A4, A5 children, A5 families, C3 families.
    assert units.doubt.sum(axis=0).tolist() == [0, 2, 2, 1, 1]
    units, strata = taken(world.spell(10), "child")
    assert strata == ["of_patient", "of_patient"]
    assert units.counted.sum(axis=0).tolist() == [0, 2, 2, 1, 1]
    assert units.doubt.tolist() == (-units.counted).tolist()


def test_families_without_a_service_are_not_drawn_from() -> None:
    world = family().spell(1, CSC, "child_in_need").adult(11).child(2, 2).tie(2, 11)
    world.adult(12).child(3, 3).tie(3, 12).spell(12)
    units, strata = taken(world, "family")
    assert units.person.tolist() == [1, 3]
    assert strata == ["several", "one"]
    assert units.counted[:, 0].tolist() == [1, 0]
    assert units.doubt[:, 0].tolist() == [-1, 1]


def sizes(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int64)


def test_strata_get_their_shares_and_what_one_lacks_goes_to_the_others() -> None:
    share = np.array([0.1, 0.2, 0.2])
    assert quotas(sizes(500, 500, 500), share, 200).tolist() == [20, 40, 40]
    assert quotas(sizes(500, 5, 500), share, 200).tolist() == [31, 5, 64]
    assert quotas(sizes(3, 5, 7), share, 200).tolist() == [3, 5, 7]
    assert quotas(sizes(0, 0, 0), share, 200).tolist() == [0, 0, 0]
