"""The published sample of a school census is read whole, counted again by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.samples import sample

CENSUS = FORMATS["school_census"]
FILES = {
    "pupilonroll": "2024_autumn_pupilonroll.csv",
    "pupilnolongeronroll": "2024_autumn_pupilnolongeronroll.csv",
    "addresses": "2024_autumn_addressesoffroll.csv",
    "termlyexclusions": "2024_autumn_termlyexclusionsonroll.csv",
}
ABSENCE = ("record_id", "value")
Row = dict[str, str]


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample("school_census")


@pytest.fixture(scope="module")
def council(folder: Path) -> Mapped:
    return map_folder(folder, CENSUS)


def rows(folder: Path, name: str) -> list[Row]:
    """Read a file with nothing but Python's own reader."""
    return list(csv.DictReader((folder / FILES[name]).read_text("utf-8-sig").splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_no_row_is_lost_of_the_columns_that_are_declared(
    folder: Path, council: Mapped, name: str
) -> None:
    table = f"census_{name}"
    declared = {column.name for column in CENSUS.tables[table].columns}
    columns = [column for column in rows(folder, name)[0] if column in declared]
    expected = Counter(tuple(row[c] for c in columns) for row in rows(folder, name))
    landed = council.con.table(f"raw.here__{table}")
    assert Counter(landed.project(", ".join(columns)).fetchall()) == expected
    assert council.landed.rejected == 0


def test_every_pupil_is_one_record_known_by_the_number(folder: Path, council: Mapped) -> None:
    upns = {row["upn"] for name in list(FILES)[:2] for row in rows(folder, name)}
    assert {id_ for (id_,) in council.rows("person_record", "record_id")} == upns
    assert len(upns) == council.added["person_record"] > 450


def test_the_numbers_of_the_sample_are_no_numbers_of_pupils(council: Mapped) -> None:
    assert council.rows("person_record", "record_id", where="upn is not null") == []


def test_needs_are_those_of_pupils_on_roll(folder: Path, council: Mapped) -> None:
    provisions = Counter(row["senprovision"] for row in rows(folder, "pupilonroll"))
    kinds = Counter(kind for (kind,) in council.rows("involvement", "kind"))
    assert kinds["education_health_care_plan"] == provisions["E"] + provisions["S"]
    assert kinds["support"] == provisions["K"] + provisions["A"] + provisions["P"]


def test_no_property_number_of_the_sample_is_one(council: Mapped) -> None:
    found = council.rows("address", "uprn", "postcode_as_received")
    assert {uprn for uprn, _ in found} == {None}
    assert len(found) > 30


def test_suspensions_reach_the_pupils_they_point_at(folder: Path, council: Mapped) -> None:
    upns = {row["pupilonrolltableid"]: row["upn"] for row in rows(folder, "pupilonroll")}
    expected = {
        (upns[row["pupilonrolltableid"]], row["startdate"], row["category"])
        for row in rows(folder, "termlyexclusions")
        if row["pupilonrolltableid"] in upns
    }
    where = "flag in ('suspension', 'permanent_exclusion')"
    assert len(council.rows("flag", "record_id", where=where)) == len(expected) > 80


def test_absence_is_the_share_that_python_makes_of_the_totals(
    folder: Path, council: Mapped
) -> None:
    shares: dict[str, list[float]] = {}
    times: Counter[str] = Counter()
    for row in (row for name in list(FILES)[:2] for row in rows(folder, name)):
        times[row["upn"]] += 1
        totals = [row["termlysessionsauthorised"], row["termlysessionsunauthorised"]]
        if row["termlysessionspossible"] and any(totals):
            missed = sum(float(total or 0) for total in totals)
            share = 100 * missed / float(row["termlysessionspossible"])
            shares.setdefault(row["upn"], []).append(share)
    found = {str(i): str(v) for i, v in council.rows("flag", *ABSENCE, where="flag = 'absence'")}
    assert all(times[id_] > 1 for id_ in shares.keys() - found.keys())
    for id_, value in found.items():
        assert min(abs(share - float(value)) for share in shares[id_]) <= 0.0501
    assert len(found) > 300
