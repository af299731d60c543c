"""The evidence pack of a real night, through the real command: whole, shareable, on record."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import pytest

from governance.charting.flow import FLOW
from governance.register.decision import Decision
from pipelines.config import Engine, load_config
from pipelines.counts.counting import figures
from pipelines.evidence.gathering import Subject
from pipelines.evidence.packing import write_evidence
from pipelines.warehouse import KEY_VARIABLE, open_warehouse
from tests.conftest import NightRun
from tests.integration.searching import found_in_files
from tests.integration.support import AS_AT, KEY, Place, copy_of, read_rows
from tests.registers import register_in

pytestmark = pytest.mark.slow

MADE = Decision(by="officer", at="2026-10-05T09:30:00+00:00", reason="For the auditor.")
SMALL = re.compile(r"[1-7]")


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def standings(folder: Path) -> Iterator[str]:
    told = json.loads((folder / "evidence.json").read_text("utf-8"))
    for section in told["sections"]:
        for block in section["blocks"]:
            for answer in block.get("answers", ()):
                yield answer["standing"]


@pytest.fixture
def unreleased(hamlet: Place) -> Place:
    """A night of which nothing was released."""
    life = hamlet.thinkfamily("release", "withdraw", hamlet.release.name, "--reason", "Wrong.")
    assert life.exit_code == 0, life.told
    return hamlet


def test_a_pack_holds_no_personal_value_and_no_record_id(night: NightRun, tmp_path: Path) -> None:
    place = copy_of(night.place, tmp_path / "place")
    out = tmp_path / "pack"
    outcome = place.thinkfamily("evidence", "--out", str(out), "--exact", "--reason", "A trial.")
    assert outcome.exit_code == 0, outcome.told
    files = [path for path in out.rglob("*") if path.is_file()]
    ids = {
        f"record {n}": record
        for n, record in enumerate(
            {*night.canary.adult.values(), *night.canary.child.values()}, start=1
        )
        if len(record) > 5  # A shorter one is a number like any other.
    }
    assert len(ids) >= 3
    assert found_in_files(files, {**night.canary.needles, **ids}) == {}
    assert found_in_files(files, {"the folder": str(tmp_path)}) == {}


def test_a_pack_is_noted_with_its_checksum_and_never_written_over(
    hamlet: Place, tmp_path: Path
) -> None:
    out = tmp_path / "pack"
    words = ("evidence", "--out", str(out), "--release", hamlet.release.name)
    assert hamlet.thinkfamily(*words, "--reason", "For the auditor.").exit_code == 0
    last = register_in(hamlet.data).entries()[-1]
    assert (last.action, last.subject) == ("evidence written", hamlet.release.name)
    sealed = sha256((out / "CHECKSUMS.sha256").read_bytes()).hexdigest()
    assert json.loads(last.details) == {
        "checksum": sealed,
        "exact_numbers": "no",
        "reason": "For the auditor.",
    }
    assert not (out / "for_the_officer").exists()
    before = digests(out)
    again = hamlet.thinkfamily(*words)
    assert again.exit_code == 1
    assert "is not an empty folder" in again.err
    assert digests(out) == before
    assert register_in(hamlet.data).entries()[-1].number == last.number


def test_the_same_night_and_moment_give_the_same_bytes(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    twin = copy_of(hamlet, tmp_path / "twin")
    outs = []
    for place in (hamlet, twin):
        out = tmp_path / f"pack of {place.folder.name}"
        write_evidence(load_config(place.config), Subject(), out, MADE, is_exact=True)
        outs.append(digests(out))
    assert outs[0] == outs[1]
    assert len(outs[0]) > 50


def test_the_figures_of_a_released_night_are_those_of_its_release(
    hamlet: Place, tmp_path: Path
) -> None:
    assert hamlet.thinkfamily("evidence", "--out", str(tmp_path / "pack")).exit_code == 0
    released = [
        row
        for row in read_rows(hamlet.release / "figures.csv")
        if row["count_id"] == FLOW and row["breakdown"] == "source"
    ]
    shown = {row["Step"]: row for row in rows_of(tmp_path / "pack", "flow_numbers")}
    assert released
    for row in released:
        figure = shown[row["measure_title"]][row["category_title"]]
        assert figure.replace(",", "") == row["figure"]


def test_numbers_of_a_night_that_was_not_released_are_under_its_rule(
    unreleased: Place, tmp_path: Path
) -> None:
    out = tmp_path / "pack"
    outcome = unreleased.thinkfamily("evidence", "--out", str(out), "--night", AS_AT, "--exact")
    assert outcome.exit_code == 0, outcome.told
    with open_warehouse(unreleased.warehouse, KEY, Engine(), read_only=True) as con:
        exact = [each for each in figures(con) if each.count_id == FLOW]
    small = {each.value for each in exact if 1 <= each.value <= 7}
    assert small  # Else there is nothing to hide.
    kept = read_rows(out / "for_the_officer" / "flow_exact.csv")
    assert [int(row["value"]) for row in kept] == [each.value for each in exact]
    for name in ("flow_numbers", "counted", "files", "links", "cluster_checks", "rows_left_out"):
        numbers = [
            text
            for row in rows_of(out, name)
            for column, text in row.items()
            if column not in {"Step", "Count", "What", "data", "Delivery", "File", "SHA-256"}
        ]
        assert numbers
        assert [text for text in numbers if SMALL.fullmatch(text)] == []
        assert all(int(n) % 5 == 0 for n in numbers if n.isdecimal())
    assert "*" in {text for row in rows_of(out, "flow_numbers") for text in row.values()}


def test_a_release_whose_night_is_gone_tells_what_is_left(hamlet: Place, tmp_path: Path) -> None:
    rmtree(hamlet.data / "nights" / AS_AT)
    out = tmp_path / "pack"
    outcome = hamlet.thinkfamily("evidence", "--out", str(out), "--release", hamlet.release.name)
    assert outcome.exit_code == 0, outcome.told
    assert rows_of(out, "flow_numbers")
    assert "not known" in set(standings(out))
    assert "is not there whole" in (out / "evidence.html").read_text("utf-8")


def test_a_release_that_was_changed_shows_no_figure(hamlet: Place, tmp_path: Path) -> None:
    file = hamlet.release / "figures.csv"
    file.chmod(0o640)
    file.write_bytes(file.read_bytes() + b"\n")
    out = tmp_path / "pack"
    outcome = hamlet.thinkfamily("evidence", "--out", str(out), "--release", hamlet.release.name)
    assert outcome.exit_code == 0, outcome.told
    assert not (out / "tables" / "flow_numbers.csv").exists()
    assert "is not as it was sealed" in (out / "evidence.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--night", "2026-01-01"), 1, "the night of 2026-01-01 is not there whole"),
        (("--release", "none-of-that-name"), 1, "no release is called so"),
        (("--night", AS_AT, "--release", f"{AS_AT}-nhs-v1"), 2, "not both"),
    ],
)
def test_what_is_not_there_is_told_in_words_and_nothing_is_written(
    hamlet: Place, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    outcome = hamlet.thinkfamily("evidence", "--out", str(tmp_path / "pack"), *words)
    assert outcome.exit_code == code
    assert says in outcome.err
    assert not (tmp_path / "pack").exists()
    assert not list(tmp_path.glob(".pack*"))


def test_every_night_and_every_decision_is_in_the_change_log(hamlet: Place, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert hamlet.thinkfamily("evidence", "--out", str(out)).exit_code == 0
    assert [row["Night"] for row in rows_of(out, "changes")] == [str(date.fromisoformat(AS_AT))]
    assert [row["What"] for row in rows_of(out, "decisions")] == [
        "night made current",
        "release proposed",
        "release approved",
        "release published",
    ]
