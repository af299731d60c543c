"""A night from the exports of four systems to its published release, through the real command."""

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from linkage_models.thresholds import SAME_PERSON
from pipelines.config import Engine
from pipelines.counts.definitions import DEFINITIONS
from pipelines.warehouse import open_warehouse
from sources.readers.naming import is_aside
from tests.conftest import NightRun
from tests.integration.support import AS_AT, KEY, Place

pytestmark = pytest.mark.slow

PAIR_FLOOR = 0.95
FAMILY_FLOOR = 0.85


def figures_of(words: str, told: str) -> dict[str, float]:
    """Read a line of `thinkfamily evaluate`."""
    line = next(line for line in told.splitlines() if line.startswith(f"{words}: "))
    return {
        name.strip(): float(value) for name, value in re.findall(r"([a-z0-9 ]+?) (\d\.\d+)", line)
    }


def test_the_last_good_night_is_pointed_to(night: NightRun) -> None:
    data = night.place.data
    assert (data / "nights" / "current").read_text("utf-8") == AS_AT
    assert (data / "releases" / "current").read_text("utf-8") == f"{AS_AT}-nhs-v1"


def test_a_night_leaves_nothing_half_written(night: NightRun) -> None:
    night_folder = night.place.data / "nights" / AS_AT
    assert {path.name for path in night_folder.iterdir()} == {"manifest.json", "warehouse.duckdb"}
    assert {path.name for path in (night.place.data / "releases").iterdir()} == {
        "current",
        f"{AS_AT}-nhs-v1",
    }


def test_the_night_says_that_it_is_current_and_not_released(night: NightRun) -> None:
    told = night.outcome.out
    assert f"Night {AS_AT} is current." in told
    assert f"Nothing is released yet: `thinkfamily release --night {AS_AT}` proposes it." in told
    assert night.outcome.err == ""


def test_a_warning_claim_is_told_and_does_not_stop_the_night(night: NightRun) -> None:
    expected = (
        "Unusual: raw/childrens_social_care: it does not hold that no column is undeclared "
        "(1 contradict it)"
    )
    assert expected in night.outcome.out
    assert night.place.warehouse.is_file()


