"""Annex A: the lists that Ofsted asks for, in one workbook, made from the case management system.

The lists look back half a year. Towns of a region write a workbook each, as councils do.
"""

from datetime import date

from sources.childrens_social_care.annex_a import ANNEX_A
from sources.declaration import RawTable
from synthetic_data.exports.annex_a_care import CareLists
from synthetic_data.exports.annex_a_children import ChildDesk
from synthetic_data.exports.annex_a_work import WorkLists
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.workbook import CellRow, write_workbook

_MONTHS, _MONTHS_BACK = 12, 6


def _since(as_at: date) -> date:
    """Return the first of the month half a year ago."""
    months = as_at.year * _MONTHS + as_at.month - 1 - _MONTHS_BACK
    return date(months // _MONTHS, months % _MONTHS + 1, 1)


def _place(table: RawTable, row: CellRow) -> list[str]:
    return [str(row[column.name]) for column in table.columns if column.required]


def write_annex_a(desk: Desk) -> None:
    """Write the workbook of a town."""
    (export,) = ANNEX_A.exports
    records = SocialCareRecords(desk.observer)
    children, since = ChildDesk(records), _since(desk.town.world.as_at)
    rows = WorkLists(records, children, since).rows() | CareLists(records, children, since).rows()
    sheets = {
        f"List {number}": (table, sorted(rows[number], key=lambda row: _place(table, row)))
        for number, table in enumerate(export.tables, start=1)
    }
    before = sum(name.startswith("Annex_A") for name in desk.outbox.begun)
    name = f"Annex_A_{desk.stamp}{f'_{before + 1}' if before else ''}.xlsx"
    write_workbook(export, sheets, desk.outbox.folder / name)
    desk.outbox.begun.add(name)
