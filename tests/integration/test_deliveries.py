"""Nights over deliveries that come, fail and come again: the last good one stays in use."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from pipelines.deliveries.ledger import open_ledger
from pipelines.warehouse import KEY_VARIABLE
from sources.opt_outs import OPTED_OUT
from tests.integration.support import AS_AT, KEY, Place, read_rows

pytestmark = pytest.mark.slow

NEXT_DAY = "2026-10-01"


def come_again(place: Place, source: str) -> Path:
    """Deliver what a source delivered before under the next date."""
    return copytree(place.delivery(source), place.delivery(source).with_name(NEXT_DAY))


def test_a_night_uses_the_last_good_delivery_and_says_so(hamlet: Place) -> None:
    school = come_again(hamlet, "school")
    next(iter(sorted(school.glob("*.xml")))).write_bytes(b"")
    come_again(hamlet, "gp")
    outcome = hamlet.thinkfamily("night", "--as-at", NEXT_DAY)
    assert outcome.exit_code == 0, outcome.told
    unusual = [line for line in outcome.out.splitlines() if line.startswith("Unusual:")]
    assert any(
        "school: the delivery of 2026-10-01 is refused" in line
        and "it is empty" in line
        and line.endswith(f"data as at {AS_AT}")
        for line in unusual
    )
    assert any("gp: the delivery of 2026-10-01 holds the same" in line for line in unusual)
    manifest = json.loads((hamlet.data / "nights" / NEXT_DAY / "manifest.json").read_text("utf-8"))
    assert {each["source"]: each["outcome"] for each in manifest["passed_over"]} == {
        "school": "refused",
        "gp": "same",
    }
    release = hamlet.publish(NEXT_DAY)
    metadata = json.loads((release / "metadata.json").read_text("utf-8"))
    assert set(metadata["data_as_at"].values()) == {AS_AT}


def figures_of(release: Path) -> dict[str, bytes]:
    """Read what a release holds of figures: all that does not name the release."""
    paths = [release / "figures.parquet", *sorted((release / "tables").iterdir())]
    return {path.name: path.read_bytes() for path in paths}


def test_a_release_does_not_depend_on_when_its_deliveries_were_assessed(hamlet: Place) -> None:
    before = figures_of(hamlet.release)
    (hamlet.data / "ledger.db").unlink()
    assert hamlet.thinkfamily("night", "--as-at", AS_AT).exit_code == 0
    assert figures_of(hamlet.publish()) == before
    assert len(open_ledger(hamlet.data).entries()) == 5


def test_people_who_objected_are_counted_nowhere_but_as_left_out(hamlet: Place) -> None:
    hamlet.configure('data = "data"', 'data = "data"\nopt_outs = "opt_outs.csv"')
    hamlet.configure('formats = ["emis"]', 'formats = ["emis"]\nopt_outs_apply = true')
    outcome = hamlet.thinkfamily("night", "--as-at", AS_AT)
    assert outcome.exit_code == 1
    assert "the list of objections opt_outs.csv is not there" in outcome.err
    numbers = [row["NhsNumber"] for row in read_rows(hamlet.file("gp", "*.csv"))]
    number = next(number for number in numbers if number)
    (hamlet.data / "opt_outs.csv").write_text(f"{number}\n", "utf-8")
    outcome = hamlet.thinkfamily("night", "--as-at", AS_AT)
    assert outcome.exit_code == 0, outcome.told
    manifest_file = hamlet.warehouse.with_name("manifest.json")
    manifest = json.loads(manifest_file.read_text("utf-8"))
    left_out = {
        (each["source"], each["table_name"])
        for each in manifest["left_out"]
        if each["reason"] == OPTED_OUT
    }
    assert ("gp", "person_record") in left_out
    assert {source for source, _ in left_out} == {"gp"}
    assert number not in manifest_file.read_text("utf-8")


def test_a_full_disk_fails_the_night_in_words_and_leaves_the_last_good_one(hamlet: Place) -> None:
    published, folders = hamlet.published(), hamlet.folders()
    ledger = (hamlet.data / "ledger.db").read_bytes()
    limit = hamlet.warehouse.stat().st_size // 2

    def let_no_file_grow_further() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = subprocess.run(
        [
            str(Path(sys.executable).parent / "thinkfamily"),
            *("--config", str(hamlet.config), "night", "--as-at", NEXT_DAY),
        ],
        env=os.environ | {KEY_VARIABLE: KEY, "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=let_no_file_grow_further,
    )
    assert ran.returncode == 1, ran.stderr
    assert "cannot be read or written: damaged, or a full disk" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert hamlet.published() == published
    assert hamlet.folders() == folders
    assert (hamlet.data / "ledger.db").read_bytes() == ledger
    assert hamlet.thinkfamily("counts").exit_code == 0
