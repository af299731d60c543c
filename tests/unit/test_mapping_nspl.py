"""The postcode lookup is read in the names of any release, and ranks become deciles."""

from pathlib import Path

import pytest

from sources.landing import land
from sources.mapping import conform_reference
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from tests.builders import DELIVERED, empty_warehouse

NSPL = FORMATS["nspl"]
NEW = "pcds,dointr,doterm,wd25cd,lsoa21cd,lad25cd,imd20ind"


def looked_up(
    folder: Path, *lines: str, header: str = NEW, file: str = "OLDMOOR_NSPL_2026.csv"
) -> list[tuple[object, ...]]:
    text = "\n".join([header, *lines, ""])
    (folder / file).write_text(text, encoding="utf-8")
    con = empty_warehouse()
    reads = read_delivery("reference", folder, [NSPL])
    land(con, "reference", DELIVERED, [NSPL], reads)
    held = conform_reference(con, "reference", NSPL, {})
    rows: list[tuple[object, ...]] = con.table("conformed.postcode").order("all").fetchall()
    assert held == {"postcode": len(rows)}
    return rows


@pytest.mark.parametrize(
    "header",
    [
        NEW,
        "pcd,dointr,doterm,ward,lsoa21,laua,imd",
        "pcd7,dointr,doterm,osward,lsoa21,oslaua,imd",
        "pcds,dointr,doterm,wd23cd,lsoa21cd,lad23cd,imd19ind",
        "PCDS,DOINTR,DOTERM,WD24CD,LSOA21CD,LAD24CD,IMD20IND",
        "oseast1m,imd,laua,lsoa21,osward,doterm,dointr,pcd8",
    ],
)
def test_columns_are_read_under_the_names_of_any_release(tmp_path: Path, header: str) -> None:
    line = "B99 9ZZ,201501,,E05999001,E01999001,E08999001,1"
    if header.startswith("oseast1m"):
        line = ",".join(["400000", *reversed(line.split(","))])
    assert looked_up(tmp_path, line, header=header) == [("B99 9ZZ", "E05999001", "E01999001", 1, 1)]


@pytest.mark.parametrize(
    ("rank", "decile"),
    [("1", 1), ("3284", 1), ("3285", 2), ("16422", 5), ("32844", 10)],
)
def test_the_first_tenth_of_ranks_is_the_most_deprived(
    tmp_path: Path, rank: str, decile: int
) -> None:
    (row,) = looked_up(tmp_path, f"B99 9ZZ,201501,,w,l,c,{rank}")
    assert row[3:] == (int(rank), decile)


def test_a_postcode_without_a_rank_has_no_decile(tmp_path: Path) -> None:
    (row,) = looked_up(tmp_path, "B99 9ZZ,201501,,w,l,c,")
    assert row[3:] == (None, None)


def test_of_a_postcode_used_twice_the_live_one_counts(tmp_path: Path) -> None:
    lines = [
        "B99 9ZZ,199001,199912,old,l,c,1",
        "B999ZZ,200001,,live,l,c,1",
        "B98 7YY,199001,199912,older,l,c,1",
        "B98  7YY,200001,201012,newer,l,c,1",
    ]
    assert [row[:2] for row in looked_up(tmp_path, *lines)] == [
        ("B98 7YY", "newer"),
        ("B99 9ZZ", "live"),
    ]


def test_the_directory_is_read_like_the_lookup(tmp_path: Path) -> None:
    line = "B99 9ZZ,201501,,E05999001,E01999001,E08999001,1"
    rows = looked_up(tmp_path, line, file="ONSPD_AUG_2026.csv")
    assert rows == [("B99 9ZZ", "E05999001", "E01999001", 1, 1)]


@pytest.mark.parametrize(
    ("nation", "last"), [("E92", 32844), ("W92", 1909), ("S92", 6976), ("N92", 890)]
)
def test_deciles_are_those_of_the_nation(tmp_path: Path, nation: str, last: int) -> None:
    lines = [f"B99 9ZZ,201501,,w,l,c,{last},{nation}", f"B98 7YY,201501,,w,l,c,1,{nation}"]
    rows = looked_up(tmp_path, *lines, header=f"{NEW},ctry25cd")
    assert [row[4] for row in rows] == [1, 10]


def test_an_area_that_is_not_in_the_nation_is_none(tmp_path: Path) -> None:
    (row,) = looked_up(tmp_path, "B99 9ZZ,201501,,E99999999,W99999999,E08999001,")
    assert row[1:3] == (None, None)
