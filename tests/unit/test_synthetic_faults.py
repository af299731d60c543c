"""Whole-file faults do to a delivery what a desktop does, and the product notices."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree
from unicodedata import normalize

import pytest

from sources.declaration import Delimited, Kind
from sources.landing import Landed, land
from sources.readers.files import DeliveryRefusedError, read_delivery
from synthetic_data.deliveries import write_town
from synthetic_data.exports.delivery import declared_formats
from synthetic_data.plan import TownPlan
from synthetic_data.scenarios.faults import (
    EXCEL_ROUND_TRIP,
    FAULTS,
    US_DATES,
    Fault,
    NotADeliveryError,
)
from synthetic_data.scenarios.spreadsheet import shown
from tests.builders import empty_warehouse

AS_AT = date(2026, 9, 30)
WRITTEN = declared_formats()
SOURCES = ("adult_mental_health", "childrens_social_care", "gp")
EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write_town(TownPlan(people=600, seed=5, as_at=AS_AT), folder / "exports", folder / "truth")
    return folder / "exports"


@pytest.fixture
def spoilt(town: Path, tmp_path: Path) -> Callable[[Fault, str], Path]:
    def spoil(fault: Fault, source: str) -> Path:
        folder = copytree(town / source / "2026-09-30", tmp_path / source / "2026-09-30")
        fault.apply(folder, WRITTEN[source])
        return folder

    return spoil


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def landed(folder: Path) -> Landed:
    source = folder.parent.name
    formats = WRITTEN[source]
    return land(empty_warehouse(), source, AS_AT, formats, read_delivery(source, folder, formats))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("00123", "123"),
        ("9990000018", "9.99E+09"),
        ("9991234567", "9.99123E+09"),
        ("07700900123", "7.7009E+09"),
        ("07700 900123", "07700 900123"),
        ("+447700900123", "4.47701E+11"),
        ("2016-03-02", "02/03/2016"),
        ("2016-03-02 00:00:00", "02/03/2016 00:00"),
        ("2016-03-02 00:00:00.000", "00:00.0"),
        ("2016-03-02 09:15:30.250000", "15:30.2"),
        ("1753-01-01", "1753-01-01"),
        ("2016-02-30", "2016-02-30"),
        ("1-2", "01-Feb"),
        ("12/14", "Dec-14"),
        ("31-31", "31-31"),
        ("12E3", "1.20E+04"),
        ("1.0", "1"),
        ("=1+1", "#NAME?"),
        ("=007", "7"),
        ("-x", "#NAME?"),
        ("-", "-"),
        ("true", "TRUE"),
        ("12A", "12A"),
        ("{0A1B}", "{0A1B}"),
        ("Ivy", "Ivy"),
        ("", ""),
    ],
)
def test_a_spreadsheet_shows_what_it_takes_a_text_for(text: str, told: str) -> None:
    assert shown(text) == told


@EVERY_SOURCE
def test_us_dates_turn_every_date_round_and_nothing_else(
    town: Path, spoilt: Callable[[Fault, str], Path], source: str
) -> None:
    folder = spoilt(US_DATES, source)
    turned = 0
    for format_ in WRITTEN[source]:
        for export in (e for e in format_.exports if isinstance(e.layout, Delimited)):
            dates = {c.name for c in export.table.columns if c.kind is Kind.DATE}
            for path in folder.glob(export.file_pattern):
                before = rows(town / source / "2026-09-30" / path.name)
                for old, new in zip(before, rows(path), strict=True):
                    for name in old:
                        if name in dates and old[name] not in format_.nulls:
                            day = date.fromisoformat(old[name][:10])
                            assert new[name] == f"{day.month:02}/{day.day:02}/{day.year}"
                            turned += 1
                        else:
                            assert new[name] == old[name]
    assert turned > 100


@EVERY_SOURCE
def test_a_round_trip_through_excel_is_saved_as_windows_saves_it(
    town: Path, spoilt: Callable[[Fault, str], Path], source: str
) -> None:
    folder = spoilt(EXCEL_ROUND_TRIP, source)
    for path in folder.glob("*.csv"):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
        before = rows(town / source / "2026-09-30" / path.name)
        expected = [
            {
                name: shown(value).encode("cp1252", "replace").decode("cp1252")
                for name, value in row.items()
            }
            for row in before
        ]
        assert rows(path, "cp1252") == expected


def test_excel_takes_the_days_and_the_nhs_numbers_of_a_trust(
    town: Path, spoilt: Callable[[Fault, str], Path]
) -> None:
    folder = spoilt(EXCEL_ROUND_TRIP, "adult_mental_health")
    (index,) = folder.glob("ClientIndex_*.csv")
    before = rows(town / "adult_mental_health" / "2026-09-30" / index.name)
    after = rows(index, "cp1252")
    assert len(before) == len(after) > 50
    numbered = [(old, new) for old, new in zip(before, after, strict=True) if old["NNN"] != "NULL"]
    assert len(numbered) > 40
    assert all(re.fullmatch(r"\d(\.\d+)?E\+(09|10)", new["NNN"]) for _, new in numbered)
    days = {row["DateOfBirth"] for row in before} - {"NULL"}
    assert len(days) > 40
    assert {row["DateOfBirth"] for row in after} - {"NULL"} == {"00:00.0"}
    assert {old["NNNStatus"] for old, _ in numbered} >= {"01"}
    assert not any(new["NNNStatus"].startswith("0") for _, new in numbered)


def test_letters_that_windows_does_not_have_become_question_marks(tmp_path: Path) -> None:
    folder = tmp_path / "gp" / "2026-09-30"
    folder.mkdir(parents=True)
    path = folder / "501_Admin_Patient_1.csv"
    path.write_text('"PatientGuid","GivenName"\n"{1}","Błażej Zoë"\n', "utf-8")
    EXCEL_ROUND_TRIP.apply(folder, WRITTEN["gp"])
    assert path.read_bytes() == b"PatientGuid,GivenName\r\n{1},B?a?ej Zo\xeb\r\n"


@EVERY_SOURCE
@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_xml_is_left_alone(
    town: Path, spoilt: Callable[[Fault, str], Path], source: str, fault: Fault
) -> None:
    folder = spoilt(fault, source)
    written = town / source / "2026-09-30"
    assert {path.name for path in folder.iterdir()} == {path.name for path in written.iterdir()}
    for path in folder.glob("*.xml"):
        assert path.read_bytes() == (written / path.name).read_bytes()


def test_a_folder_without_delimited_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "school" / "2026-09-30"
    folder.mkdir(parents=True)
    with pytest.raises(NotADeliveryError, match="holds no delimited file of school"):
        US_DATES.apply(folder, WRITTEN["school"])


@EVERY_SOURCE
def test_a_delivery_with_us_dates_is_refused(
    spoilt: Callable[[Fault, str], Path], source: str
) -> None:
    folder = spoilt(US_DATES, source)
    with pytest.raises(DeliveryRefusedError, match="is not a date in the declared format"):
        landed(folder)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("adult_mental_health", "is not a date in the declared format"),
        ("childrens_social_care", "is not a date in the declared format"),
        ("gp", "column NhsNumber: .* are written as a spreadsheet writes large numbers"),
    ],
)
def test_a_delivery_that_was_saved_by_excel_is_refused_for_its_values(
    town: Path, tmp_path: Path, source: str, told: str
) -> None:
    folder = copytree(town / source / "2026-09-30", tmp_path / source / "2026-09-30")
    for path in folder.glob("*.csv"):
        text = normalize("NFKD", path.read_text("utf-8")).encode("ascii", "ignore")
        path.write_bytes(text)
    EXCEL_ROUND_TRIP.apply(folder, WRITTEN[source])
    with pytest.raises(DeliveryRefusedError, match=told):
        landed(folder)


@EVERY_SOURCE
def test_a_delivery_that_was_saved_by_excel_is_refused_for_its_letters(
    town: Path, tmp_path: Path, source: str
) -> None:
    folder = copytree(town / source / "2026-09-30", tmp_path / source / "2026-09-30")
    for path in folder.glob("*.csv"):
        header, records = path.read_text("utf-8").split("\n", 1)
        path.write_text(f"{header}\n{records.replace('e', 'é')}", "utf-8")
    EXCEL_ROUND_TRIP.apply(folder, WRITTEN[source])
    with pytest.raises(DeliveryRefusedError, match="is not utf-8"):
        landed(folder)
