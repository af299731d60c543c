"""What Dagster is told: which assets there are, what is claimed of them, when they run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from pipelines.checks.claims import CLAIMS, SOURCE_CLAIMS
from pipelines.config import load_config
from pipelines.definitions import build_definitions
from pipelines.jobs import nightly

ROOT = Path(__file__).parents[2]

SOURCES = ["adult_mental_health", "childrens_social_care", "gp", "reference", "school"]
COUNT_IDS = [
    f"{letter}{number}"
    for letter, numbers in {"a": 8, "b": 4, "c": 6, "d": 2, "e": 1, "f": 1}.items()
    for number in range(1, numbers + 1)
]
ASSETS = {
    "raw": ["night", *SOURCES],
    "conformed": SOURCES,
    "linkage": ["identity", "last_night", "pair", "pair_probability", "person", "record"],
    "family": ["care_tie", "identity", "pair", "person", "unit"],
    "counts": [*COUNT_IDS, "figure", "measure", "profile", "range"],
    "night": ["current"],
}
WARNINGS = {
    "births_are_plausible",
    "data_is_fresh",
    "every_decision_is_of_records_that_can_be_linked",
    "no_decisions_are_in_conflict",
    "no_person_is_set_aside",
    "no_column_is_undeclared",
    "no_person_has_very_many_records",
    "no_unit_has_very_many_children",
    "nothing_begins_before_birth",
    "persons_continue_from_the_last_night",
    "records_carry_names",
    "the_newest_delivery_is_used",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("definitions")
    copy(ROOT / "thinkfamily.toml", folder)
    return folder


@pytest.fixture(scope="module")
def definitions(place: Path) -> Iterator[dg.Definitions]:
    file = place / "thinkfamily.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_REDACT_USER_CODE_ERRORS", "")
        yield build_definitions(load_config(file), file)


@pytest.fixture(scope="module")
def assets(definitions: dg.Definitions) -> dict[dg.AssetKey, dg.AssetSpec]:
    return {spec.key: spec for spec in definitions.resolve_all_asset_specs()}


def test_assets_are_grouped_by_the_layer_they_belong_to(
    assets: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    found: dict[str, list[str]] = {}
    for key, spec in assets.items():
        assert spec.group_name == key.path[0]
        found.setdefault(key.path[0], []).append(key.path[1])
    assert {group: sorted(names) for group, names in found.items()} == {
        group: sorted(names) for group, names in ASSETS.items()
    }


def test_every_asset_says_what_it_is(assets: dict[dg.AssetKey, dg.AssetSpec]) -> None:
    unsaid = [key.to_user_string() for key, spec in assets.items() if not spec.description]
    assert unsaid == []


def test_every_asset_is_made_once_a_night(assets: dict[dg.AssetKey, dg.AssetSpec]) -> None:
    for spec in assets.values():
        assert isinstance(spec.partitions_def, dg.DailyPartitionsDefinition)


def upstream_of(assets: dict[dg.AssetKey, dg.AssetSpec], key: dg.AssetKey) -> set[dg.AssetKey]:
    upstream: set[dg.AssetKey] = set()
    open_ends = [key]
    while open_ends:
        for dependency in assets[open_ends.pop()].deps:
            if dependency.asset_key not in upstream:
                upstream.add(dependency.asset_key)
                open_ends.append(dependency.asset_key)
    return upstream


def test_a_night_follows_from_every_export(assets: dict[dg.AssetKey, dg.AssetSpec]) -> None:
    night = dg.AssetKey(["night", "current"])
    assert upstream_of(assets, night) == set(assets) - {night}


def test_kinds_of_places_are_known_before_families_are_told_by_them(
    assets: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    persons = dg.AssetKey(["family", "person"])
    assert dg.AssetKey(["conformed", "reference"]) in upstream_of(assets, persons)


def test_checks_are_named_as_claims_and_block_what_would_be_wrong(
    definitions: dg.Definitions,
) -> None:
    graph = definitions.resolve_asset_graph()
    found = {
        (key.asset_key.to_user_string(), key.name): graph.get_check_spec(key).blocking
        for key in graph.asset_check_keys
    }
    expected = {(claim.asset.to_user_string(), claim.name) for claim in CLAIMS} | {
        (f"{claim.layer}/{source}", claim.name)
        for claim in SOURCE_CLAIMS
        for source in SOURCES
        if (claim.layer, source) != ("conformed", "reference")
    }
    assert set(found) == expected
    assert {name for (_, name), blocking in found.items() if not blocking} == WARNINGS


@pytest.mark.parametrize("claim", [*CLAIMS, *SOURCE_CLAIMS], ids=lambda claim: claim.name)
def test_a_claim_has_a_select_that_says_what_contradicts_it(claim: object) -> None:
    name = getattr(claim, "name", "")
    path = ROOT / "pipelines" / "checks" / "sql" / f"{name}.sql"
    assert path.read_text("utf-8").startswith("-- ")


def test_no_select_of_a_claim_is_forgotten() -> None:
    files = {path.stem for path in (ROOT / "pipelines" / "checks" / "sql").glob("*.sql")}
    assert files == {claim.name for claim in (*CLAIMS, *SOURCE_CLAIMS)}


def test_the_night_runs_in_one_process(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("night")
    assert job.executor_def is dg.in_process_executor


def test_the_night_makes_every_asset_and_trains_no_model(
    definitions: dg.Definitions, assets: dict[dg.AssetKey, dg.AssetSpec]
) -> None:
    night = definitions.resolve_job_def("night")
    assert night.asset_layer.executable_asset_keys == set(assets)
    assert "learn_models" not in {node.name for node in night.nodes}
    training = definitions.resolve_job_def("train_models")
    assert [node.name for node in training.nodes] == ["learn_models"]
    assert training.executor_def is dg.in_process_executor


def test_the_night_is_overdue_at_the_time_that_the_configuration_says(
    assets: dict[dg.AssetKey, dg.AssetSpec],
) -> None:
    policy = assets[dg.AssetKey(["night", "current"])].freshness_policy
    assert policy == dg.FreshnessPolicy.cron(
        deadline_cron="0 6 * * *", lower_bound_delta=timedelta(hours=6), timezone="Europe/London"
    )


def test_what_runs_by_itself_is_switched_on(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    running = {each.name for each in repository.schedule_defs} | {
        each.name for each in repository.sensor_defs if each.name != "default_automation"
    }
    assert running == {
        *("nightly", "kept_no_longer"),
        *("new_deliveries", "failed_runs"),
    }
    for schedule in repository.schedule_defs:
        assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    for sensor in repository.sensor_defs:
        assert sensor.default_status is dg.DefaultSensorStatus.RUNNING


@pytest.mark.parametrize("day", ["2026-01-15", "2026-06-15", "2026-03-29", "2026-10-25"])
def test_the_schedule_asks_for_the_night_of_its_day(definitions: dg.Definitions, day: str) -> None:
    at = datetime.fromisoformat(f"{day}T02:30").replace(tzinfo=ZoneInfo("Europe/London"))
    context = dg.build_schedule_context(scheduled_execution_time=at)
    request = nightly(context)
    assert isinstance(request, dg.RunRequest)
    assert request.partition_key == day
    assert request.run_key == day


def test_the_schedule_runs_every_night_in_local_time() -> None:
    assert nightly.cron_schedule == "30 2 * * *"
    assert nightly.execution_timezone == "Europe/London"
    assert nightly.job_name == "night"


def test_loading_the_definitions_touches_no_data(place: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name != "THINKFAMILY_KEY"
    } | {"THINKFAMILY_CONFIG": str(place / "thinkfamily.toml")}
    script = (
        "from pipelines.definitions import defs\n"
        "loaded = defs()\n"
        "print(len(list(loaded.resolve_all_asset_specs())))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ran.stdout) == sum(len(names) for names in ASSETS.values())
    assert [path.name for path in place.iterdir()] == ["thinkfamily.toml"]
