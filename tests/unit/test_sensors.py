"""The sensor asks once for every delivery that is new or looks otherwise, when it is finished."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from pipelines.config import load_config
from pipelines.definitions import build_definitions
from pipelines.deliveries.ledger import open_ledger
from pipelines.deliveries.outcomes import Outcome
from pipelines.resources import NightResource
from pipelines.sensors import assess_job, new_deliveries, notice_deliveries
from tests.arriving import PATIENTS, Place
from tests.unit.test_config import SMALLEST, written


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("DAGSTER_REDACT_USER_CODE_ERRORS", "")
    written(tmp_path, SMALLEST)
    mask = os.umask(0o077)
    yield Place(data=tmp_path / "data")
    os.umask(mask)


def resource(place: Place) -> NightResource:
    return NightResource(config_file=str(place.data.parent / "thinkfamily.toml"))


def noticed(place: Place, cursor: str | None = None) -> tuple[list[str], str | None]:
    """Return what the sensor asks for, and its cursor."""
    context = dg.build_sensor_context(cursor=cursor, resources={"night": resource(place)})
    result = notice_deliveries(context)
    assert all(request.run_key for request in result.run_requests or [])
    asked = [
        "{source} {delivered}".format(**request.run_config["ops"]["assess"]["config"])
        for request in result.run_requests or []
    ]
    return asked, result.cursor


def assessed(place: Place, day: str) -> dg.ExecuteInProcessResult:
    config = {"ops": {"assess": {"config": {"source": "gp", "delivered": day}}}}
    return assess_job.execute_in_process(
        run_config=config, resources={"night": resource(place)}, raise_on_error=False
    )


def outcomes(place: Place) -> dict[date, Outcome]:
    entries = open_ledger(place.data).entries("gp")
    return {entry.facts.delivered: entry.facts.outcome for entry in entries}


def test_a_new_delivery_is_asked_for_once(place: Place) -> None:
    assert noticed(place)[0] == []
    place.arrive("2026-09-29")
    asked, cursor = noticed(place)
    assert asked == ["gp 2026-09-29"]
    assert noticed(place, cursor) == ([], cursor)


def test_a_changed_delivery_is_asked_for_again(place: Place) -> None:
    place.arrive("2026-09-29")
    _, cursor = noticed(place)
    place.arrive("2026-09-29", patients=9)
    assert noticed(place, cursor)[0] == ["gp 2026-09-29"]


def test_a_delivery_that_still_arrives_is_asked_for_when_it_is_finished(place: Place) -> None:
    folder = place.arrive("2026-09-29")
    (folder / "more.csv.part").touch()
    asked, cursor = noticed(place)
    assert asked == []
    (folder / "more.csv.part").unlink()
    assert noticed(place, cursor)[0] == ["gp 2026-09-29"]


def test_only_the_newest_deliveries_are_looked_at(place: Place) -> None:
    for day in (25, 26, 27, 28):
        place.arrive(f"2026-09-{day}")
    assert noticed(place)[0] == ["gp 2026-09-28", "gp 2026-09-27", "gp 2026-09-26"]


def test_the_sensor_is_on_and_asks_for_the_job_that_assesses(place: Place) -> None:
    file = place.data.parent / "thinkfamily.toml"
    definitions = build_definitions(load_config(file), file)
    sensor = definitions.resolve_sensor_def("new_deliveries")
    assert sensor is new_deliveries
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert sensor.job_name == "assess_delivery"
    assert definitions.resolve_job_def("assess_delivery").executor_def is dg.in_process_executor


def test_the_job_notes_an_accepted_delivery_and_succeeds(place: Place) -> None:
    place.arrive("2026-09-29")
    assert assessed(place, "2026-09-29").success
    assert outcomes(place) == {date(2026, 9, 29): Outcome.ACCEPTED}
    assert not (place.data / "nights").exists()


@pytest.mark.parametrize(
    ("spoil", "outcome"), [("empty", Outcome.REFUSED), ("header only", Outcome.HELD)]
)
def test_a_delivery_that_needs_a_person_fails_its_run_in_words(
    place: Place, spoil: str, outcome: Outcome
) -> None:
    place.arrive("2026-09-29", patients=9)
    assessed(place, "2026-09-29")
    place.arrive("2026-09-30", patients=0)
    if spoil == "empty":
        (place.folder("2026-09-30") / PATIENTS).write_text("", "utf-8")
    result = assessed(place, "2026-09-30")
    assert not result.success
    (failure,) = [
        event.step_failure_data
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.STEP_FAILURE
    ]
    assert failure.user_failure_data is not None
    told = failure.user_failure_data.description or ""
    assert told.startswith(f"gp: the delivery of 2026-09-30 {outcome.words}")
    assert outcomes(place)[date(2026, 9, 30)] is outcome
