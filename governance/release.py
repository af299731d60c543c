"""A release: the folder of disclosure-controlled tables, charts and words that people are given.

It is written whole or not at all: figures are checked before anything is written, and the caller
moves the folder into place once it is complete. Approval and publication are not here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from governance.charting.chart import Chart
from governance.charting.planning import draw_charts
from governance.content import Content
from governance.disclosure.checking import Checked
from governance.disclosure.releasing import protected
from governance.estimate import shown_changes, shown_estimates
from governance.estimate_tables import write_changes, write_estimates
from governance.figure import Figure
from governance.figure_check import check_release
from governance.metadata import write_metadata
from governance.refusal import ReleaseError
from governance.release_context import Purpose, ReleaseContext
from governance.report import write_report
from governance.rows import ReleaseRow, release_rows
from governance.seal import write_checksums
from governance.tables import write_count_csv, write_parquet, write_release_csv
from governance.workbook import write_workbook

__all__ = ["Purpose", "ReleaseContext", "ReleaseError", "ReleaseSummary", "write_release"]

_FILE_MODE = 0o440
_FOLDER_MODE = 0o750


@dataclass(frozen=True, kw_only=True)
class ReleaseSummary:
    """What was written, for the register: `checksum` seals all files of the release."""

    folder: Path
    files: tuple[str, ...]
    figure_count: int
    suppressed_count: int
    checksum: str


def write_release(
    figures: Iterable[Figure], context: ReleaseContext, folder: Path
) -> ReleaseSummary:
    """Write a release into a new or empty folder; the same input gives the same bytes.

    Raises:
        ReleaseError: if the figures or the context contradict the definitions or themselves, or
            hidden numbers can be worked out (`DisclosureError`).
        FileExistsError: if the folder holds anything.
    """
    exact = tuple(figures)
    check_release(exact, context)
    _make_folders(folder)
    shown, checked = protected(exact, context.occasion)
    rows = release_rows(shown, context)
    content = _content(rows, checked, context)
    _write_tables(content, context, folder)
    _write_charts(content.charts, folder)
    write_workbook(content, context, folder / "release.xlsx")
    write_report(content, context, folder / "report.html")
    write_metadata(content, context, folder / "metadata.json")
    checksum = write_checksums(folder)
    return ReleaseSummary(
        folder=folder,
        files=_sealed(folder),
        figure_count=len(rows),
        suppressed_count=sum(row.figure.is_suppressed for row in rows),
        checksum=checksum,
    )


def _make_folders(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        msg = f"{folder} is not empty; a release is never written over another"
        raise FileExistsError(msg)
    for each in (folder, folder / "tables", folder / "charts"):
        each.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        each.chmod(each.stat().st_mode & _FOLDER_MODE)


def _content(rows: tuple[ReleaseRow, ...], checked: Checked, context: ReleaseContext) -> Content:
    estimates = shown_estimates(context.estimates, rows, context.profile)
    return Content(
        rows=rows,
        checked=checked,
        estimates=estimates,
        changes=shown_changes(context.changes, rows, context.profile, context.earlier),
        charts=draw_charts(rows, estimates, context),
    )


def _write_tables(content: Content, context: ReleaseContext, folder: Path) -> None:
    """Write all figures as one long table, and those of each count as one of its own."""
    write_parquet(content.rows, context, folder / "figures.parquet")
    write_release_csv(content.rows, context, folder / "figures.csv")
    write_estimates(content.estimates, context, folder)
    write_changes(content.changes, context, folder)
    for count_id, of_count in groupby(content.rows, key=lambda row: row.definition.id):
        rows = tuple(of_count)
        write_count_csv(rows, context, folder / "tables" / f"{count_id}.csv")
        write_parquet(rows, context, folder / "tables" / f"{count_id}.parquet")


def _write_charts(charts: Sequence[Chart], folder: Path) -> None:
    for chart in charts:
        path = folder / "charts" / f"{chart.name}.svg"
        path.write_text(chart.svg, encoding="utf-8")
        path.with_suffix(".png").write_bytes(chart.png)


def _sealed(folder: Path) -> tuple[str, ...]:
    """Make every file read-only for its readers, and list them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        path.chmod(_FILE_MODE)
    return tuple(path.relative_to(folder).as_posix() for path in files)
