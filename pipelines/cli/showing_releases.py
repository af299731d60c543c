"""`thinkfamily release list` and `show`: how far releases are, and who decided and why."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from governance.register.decision import Decision
from governance.register.releases import Release
from pipelines.cli.context import session_of
from pipelines.config import load_config
from pipelines.release_life import ReleaseLife
from pipelines.releasing import releases_of

_A_MINUTE = len("2026-09-30T02:30")

ReleaseId = Annotated[
    str, typer.Argument(metavar="ID", help="The release, such as 2026-09-30-nhs-v1.")
]


def list_releases(context: typer.Context) -> None:
    """List every release that was ever proposed, and which is current."""
    session = session_of(context)
    life = releases_of(load_config(session.config_file))
    current = life.current()
    table = Table("release", "state", "proposed by", "decided by", "published", "current")
    for each in life.all():
        table.add_row(
            each.id,
            each.state,
            escape(each.proposed.by),
            escape(each.decided.by) if each.decided else "",
            minute(each.published_at or ""),
            "yes" if current and current.id == each.id else "",
        )
    session.console.print(table if table.row_count else "No release was proposed yet.")


def show(context: typer.Context, release_id: ReleaseId) -> None:
    """Show a release: how far it is, who decided and why, its files, whether a byte was changed."""
    session = session_of(context)
    life = releases_of(load_config(session.config_file))
    found = life.find(release_id)
    problems = () if found.removed else life.broken_seal(found)
    for line in (*_decided(found), *_lying(life, found, problems)):
        session.console.print(line, markup=False, highlight=False, soft_wrap=True)
    if problems:
        raise typer.Exit(code=1)


def told(what: str, decision: Decision) -> str:
    """Say in a line what was decided, when, by whom and why."""
    why = f": {decision.reason}" if decision.reason else ""
    return f"{what} {minute(decision.at)} UTC by {decision.by}{why}"


def minute(moment: str) -> str:
    """Return the minute of a moment in ISO 8601."""
    return moment[:_A_MINUTE].replace("T", " ")


def _decided(found: Release) -> list[str]:
    lines = [f"{found.id}: {found.state}", f"night {found.night}, profile {found.profile}"]
    lines.append(told("proposed", found.proposed))
    if found.decided:
        lines.append(told("approved" if found.is_approved else "refused", found.decided))
    if found.published_at:
        lines.append(f"published {minute(found.published_at)} UTC")
    if found.withdrawn:
        lines.append(told("withdrawn", found.withdrawn))
    if found.removed:
        lines.append(told("removed", found.removed))
    return lines


def _lying(life: ReleaseLife, found: Release, problems: tuple[str, ...]) -> list[str]:
    """Say what lies in its folder, and whether it is as it was sealed."""
    current, folder = life.current(), life.folder(found.id)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        "current" if current and current.id == found.id else "not current",
        f"checksum {found.checksum}: {_sealed(found, problems)}",
        *(f"  - {problem}" for problem in problems),
        *(f"  {path.relative_to(folder).as_posix()}" for path in files),
    ]


def _sealed(found: Release, problems: tuple[str, ...]) -> str:
    if found.removed:
        return "not looked at, its files went by age"
    return "BROKEN" if problems else "holds"
