"""Which delivery a night reads, and what becomes of the others."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.deliveries.choices import data_as_at, passed_over, used_delivery
from pipelines.deliveries.finding import NoDeliveryError
from pipelines.deliveries.ledger import Decision
from pipelines.deliveries.outcomes import Outcome
from sources.tables import select_from
from tests.arriving import NOW, PATIENTS, Place, empty_night, gp, later


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path)


def outcome(place: Place, day: str) -> tuple[Outcome, str]:
    facts = place.assess(day)
    return facts.outcome, "; ".join(facts.reasons)


def test_the_newest_delivery_at_or_before_the_date_is_used(place: Place) -> None:
    for day in ("2026-09-29", "2026-09-30", "2026-10-02"):
        place.arrive(day)
    chosen = place.choose("2026-10-01")
    assert chosen.delivery.delivered == date(2026, 9, 30)
    assert chosen.counts == {
        "records": 3,
        "loaded": 3,
        "rejected": 0,
        "undeclared_columns": 0,
        "deliveries_passed_over": 0,
    }


def test_a_refused_delivery_leaves_the_last_good_in_use_and_nothing_of_its_own(
    place: Place,
) -> None:
    place.arrive("2026-09-29")
    place.arrive("2026-09-30", patients=5)
    text = (place.folder("2026-09-30") / PATIENTS).read_text("utf-8")
    (place.folder("2026-09-30") / PATIENTS).write_text(text.replace("p0,", ",", 1), "utf-8")
    (place.folder("2026-09-30") / "002_Admin_Patient.csv").write_text("", "utf-8")
    with empty_night() as con:
        chosen = place.choose_in(con, "2026-10-01")
        assert chosen.delivery.delivered == date(2026, 9, 29)
        assert used_delivery(con, place.data, gp()).folder == place.folder("2026-09-29")
        assert data_as_at(con) == {"gp": date(2026, 9, 29)}
        (passed,) = passed_over(con)
        assert (passed["delivery"], passed["outcome"]) == ("2026-09-30", "refused")
        assert passed["reason"] == "Admin_Patient: 002_Admin_Patient.csv: it is empty"
        assert len(con.table("raw.gp__emis_patient")) == 3
        assert con.sql("select distinct delivery from raw.delivery").fetchall() == [
            (date(2026, 9, 29),)
        ]
        assert len(con.table("raw.rejected")) == 0


def test_a_delivery_that_breaks_too_many_rules_is_taken_out_again(place: Place) -> None:
    place.arrive("2026-09-29")
    folder = place.arrive("2026-09-30", patients=9, run="x")
    text = (folder / PATIENTS).read_text("utf-8")
    for number in range(3):
        text = text.replace(f"p{number},", ",")
    (folder / PATIENTS).write_text(text, "utf-8")
    with empty_night() as con:
        assert place.choose_in(con, "2026-10-01").delivery.delivered == date(2026, 9, 29)
        assert len(con.table("raw.gp__emis_patient")) == 3
        assert len(con.table("raw.rejected")) == 0
    (entry,) = [e for e in place.ledger.entries("gp") if e.facts.outcome is Outcome.REFUSED]
    assert "PatientGuid is blank" in entry.facts.reasons[0]


def test_when_nothing_can_be_used_the_reasons_of_all_are_told(place: Place) -> None:
    place.arrive("2026-09-29", patients=0)
    (place.folder("2026-09-29") / PATIENTS).write_text("", "utf-8")
    place.folder("2026-09-30").mkdir()
    with pytest.raises(NoDeliveryError) as refusal:
        place.choose("2026-10-01")
    assert str(refusal.value).splitlines() == [
        "gp: the delivery of 2026-09-30 is still arriving",
        "  - no file of it has arrived",
        "gp: the delivery of 2026-09-29 is refused",
        f"  - Admin_Patient: {PATIENTS}: it is empty",
    ]


def test_the_same_content_under_a_newer_date_changes_nothing(place: Place) -> None:
    place.arrive("2026-09-29", run="a")
    place.choose("2026-09-29")
    place.arrive("2026-09-30", run="a", file="Admin_Patient_20260930.csv")
    assert outcome(place, "2026-09-30") == (Outcome.SAME, "the files of 2026-09-29 once more")
    with empty_night() as con:
        assert place.choose_in(con, "2026-09-30").delivery.delivered == date(2026, 9, 29)
        assert data_as_at(con) == {"gp": date(2026, 9, 29)}


def test_the_same_content_is_used_where_the_earlier_folder_is_gone(place: Place) -> None:
    folder = place.arrive("2026-09-29", run="a")
    place.choose("2026-09-29")
    place.arrive("2026-09-30", run="a")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 30)


def test_content_older_than_that_in_use_is_held(place: Place) -> None:
    for day, run in (("2026-09-28", "a"), ("2026-09-29", "b")):
        place.arrive(day, run=run)
        place.choose(day)
    place.arrive("2026-09-30", run="a")
    told = "an older export after a newer one: it holds the files of 2026-09-28"
    assert outcome(place, "2026-09-30") == (Outcome.HELD, told)
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 29)


def test_a_delivery_that_comes_late_is_held(place: Place) -> None:
    place.arrive("2026-09-30")
    place.choose("2026-09-30")
    place.arrive("2026-09-29")
    told = "an older export after a newer one: it came when that of 2026-09-30 was in use already"
    assert outcome(place, "2026-09-29") == (Outcome.HELD, told)


def test_an_older_delivery_that_was_there_in_time_is_not_late(place: Place) -> None:
    place.arrive("2026-09-29")
    place.arrive("2026-09-30")
    place.choose("2026-09-30")
    assert outcome(place, "2026-09-29")[0] is Outcome.ACCEPTED


def test_very_many_fewer_records_are_held_until_somebody_accepts_them(place: Place) -> None:
    place.arrive("2026-09-29", patients=600)
    place.choose("2026-09-29")
    place.arrive("2026-09-30", patients=59)
    facts = place.assess("2026-09-30")
    assert facts.outcome is Outcome.HELD
    assert facts.reasons == (
        "Admin_Patient: 59 records, 600 in the last accepted delivery, less than a tenth",
    )
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 29)


def test_a_held_delivery_that_changes_is_held_anew(place: Place) -> None:
    place.arrive("2026-09-29", patients=600)
    place.choose("2026-09-29")
    place.arrive("2026-09-30", patients=59)
    facts = place.assess("2026-09-30")
    decision = Decision(by="A. Analyst", reason="a practice closed", at=NOW.isoformat())
    accepted = type(facts)(**{**vars(facts), "outcome": Outcome.ACCEPTED})
    place.ledger.note(accepted, NOW, decision)
    assert outcome(place, "2026-09-30") == (Outcome.ACCEPTED, facts.reasons[0])
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 30)
    (kept,) = [entry for entry in place.ledger.entries("gp") if entry.decision]
    assert kept.decision == decision
    place.arrive("2026-09-30", patients=5)
    assert outcome(place, "2026-09-30")[0] is Outcome.HELD


def test_a_header_alone_is_held_where_there_were_records(place: Place) -> None:
    place.arrive("2026-09-29", patients=9)
    place.choose("2026-09-29")
    place.arrive("2026-09-30", patients=0)
    told = "Admin_Patient: no record, 9 in the last accepted delivery"
    assert outcome(place, "2026-09-30") == (Outcome.HELD, told)


def test_the_first_delivery_has_only_expectations_to_meet(place: Place) -> None:
    place.arrive("2026-09-29", patients=2)
    assert outcome(place, "2026-09-29")[0] is Outcome.ACCEPTED
    expecting = gp(expected_rows={"emis_patient": (3, 9)})
    facts = place.assess("2026-09-29", expecting)
    assert facts.outcome is Outcome.HELD
    assert facts.reasons == ("emis_patient: 2 records, expected are 3 to 9",)


def test_what_was_accepted_stays_accepted_while_it_is_read_alike(place: Place) -> None:
    place.arrive("2026-09-29", patients=600)
    place.arrive("2026-09-30", patients=59)
    place.choose("2026-09-30")
    place.choose("2026-09-29")
    assert outcome(place, "2026-09-30")[0] is Outcome.ACCEPTED
    facts = place.assess("2026-09-30", gp(expected_rows={"emis_patient": (0, 99)}))
    assert facts.outcome is Outcome.HELD


def test_a_delivery_that_still_arrives_is_passed_over_and_not_noted(place: Place) -> None:
    place = replace(place, now=later())
    place.arrive("2026-09-29")
    place.arrive("2026-09-30", marker=None)
    place.age("2026-09-30", timedelta(seconds=5))
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 29)
    assert [entry.facts.delivered for entry in place.ledger.entries()] == [date(2026, 9, 29)]
    place.age("2026-09-30", timedelta(hours=1))
    assert place.choose("2026-09-30").delivery.delivered == date(2026, 9, 30)


def test_choosing_twice_leaves_the_ledger_as_it_was(place: Place) -> None:
    place.arrive("2026-09-29")
    place.arrive("2026-09-30", patients=0)
    (place.folder("2026-09-30") / PATIENTS).write_text("", "utf-8")
    place.choose("2026-09-30")
    before = (place.data / "ledger.db").read_bytes()
    place.choose("2026-09-30")
    assert (place.data / "ledger.db").read_bytes() == before


@pytest.mark.parametrize(("days", "contradictions"), [(None, 0), (2, 0), (1, 1)])
def test_data_older_than_the_configuration_allows_is_unusual(
    place: Place, days: int | None, contradictions: int
) -> None:
    place.arrive("2026-09-29")
    with empty_night() as con:
        place.choose_in(con, "2026-10-01", gp(freshness_days=days))
        as_at = date(2026, 10, 1)
        found = select_from(
            con, "pipelines.checks", "sql/data_is_fresh", source="gp", as_at=as_at
        ).fetchall()
        assert found == [(contradictions,)]
