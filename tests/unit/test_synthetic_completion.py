"""A synthetic delivery ends with a marker that says what it holds."""

from pathlib import Path

from pipelines.deliveries.totals import read_totals
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from synthetic_data.deliveries import write_town
from synthetic_data.exports.completion import MARKER
from synthetic_data.plan import TownPlan


def test_every_delivery_is_marked_with_totals_that_its_files_meet(tmp_path: Path) -> None:
    write_town(TownPlan(people=200, seed=2), tmp_path / "exports", tmp_path / "truth")
    folders = sorted((tmp_path / "exports").glob("*/*"))
    assert len(folders) == 5
    for folder in folders:
        totals = read_totals(folder / MARKER)
        assert [total.file for total in totals] == sorted(
            path.name for path in folder.iterdir() if path.name != MARKER
        )
    (total,) = read_totals(next((tmp_path / "exports" / "gp").iterdir()) / MARKER)
    reads = read_delivery("gp", next((tmp_path / "exports" / "gp").iterdir()), [FORMATS["emis"]])
    (file,) = reads["Admin_Patient"]
    assert total.records == file.tables[0].records > 100
