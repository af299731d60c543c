"""Deliveries of which something changed, went or was left, and how a night notices."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipelines.cli.running import told_not_used
from pipelines.config import Engine
from pipelines.deliveries import choosing
from pipelines.deliveries.arrivals import Arrival
from pipelines.deliveries.bands import fewer_files
from pipelines.deliveries.choices import not_used
from pipelines.deliveries.facts import DeliveryFacts, FileFacts
from pipelines.deliveries.outcomes import Outcome
from pipelines.deliveries.trying import try_delivery
from tests.arriving import NOW, PATIENTS, Place, empty_night, gp


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path)


def try_out(place: Place, arrival: Arrival) -> DeliveryFacts:
    return try_delivery(Engine(threads=1), arrival, place.ledger, NOW)


@pytest.mark.parametrize("is_gone", [True, False])
def test_the_same_content_is_used_where_the_earlier_folder_no_longer_holds_it(
    place: Place, *, is_gone: bool
) -> None:
    folder = place.arrive("2026-09-29", run="a")
    place.choose("2026-09-29")
    place.arrive("2026-09-30", run="a")
    assert place.assess("2026-09-30").outcome is Outcome.SAME
    if is_gone:
        (folder / PATIENTS).unlink()
    else:
        place.arrive("2026-09-29", run="b")
    assert place.assess("2026-09-30").outcome is Outcome.ACCEPTED
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 30)


def test_a_file_that_was_read_with_another_content_than_was_judged_waits(place: Place) -> None:
    folder = place.arrive("2026-10-01", run="a", marker=f"file,records\n{PATIENTS},3\n")
    arrival = place.arrival("2026-10-01")
    assert arrival.signature
    times = (folder / PATIENTS).stat()
    place.arrive("2026-10-01", run="b", patients=3, marker=f"file,records\n{PATIENTS},4\n")
    os.utime(folder / PATIENTS, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert place.arrival("2026-10-01").looks == arrival.looks
    facts = try_out(place, arrival)
    assert (facts.outcome, facts.reasons) == (Outcome.WAITING, ("it changed while it was read",))


def test_a_packed_file_is_judged_as_it_was_delivered(place: Place) -> None:
    folder = place.arrive("2026-10-01")
    with ZipFile(folder / "patients.zip", "w") as packed:
        packed.write(folder / PATIENTS, PATIENTS)
    (folder / PATIENTS).unlink()
    assert place.assess("2026-10-01").outcome is Outcome.ACCEPTED


def test_what_is_no_longer_read_is_not_missed(place: Place) -> None:
    place.arrive("2026-09-29", patients=9)
    entry = place.choose("2026-09-29").facts
    others = [
        FileFacts(
            name=f"{n}.xml",
            sha256=str(n),
            size=1,
            outcome=Outcome.ACCEPTED,
            export="ctf",
            format="ctf",
            records=99,
            rejected=0,
        )
        for n in range(9)
    ]
    place.ledger.note(replace(entry, files=(*entry.files, *others)), NOW)
    place.arrive("2026-09-30", patients=9)
    assert place.assess("2026-09-30").outcome is Outcome.ACCEPTED


def test_a_delivery_of_far_fewer_files_is_held(place: Place) -> None:
    folder = place.arrive("2026-09-29", patients=3)
    text = (folder / PATIENTS).read_text("utf-8")
    for letter in "qr":
        others = text.replace("p0", f"{letter}0").replace("p1", f"{letter}1")
        (folder / f"{letter}_Admin_Patient.csv").write_text(others.replace("p2", f"{letter}2"))
    assert place.choose("2026-09-29").facts.files_by_export == {"Admin_Patient": 3}
    place.arrive("2026-09-30", patients=9)
    facts = place.assess("2026-09-30")
    assert facts.outcome is Outcome.HELD
    assert facts.reasons == (
        "Admin_Patient: 1 file, 3 in the last accepted delivery, fewer than half",
    )


@pytest.mark.parametrize(
    ("now", "before", "told"), [(1, 3, 1), (2, 5, 1), (1, 2, 0), (2, 4, 0), (0, 9, 0), (9, 1, 0)]
)
def test_fewer_than_half_of_the_files_is_strange(now: int, before: int, told: int) -> None:
    assert len(list(fewer_files({"a": now}, {"a": before}))) == told


def test_what_was_left_of_the_delivery_in_use_is_counted(place: Place) -> None:
    folder = place.arrive("2026-09-30", patients=20)
    text = (folder / PATIENTS).read_text("utf-8").replace("p0,", ",", 1)
    (folder / PATIENTS).write_text(text, "utf-8")
    (folder / "copy_Admin_Patient.csv").write_text(text, "utf-8")
    (folder / "notes.txt").write_text("nothing", "utf-8")
    with empty_night() as con:
        place.choose_in(con, "2026-10-01")
        (left,) = not_used(con)
    assert left == {"source": "gp", "records": 20, "set_aside": 1, "files_unread": 1}
    assert told_not_used(left) == ("gp: 1 file is read by no format; 1 of 20 records is set aside")
    assert told_not_used({**left, "files_unread": 2, "set_aside": 0}) == (
        "gp: 2 files are read by no format"
    )


def test_of_a_delivery_that_is_used_whole_nothing_is_told(place: Place) -> None:
    place.arrive("2026-09-30")
    with empty_night() as con:
        place.choose_in(con, "2026-10-01")
        assert not_used(con) == []


def test_a_delivery_that_goes_while_a_night_looks_is_not_there(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.arrive("2026-09-29")
    monkeypatch.setattr(choosing, "arrivals_of", lambda *_: (date(2026, 9, 30), date(2026, 9, 29)))
    chosen = place.choose("2026-09-30")
    assert (chosen.delivery.delivered, chosen.passed_over) == (date(2026, 9, 29), ())
    assert gp().name == chosen.facts.source
