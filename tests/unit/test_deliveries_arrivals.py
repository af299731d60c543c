"""Whether a delivery is finished, and what tells two of them apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.deliveries.arrivals import arrivals_of, find_arrival
from pipelines.deliveries.finding import NoDeliveryError
from tests.arriving import PATIENTS, Place, gp, later


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path)


def waits(place: Place, **settings: object) -> str:
    return place.arrival("2026-10-01", gp(**settings)).waits_for(place.now)


def test_a_marker_says_that_a_delivery_is_finished(place: Place) -> None:
    place.arrive("2026-10-01")
    place.age("2026-10-01", timedelta(seconds=1))
    assert waits(place) == ""


def test_without_a_marker_files_have_to_settle(place: Place) -> None:
    place = replace(place, now=later())
    place.arrive("2026-10-01", marker=None)
    place.age("2026-10-01", timedelta(seconds=119))
    assert waits(place) == "a file of it changed within the last 120 seconds"
    assert waits(place, settle_seconds=100) == ""
    place.age("2026-10-01", timedelta(seconds=120))
    assert waits(place) == ""


def test_one_growing_file_keeps_the_whole_delivery_waiting(place: Place) -> None:
    place = replace(place, now=later())
    folder = place.arrive("2026-10-01", marker=None)
    other = folder / "002_Admin_Patient.csv"
    other.write_text("a", "utf-8")
    place.age("2026-10-01", timedelta(hours=1))
    assert waits(place) == ""
    other.write_text("ab", "utf-8")
    place.age("2026-10-01", timedelta(seconds=1))
    assert "changed within" in waits(place)


def test_a_file_with_the_time_of_its_original_has_to_settle_all_the_same(place: Place) -> None:
    place = replace(place, now=datetime.now(UTC))
    place.arrive("2026-10-01", marker=None)
    place.age("2026-10-01", timedelta(days=3))
    assert waits(place) == "a file of it changed within the last 120 seconds"
    assert waits(replace(place, now=later())) == ""


def test_a_time_that_is_to_come_does_not_keep_a_delivery_waiting(place: Place) -> None:
    place = replace(place, now=later())
    place.arrive("2026-10-01", marker=None)
    place.age("2026-10-01", timedelta(days=-300))
    assert waits(place) == ""
    assert "changed within" in waits(replace(place, now=datetime.now(UTC)))


def test_a_folder_that_goes_after_it_was_listed_is_not_there(place: Place) -> None:
    folder = place.arrive("2026-10-01")
    (day,) = arrivals_of(place.data, gp())
    folder.rename(folder.with_name("2026-10-01.removed"))
    assert find_arrival(place.data, gp(), day) is None


def test_a_source_may_have_to_write_its_marker(place: Place) -> None:
    place.arrive("2026-10-01", marker=None)
    assert waits(place, completion="marker") == "its completion marker _COMPLETE is not there"
    (place.folder("2026-10-01") / "_done").touch()
    assert waits(place, completion="marker", completion_marker="_done") == ""


@pytest.mark.parametrize("name", ["x.csv.part", "x.tmp", "x.filepart", "x.crdownload", "x.csv~"])
def test_an_unfinished_transfer_is_waited_for_even_beside_a_marker(place: Place, name: str) -> None:
    folder = place.arrive("2026-10-01")
    (folder / name).touch()
    assert waits(place) == "1 of its files have names of unfinished transfers"


def test_an_empty_folder_is_waited_for(place: Place) -> None:
    place.folder("2026-10-01").mkdir(parents=True)
    assert waits(place) == "no file of it has arrived"


def test_the_same_content_has_one_signature_whatever_its_name_and_date(place: Place) -> None:
    place.arrive("2026-10-01", run="a")
    place.arrive("2026-10-02", run="a", file="Admin_Patient_20261002.csv", marker=None)
    place.arrive("2026-10-03", run="b")
    first, second, third = (place.arrival(f"2026-10-0{n}").signature for n in (1, 2, 3))
    assert first == second != third


def test_a_delivery_looks_otherwise_when_a_file_comes_grows_or_changes(place: Place) -> None:
    folder = place.arrive("2026-10-01")
    looks = [place.arrival("2026-10-01").looks]
    assert place.arrival("2026-10-01").looks == looks[0]
    (folder / "more.csv").touch()
    place.age("2026-10-01", timedelta(hours=1))
    looks.append(place.arrival("2026-10-01").looks)
    place.arrive("2026-10-01", patients=4)
    looks.append(place.arrival("2026-10-01").looks)
    place.age("2026-10-01", timedelta(hours=2))
    looks.append(place.arrival("2026-10-01").looks)
    assert len(set(looks)) == 4


def test_a_link_in_a_delivery_is_not_followed(place: Place, tmp_path: Path) -> None:
    folder = place.arrive("2026-10-01")
    before = place.arrival("2026-10-01").signature
    target = tmp_path / "elsewhere"
    target.write_text("one", "utf-8")
    (folder / "z.csv").symlink_to(target)
    linked = place.arrival("2026-10-01")
    target.write_text("two", "utf-8")
    assert dict(linked.hashes)["z.csv"] == "unreadable"
    assert before != linked.signature == place.arrival("2026-10-01").signature


def test_names_that_cannot_be_shown_are_replaced(place: Place) -> None:
    folder = place.arrive("2026-10-01")
    (folder / "a\nb.csv").touch()
    names = [file.name for file in place.arrival("2026-10-01").files]
    assert PATIENTS in names
    assert not [name for name in names if "\n" in name]


def test_a_linked_folder_is_no_delivery(place: Place) -> None:
    place.arrive("2026-10-01")
    (place.data / "exports" / "gp" / "2026-10-02").symlink_to(place.folder("2026-10-01"))
    with pytest.raises(NoDeliveryError, match="gp: there is no delivery of 2026-10-02"):
        place.arrival("2026-10-02")
    assert place.arrival("2026-10-01").delivered == date(2026, 10, 1)
