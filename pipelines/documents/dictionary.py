"""The data dictionary: every format that can be read, and the shape that all are mapped to."""

import re
from collections.abc import Iterable

from pipelines.documents.markdown import MADE, code, page, table, yes
from sources.codes import RELATIONSHIP_TYPES
from sources.conformed import CHILD_MENTION, CONFORMED, REFERENCE, ConformedTable
from sources.declaration import CodeList, Column, Export, Format, Json, Layout, RawTable, Xlsx, Xml
from sources.mapping import select_of
from sources.registry import FORMATS

_DATE_LETTERS = {"Y": "yyyy", "m": "mm", "d": "dd", "H": "hh", "M": "mm", "S": "ss", "f": "ffffff"}


def data_dictionary() -> str:
    """Describe every format, and before them the conformed shape."""
    return page(
        "# Data dictionary",
        MADE,
        "What arrives is landed as text in `raw.<source>__<table>`, with where it came from: "
        "`_delivery`, `_file`, `_line`, `_record`, and `_parent` for the XML element around it. It "
        "is then read as its declaration says and mapped into the conformed shape. A record that "
        "lacks a required value, or whose date or number cannot be read, is set aside in "
        "`raw.rejected` with the reason.",
        "## The conformed shape",
        f"Every table but {_named(REFERENCE)} has a column `source` before the ones listed.",
        *[_conformed(each) for each in (*CONFORMED, CHILD_MENTION, *REFERENCE)],
        f"Types of relationship: {code(*RELATIONSHIP_TYPES)}. Each reads from the elder or the "
        "holder of the role; a source that states it the other way round is turned.",
        *[_format(format_) for format_ in FORMATS.values()],
    )


def _named(tables: Iterable[ConformedTable]) -> str:
    return " and ".join(code(each.name) for each in tables)


def _conformed(shape: ConformedTable) -> str:
    filled_by = [f.name for f in FORMATS.values() if select_of(f, shape) is not None]
    columns = [
        (
            code(column.name),
            column.duckdb_type,
            column.description + (" Kept as received beside it." if column.keep_received else ""),
            code(column.clean) if column.clean else "",
            yes(told=column.required),
        )
        for column in shape.columns
    ]
    told = f" Filled by {code(*filled_by)}." if filled_by else ""
    return page(
        f"### conformed.{shape.name}",
        f"{shape.description}{told}",
        table(("Column", "Type", "Meaning", "Cleaned by", "Required"), columns),
    )


def _format(format_: Format) -> str:
    lists = {c.codes.name: c.codes for t in format_.tables.values() for c in t.columns if c.codes}
    return page(
        f"## Format {format_.name}",
        format_.description,
        table(("Reading", "How"), _facts(format_)),
        *[_export(export) for export in format_.exports],
        *([f"### Code lists of {format_.name}"] if lists else []),
        *[_codes(codes) for codes in lists.values()],
    )


def _facts(format_: Format) -> list[tuple[str, str]]:
    facts = [
        ("System", format_.system),
        ("Dates", ", ".join(_date_words(each) for each in format_.date_formats)),
        ("Blank", ", ".join(code(null) if null else "empty" for null in format_.nulls)),
        ("Yes", code(*format_.true_words)),
        ("No", code(*format_.false_words)),
    ]
    if not format_.names_people and not format_.reference:
        facts.append(("Names", "none: joined to the system's own extract by its id"))
    return facts


def _date_words(date_format: str) -> str:
    return re.sub("%([YmdHMSf])", lambda found: _DATE_LETTERS[found[1]], date_format)


def _export(export: Export) -> str:
    needed = "may be left out" if export.optional else "at least one"
    return page(
        f"### {export.name}",
        f"{export.description} {_layout(export.layout)}; files `{export.file_pattern}`, {needed}.",
        *[_raw_table(each, is_only=len(export.tables) == 1) for each in export.tables],
    )


def _layout(layout: Layout) -> str:
    if isinstance(layout, Xml):
        return f"XML with the root `{layout.root}`"
    if isinstance(layout, Xlsx):
        return "A workbook, a sheet for each table"
    if isinstance(layout, Json):
        return "JSON: one resource, a bundle of them, or one on every line"
    quoted = ", every value quoted" if layout.quote_all else ""
    return f"Text with the delimiter `{layout.delimiter}` in {layout.encoding}{quoted}"


def _raw_table(received: RawTable, *, is_only: bool) -> str:
    told = "" if is_only else f" {received.description}"
    element = f" Element `{received.element}`." if received.element else ""
    scope = "file" if received.key_in_file else "delivery"
    key = f" Told apart by {code(*received.key)} in a {scope}." if received.key else ""
    has_paths = any(column.path != column.name for column in received.columns)
    header = ("Column", "Meaning", "Kind", "Required", "Codes")
    rows = [
        (*_raw_column(column), *([code(column.path)] if has_paths else []))
        for column in received.columns
    ]
    return page(
        f"Table `{received.name}`.{told}{element}{key}",
        table((*header, "Path") if has_paths else header, rows),
    )


def _raw_column(column: Column) -> tuple[str, ...]:
    also = f" Also called {code(*column.aliases)}." if column.aliases else ""
    absent = " The column may be absent." if column.optional else ""
    return (
        code(column.name),
        f"{column.description}{also}{absent}",
        column.kind,
        yes(told=column.required),
        column.codes.name if column.codes else "",
    )


def _codes(codes: CodeList) -> str:
    by_word: dict[str, list[str]] = {}
    for each, word in codes.values.items():
        by_word.setdefault(word, []).append(each)
    rows = [(code(word), ", ".join(listed)) for word, listed in by_word.items()]
    rows.append((code(codes.default) if codes.default else "not known", "any other code"))
    told = " A code means what its longest listed beginning means." if codes.by_beginning else ""
    return page(f"**{codes.name}**{told}", table(("Our word", "Codes"), rows))
