"""A gazetteer's classes become kinds of places; where a class says too little, there is none."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from sources.landing import Landed, land
from sources.mapping import conform_reference
from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.reference.addressbase.classes import CLASSES
from sources.registry import FORMATS
from tests.builders import DELIVERED, empty_warehouse

ADDRESSBASE = FORMATS["addressbase"]
FILE = "AddressBaseCore_FULL_2026-09-30_001.csv"
HEADER = "UPRN,CLASSIFICATION_CODE"
# The columns of the supply; those that nothing reads are left in the file.
CORE = (
    "UPRN,PARENT_UPRN,UDPRN,USRN,TOID,CLASSIFICATION_CODE,EASTING,NORTHING,LATITUDE,LONGITUDE,RPC,"
    "LAST_UPDATE_DATE,SINGLE_LINE_ADDRESS,PO_BOX,ORGANISATION,SUB_BUILDING,BUILDING_NAME,"
    "BUILDING_NUMBER,STREET_NAME,LOCALITY,TOWN_NAME,POST_TOWN,ISLAND,POSTCODE,DELIVERY_POINT_SUFFIX,"
    "GSS_CODE,CHANGE_CODE"
)


def landed(
    folder: Path, *lines: str, header: str = HEADER, file: str = FILE
) -> tuple[DuckDBPyConnection, Landed]:
    (folder / file).write_bytes("\r\n".join([header, *lines, ""]).encode())
    con = empty_warehouse()
    reads = read_delivery("reference", folder, [ADDRESSBASE])
    return con, land(con, "reference", DELIVERED, [ADDRESSBASE], reads)


def places_in(
    folder: Path, *lines: str, header: str = HEADER, local: Mapping[str, str] | None = None
) -> dict[str, str | None]:
    con, _ = landed(folder, *lines, header=header)
    codes = {"CLASSIFICATION_CODE": local or {}}
    held = conform_reference(con, "reference", ADDRESSBASE, codes)
    rows = con.table("conformed.place").select("uprn", "kind").fetchall()
    assert held == {"place": len(rows)}
    return dict(rows)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("RD", "residential"),
        ("RD04", "residential"),
        ("RD06", "residential"),
        ("RH", "shared house"),
        ("RH01", "shared house"),
        ("RH02", "shared house"),
        ("RH03", "shared house"),
        ("PP", "shared house"),
        ("RI", "communal"),
        ("RI01", "communal"),
        ("RI02", "communal"),
        ("RI02NC", "hostel or refuge"),
        ("RI02RC", "communal"),
        ("RI03", "communal"),
        ("CC03", "communal"),
        ("CC03SC", "communal"),
        ("CM03HP", "communal"),
        ("MA99AS", "communal"),
        ("CH", "temporary"),
        ("CH01YH", "temporary"),
        ("CH03", "temporary"),
        ("CL02CV", "temporary"),
        ("CM02HC", "non-residential"),
        ("CE04", "non-residential"),
        ("CL06", "non-residential"),
        ("CC08", "non-residential"),
        ("RG02", "non-residential"),
        ("OR03", "non-residential"),
        ("ZW99CH", "non-residential"),
        *((code, None) for code in ("R", "C", "X", "U", "UC", "P", "CA01", "CR06", "CT06")),
        *((code, None) for code in ("LD01RN", "OU05", "", "Q1", "rd04")),
    ],
)
def test_a_class_means_what_its_longest_listed_beginning_means(
    tmp_path: Path, code: str, kind: str | None
) -> None:
    assert places_in(tmp_path, f"10001,{code}") == {"10001": kind}


def test_every_listed_class_has_the_form_of_the_scheme() -> None:
    assert all(re.fullmatch(r"[A-Z]{2}([0-9]{2}([A-Z]{2})?)?", code) for code in CLASSES.values)


def test_a_code_of_the_council_wins_over_the_listed_beginning(tmp_path: Path) -> None:
    lines = ["10001,RI02XX", "10002,RI02", "10003,RD09"]
    local = {"RI02XX": "hostel or refuge", "RD09": "shared house"}
    assert places_in(tmp_path, *lines, local=local) == {
        "10001": "hostel or refuge",
        "10002": "communal",
        "10003": "shared house",
    }


def test_the_columns_of_the_supply_are_read_and_the_others_left(tmp_path: Path) -> None:
    values = ["10001", *[""] * 26]
    values[CORE.split(",").index("CLASSIFICATION_CODE")] = "RD"
    assert places_in(tmp_path, ",".join(values), header=CORE) == {"10001": "residential"}


@pytest.mark.parametrize("header", ["UPRN,CLASS", "uprn,blpu_class", "Uprn,Classification"])
def test_a_gazetteer_may_call_its_columns_otherwise(tmp_path: Path, header: str) -> None:
    assert places_in(tmp_path, "10001,RH03", header=header) == {"10001": "shared house"}


def test_a_number_keeps_no_leading_noughts(tmp_path: Path) -> None:
    assert places_in(tmp_path, "000100012345,RD02") == {"100012345": "residential"}


def test_one_number_in_two_spellings_is_one_place_and_known_where_both_agree(
    tmp_path: Path,
) -> None:
    lines = ["10001,RD02", "010001,RD04", "10002,RD02", "010002,RI01"]
    assert places_in(tmp_path, *lines) == {"10001": "residential", "10002": None}


def test_a_number_that_is_none_is_left_out_and_counted(tmp_path: Path) -> None:
    con, _ = landed(tmp_path, "10001,RD02", "B12,RD02", "1234567890123,RD02", "010001,RD02")
    assert conform_reference(con, "reference", ADDRESSBASE, {}) == {"place": 1}
    rows = con.table("conformed.left_out").select("format", "table_name", "rows").fetchall()
    assert rows == [("addressbase", "place", 3)]


def test_different_classes_under_one_number_are_set_aside(tmp_path: Path) -> None:
    lines = [f"{number},RD02" for number in range(20001, 20021)]
    con, counts = landed(tmp_path, *lines, "10001,RD02", "10001,RI01", "20001,RD02")
    assert (counts.records, counts.loaded, counts.rejected) == (23, 20, 3)
    reasons = con.table("raw.rejected").select("reason").distinct().order("all").fetchall()
    assert reasons == [("different records under one UPRN",), ("the same record again",)]


def refusal(folder: Path, *lines: str, header: str = HEADER, file: str = FILE) -> str:
    with pytest.raises(DeliveryRefusedError) as refused:
        landed(folder, *lines, header=header, file=file)
    return str(refused.value)


def test_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "10001,x", header="UPRN,POSTCODE")
    assert "CLASSIFICATION_CODE" in told
    assert "10001" not in told


def test_numbers_that_a_spreadsheet_spoilt_are_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, *["1.0E+11,RD02"] * 3)
    assert "written as a spreadsheet writes large numbers" in told


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04" + b"\x00" * 400)
    with pytest.raises(DeliveryRefusedError):
        read_delivery("reference", tmp_path, [ADDRESSBASE])


def test_changes_alone_are_not_taken_for_the_gazetteer(tmp_path: Path) -> None:
    told = refusal(tmp_path, "10001,RD02", file="AddressBaseCore_COU_2026-09-30_001.csv")
    assert "no export declares any of them" in told


def test_a_warehouse_has_a_table_of_places_before_any_is_read() -> None:
    places = empty_warehouse().table("conformed.place")
    assert (places.columns, len(places)) == (["uprn", "kind"], 0)


def test_a_delivery_of_the_geography_alone_leaves_no_places(tmp_path: Path) -> None:
    header = "pcds,dointr,doterm,wd25cd,lsoa21cd,lad25cd,imd20ind"
    (tmp_path / "NSPL.csv").write_text(f"{header}\nQQ1 1AA,201501,,w,l,c,1\n", "utf-8")
    formats = [FORMATS["nspl"], ADDRESSBASE]
    con = empty_warehouse()
    land(con, "here", DELIVERED, formats, read_delivery("here", tmp_path, formats))
    held = [conform_reference(con, "here", format_, {}) for format_ in formats]
    assert held == [{"postcode": 1}, {"place": 0}]
