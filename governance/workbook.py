"""The release as an Excel workbook: contents, definitions, notes, and one sheet per count."""

from collections.abc import Sequence
from datetime import datetime, time
from itertools import groupby
from pathlib import Path

from xlsxwriter import Workbook

from governance.content import Content
from governance.definition import CountDefinition
from governance.release_context import SYNTHETIC_SENTENCE, ReleaseContext, long_date
from governance.rows import ReleaseRow
from governance.workbook_sheet import Sheet, Styles
from governance.workbook_sureness import SURENESS, write_sureness

_FIGURE_WIDTHS = (40, 34, 40, 11, 13, 44)


def write_workbook(content: Content, context: ReleaseContext, path: Path) -> None:
    """Write a workbook that can be sent on as it is."""
    counts = {
        definition: list(group)
        for definition, group in groupby(content.rows, key=lambda row: row.definition)
    }
    with Workbook(str(path), _options()) as book:
        book.set_properties(_properties(context))
        styles = Styles(book)
        _write_contents(Sheet(book, "Contents", styles, context), content, tuple(counts))
        _write_definitions(Sheet(book, "Definitions", styles, context), tuple(counts), content)
        _write_notes(Sheet(book, "Notes", styles, context))
        if content.estimates or content.changes:
            write_sureness(Sheet(book, SURENESS, styles, context), content)
        for definition, of_count in counts.items():
            _write_count(Sheet(book, definition.id, styles, context), definition, of_count)


def _options() -> dict[str, bool | dict[str, str | int]]:
    """Read no text as a formula or a link out. XlsxWriter changes what it is given: never share."""
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": True,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def _properties(context: ReleaseContext) -> dict[str, str | datetime]:
    return {
        "title": context.marked_title,
        "subject": f"Release {context.release_id}",
        "comments": SYNTHETIC_SENTENCE if context.is_synthetic else "",
        "created": datetime.combine(context.as_at, time()),
    }


def _write_contents(sheet: Sheet, content: Content, definitions: Sequence[CountDefinition]) -> None:
    context = sheet.context
    sheet.set_widths((14, 90))
    sheet.title(context.title)
    sheet.line(f"Release {context.release_id}. Figures as at {long_date(context.as_at)}.")
    sheet.header(("Sheet", "What it holds"))
    sheet.linked_row("Definitions", "What each count is, and what it must not be used for")
    sheet.linked_row("Notes", "How small numbers are protected, and how recent the data is")
    if content.estimates or content.changes:
        sheet.linked_row(SURENESS, "How sure the headline figures are, and why they changed")
    for definition in definitions:
        sheet.linked_row(definition.id, definition.title)


def _write_definitions(
    sheet: Sheet, definitions: Sequence[CountDefinition], content: Content
) -> None:
    sheet.set_widths((8, 26, 48, 26, 24, 32))
    sheet.title("Definitions")
    sheet.header(("Count", "Title", "Definition", "Basis", "Sources", "Not for"))
    for each in definitions:
        sources = ", ".join(map(sheet.context.source_title, each.sources))
        sheet.text_row((each.id, each.title, each.definition, each.basis, sources, each.not_for))
    explained = sheet.context.explained({row.figure.breakdown for row in content.rows})
    if explained:
        sheet.header(("", "Broken down by", "How it is worked out", "", "", ""))
    for breakdown in explained:
        sheet.text_row(("", breakdown.full_title, breakdown.goes_by, "", "", ""))


def _write_notes(sheet: Sheet) -> None:
    context = sheet.context
    sheet.set_widths((34, 90))
    sheet.title("Notes")
    _write_numbered(sheet, "How small numbers are protected", "Rule", context.profile.rules())
    if context.notes:
        _write_numbered(sheet, "About this release", "Note", context.notes)
    for heading, said in (
        ("What was measured of the linkage", context.quality),
        ("Joined from", context.thresholds),
    ):
        if said:
            sheet.header((heading, ""))
            for name, words in sorted(said.items()):
                sheet.text_row((name, words))
    sheet.header(("How recent the data is", "Data as at"))
    for source, day in sorted(context.data_as_at.items()):
        sheet.text_row((context.source_title(source), long_date(day)))
    sheet.header(("Made with", "Version"))
    for name, version in sorted(context.versions.items()):
        sheet.text_row((name, version))


def _write_numbered(sheet: Sheet, heading: str, kind: str, texts: Sequence[str]) -> None:
    sheet.header((heading, ""))
    for number, text in enumerate(texts, start=1):
        sheet.text_row((f"{kind} {number}", text))


def _write_count(sheet: Sheet, definition: CountDefinition, rows: Sequence[ReleaseRow]) -> None:
    sheet.set_widths(_FIGURE_WIDTHS)
    sheet.title(f"{definition.id}: {definition.title}")
    sheet.line(f"{definition.basis} Figures as at {long_date(sheet.context.as_at)}.")
    sheet.line(f"Not for: {definition.not_for}")
    sheet.link("Contents", "Back to contents")
    sheet.figure_table(f"Figures_{definition.id}", rows)
    sheet.header(("What is counted", "", "", "", "", ""))
    sheet.paragraph(definition.definition)
    for measure in (each for each in definition.measures if each.counted):
        sheet.paragraph(f"{measure.title}: {measure.counted}")
    sheet.end_page()
