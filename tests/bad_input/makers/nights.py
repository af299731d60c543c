"""What a single delivery cannot show: releases, objections, a full disk; rows 41, 55 and 56."""

import csv
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from governance.figure import figures_from_rows
from governance.release import write_release
from linkage_models.person.preparing import prepare_records
from pipelines.nights import Night
from pipelines.warehouse import KEY_VARIABLE, open_warehouse
from sources.opt_outs import OPTED_OUT, read_opt_outs
from sources.registry import FORMATS
from tests.bad_input.bench import GOOD, TODAY, Bench
from tests.bad_input.cases import Becomes, Case, Row
from tests.bad_input.makers.arrivals import as_anybody
from tests.bad_input.seeing import hold_loaded
from tests.builders import write_export
from tests.integration.support import KEY
from tests.unit.test_release import CONTEXT

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = "=cmd|' /C calc'!A0"
_HELPLESS = 1_000_000


def _with_a_formula(bench: Bench) -> None:
    """Name somebody like a formula: it is text, and stays what it is."""
    bench.edit(0, Surname=_FORMULA, NumberAndStreet="@SUM(1)")
    bench.hidden.append(_FORMULA)
    bench.assess()
    hold_loaded(bench)
    bench.conform()
    (names,) = bench.conformed("person_record", "family_name", where="record_id = 'pat-0000'")
    assert names == ("CMD C CALC A",)


def _release_with_formulas(bench: Bench) -> None:
    """Release figures of wards named like formulas, and open all that a spreadsheet opens."""
    wards = [f"{start}=SUM(1)" for start in _STARTS]
    rows = [("A2", "children", "ward", ward, 4000, 3000, None) for ward in wards]
    folder = bench.place.folder / "release"
    write_release(figures_from_rows(rows), CONTEXT, folder)
    cells = [cell for path in sorted(folder.rglob("*.csv")) for cell in _cells_of_csv(path)]
    cells += [cell for path in sorted(folder.rglob("*.xlsx")) for cell in _cells_of_book(path)]
    found = [cell for cell in cells if "SUM(1)" in cell]
    assert len(found) >= 3 * len(_STARTS)  # A long table, one of the count, and the workbook.
    assert {cell[0] for cell in found} == {"'"}
    assert not [cell for cell in cells if cell.startswith(_STARTS)]


def _cells_of_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def _cells_of_book(path: Path) -> Iterator[str]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                yield "" if cell.value is None else str(cell.value)


def _restricted(bench: Bench) -> None:
    """Mark two people as restricted: they are kept, and never reach linkage."""
    bench.edit(1, SpineSensitive="true")
    bench.edit(2, IsConfidential="true")
    bench.assess()
    hold_loaded(bench)
    bench.conform()
    restricted = bench.conformed("person_record", "record_id", where="is_restricted")
    assert restricted == [("pat-0001",), ("pat-0002",)]
    assert prepare_records(bench.con) == len(bench.rows) - 2
    linked = {row[0] for row in bench.con.table("linkage.record").project("record_id").fetchall()}
    assert not linked & {"pat-0001", "pat-0002"}


def _opted_out(bench: Bench) -> None:
    """List somebody who objected: they are gone before linkage, and counted as left out."""
    number = bench.rows[1]["NhsNumber"]
    path = bench.place.data / "opt_outs.csv"
    path.write_text(f"nhs_number\n{number[:3]} {number[3:6]} {number[6:]}\n", "utf-8")
    bench.assess()
    hold_loaded(bench)
    bench.conform(read_opt_outs(path))
    assert len(bench.conformed("person_record", "record_id")) == len(bench.rows) - 1
    for table in ("person_record", "address", "contact_point", "involvement"):
        assert not bench.conformed(table, "record_id", where="record_id = 'pat-0001'")
    told = bench.conformed("left_out", "table_name", "rows", where=f"reason = '{OPTED_OUT}'")
    assert ("person_record", 1) in told
    assert prepare_records(bench.con) == len(bench.rows) - 1


def _with_a_good_night(bench: Bench) -> Mapping[str, bytes]:
    """Publish a night, deliver all that the next one needs, and say what readers see."""
    night = Night(data=bench.place.data, as_at=date.fromisoformat(GOOD))
    night.begin()
    with open_warehouse(night.building, KEY, bench.config.engine) as con:
        con.execute("create table good as select 1 as night")
    night.publish({"as_at": GOOD})
    reference = bench.place.data / "exports" / "reference" / TODAY
    reference.mkdir(parents=True)
    write_export(FORMATS["nspl"].exports[0], [{"pcds": "QQ1 1AA"}], reference, "NSPL.csv")
    (reference / "_COMPLETE").touch()
    return _published(bench)


def _published(bench: Bench) -> Mapping[str, bytes]:
    nights = bench.place.data / "nights"
    return {str(path): path.read_bytes() for path in nights.rglob("*") if path.is_file()}


def _full_disk(bench: Bench) -> None:
    published = _with_a_good_night(bench)
    with _no_file_larger_than(_HELPLESS):
        ran = bench.place.thinkfamily("night", "--as-at", TODAY)
    assert ran.exit_code == 1, ran.told
    assert "cannot be read or written: damaged, or a full disk" in ran.told, ran.told
    assert "Traceback" not in ran.told
    assert _published(bench) == published


@contextmanager
def _no_file_larger_than(limit: int) -> Iterator[None]:
    """Let every file end where a disk would be full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _read_only_disk(bench: Bench) -> None:
    published = _with_a_good_night(bench)
    nights = bench.place.data / "nights"
    nights.chmod(0o500)
    try:
        ran = subprocess.run(
            [
                str(Path(sys.executable).parent / "thinkfamily"),
                *("--config", str(bench.place.config), "night", "--as-at", TODAY),
            ],
            env=os.environ | {KEY_VARIABLE: KEY, "COLUMNS": "300"},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=as_anybody,
        )
    finally:
        nights.chmod(0o700)
    words = ran.stdout + ran.stderr
    assert ran.returncode == 1, words
    assert f"the folder of night {TODAY} cannot be made (Permission denied)" in words, words
    assert "Traceback" not in words
    assert _published(bench) == published


ROWS = (
    Row(
        number=41,
        arrives="a value that a spreadsheet would run as a formula",
        expected="accepted as text; escaped in everything that is released",
        cases=(
            Case(name="as a surname", becomes=Becomes.ACCEPTED, proof=_with_a_formula),
            Case(
                name="on the way out, in CSV and workbook",
                becomes=Becomes.NORMALISED,
                proof=_release_with_formulas,
            ),
        ),
    ),
    Row(
        number=55,
        arrives="somebody whose record is restricted, or who objected",
        expected="kept from linkage; who objected is removed and only counted",
        cases=(
            Case(name="restricted", becomes=Becomes.LEFT_OUT, proof=_restricted),
            Case(name="on the list of objections", becomes=Becomes.LEFT_OUT, proof=_opted_out),
        ),
    ),
    Row(
        number=56,
        arrives="a disk that is full, or may not be written to",
        expected="the run fails and the last good night stays",
        cases=(
            Case(name="full", becomes=Becomes.FAILED, proof=_full_disk),
            Case(name="read-only", becomes=Becomes.FAILED, proof=_read_only_disk),
        ),
    ),
)
