"""The published sample of an SSDA903 return is read whole, counted again by hand."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.samples import sample

Row = dict[str, str]
RESPITE = ("V3", "V4")
FILES = {
    "ad1": ("ad1.csv",),
    "dolo": ("DoLo.csv",),
    "episodes": ("episodes.csv",),
    "header": ("header.csv",),
    "missing": ("missing.csv",),
    "oc2": ("oc2.csv",),
    "oc3": ("oc3.csv",),
    "placed_for_adoption": ("placed_for_adoption.csv", "placed_for_adoption_errors.csv"),
    "previous_permanence": ("previous_permanence.csv",),
    "reviews": ("reviews.csv",),
    "sw_episodes": ("sw_episodes.csv",),
    "uasc": ("uasc.csv",),
}


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample("ssda903")


@pytest.fixture(scope="module")
def council(folder: Path) -> Mapped:
    return map_folder(folder, FORMATS["ssda903"])


def rows(folder: Path, *names: str) -> list[Row]:
    """Read files with nothing but Python's own reader."""
    return [
        row
        for name in names
        for row in csv.DictReader((folder / name).read_text("utf-8-sig").splitlines())
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_known_by_its_header_and_no_row_is_lost(
    folder: Path, council: Mapped, name: str
) -> None:
    landed = council.con.table(f"raw.here__ssda903_{name}")
    expected = Counter(tuple(row.values()) for row in rows(folder, *FILES[name]))
    columns = ", ".join(rows(folder, *FILES[name])[0])
    assert Counter(landed.project(columns).fetchall()) == expected
    files = landed.project("_file").distinct().order("_file").fetchall()
    assert [file for (file,) in files] == sorted(FILES[name])


def test_nothing_is_rejected_and_every_child_is_there(folder: Path, council: Mapped) -> None:
    assert (council.landed.rejected, council.landed.undeclared_columns) == (0, 0)
    children = {row["CHILD"] for row in rows(folder, "header.csv", "episodes.csv")}
    assert {id_ for (id_,) in council.rows("person_record", "record_id")} == children


def periods(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the kind and the child of each period of care, followed episode by episode."""

    def on(text: str) -> datetime:
        return datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - compared with its like

    known = {
        (e["CHILD"], e["LS"] in RESPITE, on(e["DECOM"]), e["DEC"], e["RNE"], e["REC"])
        for e in rows(folder, "episodes.csv")
    }
    ordered = sorted(known, key=lambda e: (e[:3], not e[3], on(e[3]) if e[3] else e[2], e[4:]))
    for (child, is_break, _), group in groupby(ordered, key=lambda e: (e[0], e[1], "")):
        episodes = list(group)
        starts = {episodes[0][2]}
        for before, after in pairwise(episodes):
            is_gap = before[3] and after[2] > on(before[3])
            if after[4] == "S" or is_gap or before[5] not in ("X1", ""):
                starts.add(after[2])
        yield from (("short_break" if is_break else "looked_after", child) for _ in starts)


def test_periods_of_care_are_those_that_the_episodes_make(folder: Path, council: Mapped) -> None:
    expected = Counter(kind for kind, _ in periods(folder))
    assert Counter(map(itemgetter(0), council.rows("involvement", "kind"))) == expected
    assert min(expected.values()) > 400


def test_placements_are_those_of_the_episodes_but_adopters(folder: Path, council: Mapped) -> None:
    episodes = rows(folder, "episodes.csv")
    adopters = {
        (e["CHILD"], e["PL_POST"])
        for e in episodes
        if e["PLACE"] in ("A3", "A4", "A5", "A6") or e["REC"] in ("E11", "E12")
    }
    placed = {
        (e["CHILD"], e["DECOM"], e["DEC"], e["PL_POST"], e["PLACE"][:1] in "HKRS")
        for e in episodes
        if e["PL_POST"] and e["LS"] not in RESPITE and e["PLACE"] != "P1"
        if (e["CHILD"], e["PL_POST"]) not in adopters
    }
    assert len(council.rows("address", "record_id", where="use = 'placement'")) == len(placed)


def test_flags_are_those_of_the_files(folder: Path, council: Mapped) -> None:
    found = Counter(flag for (flag,) in council.rows("flag", "flag"))
    kept = {row["CHILD"] for row in rows(folder, "header.csv", "episodes.csv")}
    placed = rows(folder, *FILES["placed_for_adoption"])
    assert found["missing_from_care"] == len(
        {tuple(row.values())[:4] for row in rows(folder, "missing.csv") if row["CHILD"] in kept}
    )
    assert found["uasc"] == len({r["CHILD"] for r in rows(folder, "uasc.csv")} & kept)
    assert found["placed_for_adoption"] == len(
        {(r["CHILD"], r["DATE_PLACED"]) for r in placed if r["CHILD"] in kept}
    )
    assert found["sdq_score"] == sum(
        row["SDQ_SCORE"] != "" and int(row["SDQ_SCORE"]) <= 40 for row in rows(folder, "oc2.csv")
    )