def test_the_manifest_holds_inputs_with_digests_versions_and_thresholds(night: NightRun) -> None:
    text = (night.place.warehouse.parent / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    assert manifest["as_at"] == AS_AT
    assert manifest["purpose"] == "synthetic"
    assert manifest["thresholds"]["SAME_PERSON"]["weight"] == SAME_PERSON.weight
    assert {"duckdb", "splink", "person model", "family model"} <= set(manifest["versions"])
    inputs = manifest["inputs"]
    assert {each["source"] for each in inputs} == {
        "adult_mental_health",
        "childrens_social_care",
        "school",
        "gp",
        "reference",
    }
    assert all(re.fullmatch(r"[0-9a-f]{64}", each["sha256"]) for each in inputs)
    assert {each["file"] for each in inputs} == {
        path.name
        for path in (night.place.data / "exports").rglob("*")
        if path.is_file() and not is_aside(path.name)
    }


def test_a_release_holds_tables_charts_a_workbook_and_a_report(night: NightRun) -> None:
    release = night.place.release
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    told = set(pq.read_table(release / "figures.parquet")["count_id"].to_pylist())
    # No source of this night records young carers: that is no figure, and no zero.
    assert {definition.id for definition in DEFINITIONS} - told == {"C6"}
    assert "so they have no figure: C6 (" in (release / "report.html").read_text("utf-8")
    tables = {f"tables/{count_id}.csv" for count_id in told}
    whole = {
        "figures.csv",
        "figures.parquet",
        "release.xlsx",
        "report.html",
        "metadata.json",
        "CHECKSUMS.sha256",
    }
    assert tables | whole <= files
    assert {path for path in files if path.startswith("charts/")} >= {"charts/C2_combination.svg"}


def test_nobody_but_the_owner_can_read_what_a_night_wrote(night: NightRun) -> None:
    data = night.place.data
    for folder in (data / "nights", data / "releases", data / "dagster"):
        assert folder.stat().st_mode & 0o077 == 0
    for path in [*(data / "nights").rglob("*"), *(data / "dagster").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_everyone_on_an_export_has_a_person_and_every_child_a_unit(night: NightRun) -> None:
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        records = con.execute(
            "select source, count(*) from conformed.person_record"
            " where not is_restricted group by 1"
        ).fetchall()
        linked = con.execute(
            "select source, count(*) from linkage.person_record group by 1"
        ).fetchall()
        persons, units = con.execute(
            "select (select count(*) from linkage.person), (select count(*) from family.unit)"
        ).fetchall()[0]
    assert sorted(records) == sorted(linked)
    assert len(records) == 4
    assert 0 < units < persons < sum(count for _, count in linked)


def test_splink_leaves_no_table_of_its_own_in_the_warehouse(night: NightRun) -> None:
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        left = con.execute(
            "select table_name from duckdb_tables() where database_name = 'night'"
            " and schema_name = 'main'"
        ).fetchall()
    assert left == []


def release_bytes(place: Place) -> dict[str, bytes]:
    return {
        path.relative_to(place.release).as_posix(): path.read_bytes()
        for path in place.release.rglob("*")
        if path.is_file()
    }


def test_the_same_exports_give_the_same_release_byte_for_byte(
    night: NightRun, second_night: NightRun
) -> None:
    first, second = release_bytes(night.place), release_bytes(second_night.place)
    assert night.place.folder != second_night.place.folder
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_same_exports_give_the_same_manifest(night: NightRun, second_night: NightRun) -> None:
    first, second = (
        (each.place.warehouse.parent / "manifest.json").read_bytes()
        for each in (night, second_night)
    )
    assert first == second


def test_persons_and_families_are_found_well_enough_to_count_them(night: NightRun) -> None:
    outcome = night.place.thinkfamily("evaluate")
    assert outcome.exit_code == 0
    assert figures_of("pairs of records", outcome.out)["f1"] > PAIR_FLOOR
    assert figures_of("families, by child", outcome.out)["f1"] > FAMILY_FLOOR


def test_evaluate_shows_each_headline_count_beside_its_true_value(night: NightRun) -> None:
    out = night.place.thinkfamily("evaluate").out
    adults = next(line for line in out.splitlines() if "amh_adults" in line)
    true, found = re.findall(r"(\d+) ", adults.split("amh_adults")[1])[:2]
    assert int(true) > 100
    assert abs(int(true) - int(found)) <= 1


def test_evaluate_writes_the_figures_of_the_night(night: NightRun, tmp_path: Path) -> None:
    file = tmp_path / "out" / "figures.json"
    outcome = night.place.thinkfamily("evaluate", "--json", str(file))
    assert outcome.exit_code == 0, outcome.told
    told = json.loads(file.read_text("utf-8"))
    shown = figures_of("pairs of records", outcome.out)
    written = told["shares"]["pairs of records"]
    assert {name.replace("_", " "): round(value, 4) for name, value in written.items()} == shown
    assert {"count_id", "true_value", "found_value", "bias"} <= set(told["counts"][0])


def test_evaluate_without_a_truth_names_the_files_that_lack(
    night: NightRun, tmp_path: Path
) -> None:
    outcome = night.place.thinkfamily("evaluate", "--truth", str(tmp_path))
    assert outcome.exit_code == 1
    assert "lacks record.csv, person.csv, care_tie.csv" in outcome.err


def test_counts_shows_the_totals_of_the_current_release(night: NightRun) -> None:
    outcome = night.place.thinkfamily("counts")
    assert outcome.exit_code == 0
    # Combinations of services, C2, have no total and are many; no source tells of young carers, C6.
    shown = {definition.id for definition in DEFINITIONS if f"│ {definition.id} " in outcome.out}
    assert shown == {definition.id for definition in DEFINITIONS} - {"C2", "C6"}
    assert "Synthetic data" in outcome.out


@pytest.mark.parametrize("spelling", ["A2", "a2"])
def test_counts_of_one_count_shows_its_definition_and_breakdowns(
    night: NightRun, spelling: str
) -> None:
    outcome = night.place.thinkfamily("counts", "--count", spelling)
    a2 = next(definition for definition in DEFINITIONS if definition.id == "A2")
    assert outcome.exit_code == 0
    assert a2.title in outcome.out
    assert a2.definition in " ".join(outcome.out.split())
    assert ": Decile 1 (most deprived)" in outcome.out
    assert "│ A1" not in outcome.out


def test_counts_shows_figures_only_as_they_were_released(night: NightRun) -> None:
    out = night.place.thinkfamily("counts").out
    rows = [line.split("│") for line in out.splitlines() if line.startswith("│ ")]
    figures = [figure for row in rows if (figure := row[3].strip().replace(",", ""))]
    assert len(figures) > len(DEFINITIONS)
    assert all(figure == "*" or int(figure) % 5 == 0 for figure in figures)


def test_an_unknown_count_is_a_usage_error_that_names_the_known_ones(night: NightRun) -> None:
    outcome = night.place.thinkfamily("counts", "--count", "Z9")
    assert outcome.exit_code == 2
    assert "no count is called Z9" in outcome.err
    assert "A1, A2" in outcome.err
