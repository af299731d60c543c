"""Every published sample gives the outcome that `docs/samples.md` tells, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest

from sources.declaration import Format
from sources.landing import land
from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.registry import FORMATS
from tests.builders import DELIVERED, empty_warehouse
from tests.samples import SAMPLES, sample

PAGE = Path(__file__).parents[2] / "docs" / "samples.md"
# Of a class list there is no name to know it by: a source says which files are its lists.
NAMED = {"class_list": "class_list_{}"}
# Several files make one delivery; of the others each is one.
TOGETHER = {"ssda903", "school_census", "fhir_uk_core"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row of the page."""

    sample: str
    format: Format
    records: int
    loaded: int
    set_aside: int
    outcome: str


def told() -> Iterator[Told]:
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[2].isdigit():
            yield Told(
                sample=cells[0],
                format=FORMATS[cells[1]],
                records=int(cells[2]),
                loaded=int(cells[3]),
                set_aside=int(cells[4]),
                outcome=cells[5],
            )


TOLD = list(told())


def deliver(row: Told, folder: Path) -> str:
    """Copy a sample, with those of its delivery, and return the name it has there."""
    chosen = [row]
    if row.format.name in TOGETHER:
        chosen = [each for each in TOLD if each.format is row.format]
    name = NAMED.get(row.format.name, "{}")
    for each in chosen:
        path = sample(each.sample)
        copy(path, folder / name.format(path.name))
    return name.format(Path(row.sample).name)


@pytest.mark.parametrize("row", TOLD, ids=[row.sample for row in TOLD])
def test_a_sample_has_the_outcome_that_is_told(row: Told, tmp_path: Path) -> None:
    name = deliver(row, tmp_path)
    con = empty_warehouse()
    try:
        reads = read_delivery("here", tmp_path, [row.format])
        land(con, "here", DELIVERED, [row.format], reads)
    except DeliveryRefusedError:
        assert row.outcome == "refused"
        return
    assert row.outcome == "accepted"
    of_file = f"file = '{name}'"
    received = con.table("raw.delivery").filter(of_file).sum("records").fetchone()
    rejected = len(con.table("raw.rejected").filter(of_file))
    assert received is not None
    assert (received[0], rejected) == (row.records, row.set_aside)
    assert row.loaded == row.records - row.set_aside


def test_every_sample_is_told() -> None:
    sample(".")
    published = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file() and path.name != "NOTICE.md"
    }
    assert {row.sample for row in TOLD} == published
