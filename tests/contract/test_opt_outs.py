"""Whoever objected is gone from what any format tells, and so is whoever only they led to."""

from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from sources.conformed import CHILD_MENTION, CONFORMED
from sources.declaration import Format
from sources.free_text.notes import read_notes
from sources.landing import land
from sources.mapping import conform
from sources.opt_outs import leave_out
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.builders import empty_warehouse

AS_AT = date(2026, 9, 30)
WITHOUT_NHS_NUMBERS = {
    *("annex_a", "cin_census", "ssda903", "early_help_list"),
    *("ctf", "school_census", "mis_contacts"),
}
"""Formats in which nobody who objected can be found by number."""

WITH_PEOPLE = [format_ for format_ in FORMATS.values() if not format_.reference]
FOUND = [format_ for format_ in WITH_PEOPLE if format_.name not in WITHOUT_NHS_NUMBERS]


def town(folder: Path, format_: Format) -> DuckDBPyConnection:
    """Map a small town as one format tells of it."""
    plan = TownPlan(
        people=300, seed=11, as_at=AS_AT, service_multiplier=4.0, formats=(format_.name,)
    )
    write_town(plan, folder / "exports", folder / "truth")
    delivery = folder / "exports" / format_.system / AS_AT.isoformat()
    con = empty_warehouse()
    land(con, "here", AS_AT, [format_], read_delivery("here", delivery, [format_]))
    conform(con, "here", format_, {})
    return con


def people(con: DuckDBPyConnection) -> dict[str, tuple[str | None, bool]]:
    """Return the number of every record, and whether it is a client's."""
    rows = con.table("conformed.person_record").project("record_id, nhs_number, is_client")
    return {record: (number, is_client) for record, number, is_client in rows.fetchall()}


def relatives(con: DuckDBPyConnection) -> dict[str, set[str]]:
    """Return the other ends of the ties of every record."""
    ends: dict[str, set[str]] = {}
    rows = con.table("conformed.relationship").project("from_record_id, to_record_id")
    for one, another in rows.fetchall():
        ends.setdefault(one, set()).add(another)
        ends.setdefault(another, set()).add(one)
    return ends


@pytest.mark.parametrize("format_", FOUND, ids=[f.name for f in FOUND])
def test_nothing_remains_of_holders_nor_of_those_known_only_through_them(
    tmp_path: Path, format_: Format
) -> None:
    con = town(tmp_path, format_)
    before, ties = people(con), relatives(con)
    clients = [record for record, (number, is_client) in before.items() if number and is_client]
    holders = set(sorted(clients)[::2])
    assert holders
    objecting = frozenset(number for r in holders if (number := before[r][0]))
    holders = {record for record, (number, _) in before.items() if number in objecting}
    only_theirs = {
        record
        for record, (_, is_client) in before.items()
        if not is_client and ties.get(record) and ties[record] <= holders
    }
    leave_out(con, "here", objecting)
    read_notes(con, "here")
    after = set(people(con))
    assert not after & (holders | only_theirs)
    assert not [r for r in after if not before[r][1] and r.split(":")[0] in holders]
    for table in (*CONFORMED, CHILD_MENTION):
        for end in [c.name for c in table.columns if c.name.endswith("record_id")]:
            told = con.table(f"conformed.{table.name}").project(end).distinct().fetchall()
            assert {record for (record,) in told} <= after, f"{table.name}.{end}"
    assert {record for record, (_, is_client) in before.items() if is_client} - holders <= after


@pytest.mark.parametrize("name", sorted(WITHOUT_NHS_NUMBERS))
def test_a_format_that_is_passed_over_has_no_nhs_numbers(name: str) -> None:
    package = FORMATS[name].tables.values()
    columns = [c.meaning or c.name for table in package for c in table.columns]
    assert not [column for column in columns if "nhs" in column.lower()]
