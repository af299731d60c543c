"""Files of the release, as they were sealed: they come from its folder and nowhere else."""

import re
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from dashboard.access.headers import OWN_STYLE
from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Anyone
from dashboard.reading.current import Current
from dashboard.reading.published import PublishedRelease
from dashboard.rendering import page

router = APIRouter()
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_NAME = re.compile(r"[A-Za-z0-9_]+")
_WHOLE = {
    "release.xlsx": "Workbook: every table, a sheet a count, with notes",
    "report.html": "Report: one page to read, print or send on",
    "figures.csv": "All figures as one table",
    "figures.parquet": "All figures as one table, for analysts",
    "estimates.csv": "How sure the headline figures are",
    "changes.csv": "Why the headline figures changed",
    "metadata.json": "What the release was made with, for machines",
}


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file that may be taken."""

    name: str
    title: str
    size: int


@router.get("/downloads", response_class=HTMLResponse)
def download_list(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """List the files of the release."""
    whole = [_download(release, name, title) for name, title in _WHOLE.items()]
    counts = [
        _download(release, f"tables/{each.id}.csv", f"{each.id}: {each.title}")
        for each in release.metadata.definitions
        if each.id in release.by_count
    ]
    return page(
        request,
        "downloads",
        release=release,
        files=[each for each in whole if each],
        tables=[each for each in counts if each],
    )


@router.get("/downloads/{name:path}")
def download(request: Request, officer: Anyone, release: Current, name: str) -> FileResponse:
    """Hand out a file that the release lists; that is an export, and is noted as one."""
    path = _files(release).get(name)
    if path is None:
        raise NoSuchPageError
    release_id = release.metadata.release_id
    request.app.state.office.note(officer.name, "downloaded", release_id, file=name)
    return FileResponse(path, media_type=_TYPES[path.suffix], filename=f"{release_id}-{path.name}")


@router.get("/charts/{name}.{kind}")
def chart(_: Anyone, release: Current, name: str, kind: str) -> FileResponse:
    """Show a picture of the release."""
    known = {each.name for each in release.metadata.charts}
    if name not in known or not _NAME.fullmatch(name) or kind not in {"svg", "png"}:
        raise NoSuchPageError
    path = release.folder / "charts" / f"{name}.{kind}"
    return FileResponse(path, media_type=_TYPES[f".{kind}"], headers=OWN_STYLE)


def _files(release: PublishedRelease) -> dict[str, Path]:
    """Return what may be taken, by name: a name that is asked for is never made a path."""
    names = [*_WHOLE, *(f"tables/{count_id}.csv" for count_id in release.by_count)]
    return {name: path for name in names if (path := release.folder / name).is_file()}


def _download(release: PublishedRelease, name: str, title: str) -> Download | None:
    path = _files(release).get(name)
    return Download(name=name, title=title, size=path.stat().st_size) if path else None
