"""A run that failed is told outside the machine in names and counts, never in its own words."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.alert_sensor import about_run, failed_runs
from pipelines.alerts.sending import WEBHOOK_URL, AlertError
from pipelines.config import load_config
from pipelines.definitions import build_definitions
from pipelines.resources import NightResource
from tests.integration.support import Place, make_place
from tests.sinks import web_sink

CANARY = "Zebedee Quillfeather"
DAY = "2026-09-30"


@dg.asset(key=["linkage", "pair"])
def pair() -> None:
    """An asset whose claim does not hold."""


@dg.asset_check(asset=pair, blocking=True)
def weights_are_numbers() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False, metadata={"contradictions": 3})


@dg.asset(key=["linkage", "person"])
def person() -> None:
    raise ValueError(CANARY)


def failed(
    instance: dg.DagsterInstance, *parts: dg.AssetsDefinition, **given: object
) -> dg.RunFailureSensorContext:
    """Run a night that fails, and return what the sensor is given of it."""
    definitions = dg.Definitions(
        assets=[each for each in parts if not isinstance(each, dg.AssetChecksDefinition)],
        asset_checks=[each for each in parts if isinstance(each, dg.AssetChecksDefinition)],
        jobs=[dg.define_asset_job("night", selection=dg.AssetSelection.all())],
    )
    done = definitions.resolve_job_def("night").execute_in_process(
        instance=instance, raise_on_error=False, tags={"dagster/partition": DAY}
    )
    assert not done.success
    return dg.build_run_status_sensor_context(
        sensor_name="failed_runs",
        dagster_instance=instance,
        dagster_run=done.dagster_run,
        dagster_event=done.get_run_failure_event(),
        resources=given,
    ).for_run_failure()


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as found:
        yield found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path)


def test_a_claim_that_does_not_hold_is_told_with_its_count(instance: dg.DagsterInstance) -> None:
    alert = about_run(failed(instance, pair, weights_are_numbers))
    assert alert.title == f"thinkfamily: night {DAY} failed"
    assert "linkage/pair: not weights are numbers (3)" in alert.lines


def test_what_a_step_said_stays_on_the_machine(instance: dg.DagsterInstance) -> None:
    alert = about_run(failed(instance, person))
    assert alert.lines == ["step linkage / person failed"]
    assert CANARY not in alert.text


def test_the_sensor_is_on_and_what_it_cannot_send_fails(
    instance: dg.DagsterInstance, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions = build_definitions(load_config(place.config), place.config)
    sensor = definitions.resolve_sensor_def("failed_runs")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    night = NightResource(config_file=str(place.config))
    assert failed_runs(failed(instance, person, night=night)) is None  # Nobody is to be told.
    place.configure("[engine]", "[alerts]\nwebhook = true\n\n[engine]")
    night = NightResource(config_file=str(place.config))
    with web_sink() as web:
        monkeypatch.setenv(WEBHOOK_URL, f"http://127.0.0.1:{web.port}")
        failed_runs(failed(instance, person, night=night))
    assert len(web.received) == 1
    monkeypatch.setenv(WEBHOOK_URL, "")
    with pytest.raises(AlertError, match="webhook"):
        failed_runs(failed(instance, person, night=night))


def test_a_run_of_the_command_line_is_told_too(
    instance: dg.DagsterInstance, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.configure("[engine]", "[alerts]\nwebhook = true\n\n[engine]")
    definitions = build_definitions(load_config(place.config), place.config)

    def tick(cursor: str | None) -> str | None:
        context = dg.build_sensor_context(
            instance=instance,
            cursor=cursor,
            definitions=definitions,
            sensor_name="failed_runs",
            resources={"night": NightResource(config_file=str(place.config))},
        )
        return failed_runs.evaluate_tick(context).cursor

    with web_sink() as web:
        monkeypatch.setenv(WEBHOOK_URL, f"http://127.0.0.1:{web.port}")
        begun = tick(None)  # What failed before anybody watched is told to nobody.
        failed(instance, person)  # In this process, as `thinkfamily night` does.
        after = tick(begun)
        tick(after)
    assert len(web.received) == 1
