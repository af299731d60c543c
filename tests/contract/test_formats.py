"""What every declared format promises, so that a new one is held to it by being registered."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from sources import mapping
from sources.codes import INVERSE, RELATIONSHIP_TYPES
from sources.columns import text
from sources.conformed import CONFORMED, REFERENCE, ConformedTable
from sources.declaration import (
    CodeList,
    Column,
    DeclarationError,
    Delimited,
    Export,
    Format,
    Json,
    Kind,
    RawTable,
    Xml,
)
from sources.landing import land
from sources.mapping import conform, conform_reference, select_of
from sources.readers.files import read_delivery
from sources.readers.recognising import known_by_header
from sources.readers.resource_paths import finder
from sources.registry import FORMATS, UnknownFormatError, format_named
from synthetic_data.deliveries import write_town
from synthetic_data.exports.completion import MARKER
from synthetic_data.plan import TownPlan
from tests.builders import empty_warehouse

AS_AT = date(2026, 9, 30)
EVERY_FORMAT = pytest.mark.parametrize("format_", FORMATS.values(), ids=list(FORMATS))
WITH_PEOPLE = [format_ for format_ in FORMATS.values() if not format_.reference]

# The words of the conformed shape; a code list leads to one of these and nowhere else.
VOCABULARIES = {
    "relationship": {*RELATIONSHIP_TYPES, *INVERSE},
    "sex": {"M", "F", "U"},
    "ethnic group": {
        *("WBRI", "WIRI", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH"),
        *("BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"),
    },
    "use of an address": {"home", "placement", "temporary", "correspondence"},
    "status of an NHS number": {"verified", "unverified"},
    "answer": {"yes", "no", "unknown"},
    "kind of place": {"residential", "no fixed abode"},
    "kind of a classed place": {
        *("residential", "shared house", "communal", "hostel or refuge", "temporary"),
        "non-residential",
    },
    "kind of name": {"usual", "alias", "preferred", "birth", "maiden", "other", "merged"},
    "kind of number": {"nhs_number", "upn", "former_upn", "other"},
    "kind of work": {"early_help", "child_in_need", "child_protection", "category_of_abuse"},
}


def code_lists(format_: Format) -> Iterator[tuple[str, CodeList]]:
    for table in format_.tables.values():
        for column in table.columns:
            if column.codes is not None:
                yield f"{table.name}.{column.name}", column.codes


def conformed_tables(format_: Format) -> list[ConformedTable]:
    """Return the conformed tables for which a format has a SELECT."""
    tables = REFERENCE if format_.reference else CONFORMED
    return [table for table in tables if select_of(format_, table) is not None]


@EVERY_FORMAT
def test_everything_declared_is_described(format_: Format) -> None:
    assert format_.description.endswith(".")
    for export in format_.exports:
        assert export.description.endswith("."), export.name
    for table in format_.tables.values():
        assert table.description.endswith("."), table.name
        for column in table.columns:
            assert re.fullmatch(r"\S.*\.", column.description), (table.name, column.name)


@EVERY_FORMAT
def test_a_key_is_never_blank(format_: Format) -> None:
    assert any(table.key for table in format_.tables.values())
    for table in format_.tables.values():
        assert all(table.column(name).required for name in table.key), table.name


@EVERY_FORMAT
def test_a_name_means_one_column_and_one_alias(format_: Format) -> None:
    for table in format_.tables.values():
        names = [name for c in table.columns for name in (c.name, *c.aliases)]
        assert len(names) == len(set(names)), table.name
        assert not [name for name in names if name.startswith("_")], table.name


@EVERY_FORMAT
def test_an_xml_column_says_where_it_stands_and_a_delimited_one_need_not(format_: Format) -> None:
    for export in format_.exports:
        for table in export.tables:
            paths = [column.path for column in table.columns]
            if isinstance(export.layout, Xml):
                assert table.element.split("/")[0] == export.layout.root
                assert len(table.element.split("/")) < export.layout.maximum_depth
                assert all(paths), table.name
                assert len(set(paths)) == len(paths), table.name
            elif isinstance(export.layout, Json):
                assert table.element
                assert [finder(path) for path in paths], "every path is one that can be read"
            elif isinstance(export.layout, Delimited):
                assert not table.element


@EVERY_FORMAT
def test_codes_lead_to_canonical_words_of_one_kind(format_: Format) -> None:
    for where, codes in code_lists(format_):
        words = set(codes.values.values()) | ({codes.default} - {None})
        assert codes.values, where
        assert any(words <= vocabulary for vocabulary in VOCABULARIES.values()), where


@EVERY_FORMAT
def test_words_for_yes_and_no_can_be_met_and_told_apart(format_: Format) -> None:
    for words in (format_.true_words, format_.false_words):
        assert words
        assert [word.lower() for word in words] == list(words), "they are compared in lower case"
    assert not set(format_.true_words) & set(format_.false_words)


@EVERY_FORMAT
def test_dates_are_written_in_a_form_that_holds_a_whole_day(format_: Format) -> None:
    con = duckdb.connect()
    for pattern in format_.date_formats:
        written = AS_AT.strftime(pattern)
        read = con.execute("select strptime(?, ?)::date", [written, pattern]).fetchone()
        assert read == (AS_AT,)


def test_every_other_way_round_of_a_tie_is_a_tie() -> None:
    assert set(INVERSE.values()) <= set(RELATIONSHIP_TYPES)
    assert not set(INVERSE) & set(RELATIONSHIP_TYPES)


def test_no_file_of_one_export_is_taken_for_another() -> None:
    for format_ in FORMATS.values():
        for one in (export for export in format_.exports if not export.by_header):
            name = one.file_pattern.replace("*", "")
            others = [
                other.name
                for other in format_.exports
                if other is not one and Path(name).match(other.file_pattern)
            ]
            assert others == [], one.name


@EVERY_FORMAT
def test_every_select_is_for_a_table_of_the_conformed_shape(format_: Format) -> None:
    packages = [name for name in (format_.package, format_.shared_package) if name]
    files = {file.name for name in packages for file in resources.files(name).iterdir()}
    files.discard("macros.sql")
    selects = {name.removesuffix(".sql") for name in files if name.endswith(".sql")}
    assert selects == {table.name for table in conformed_tables(format_)}
    if format_.reference:
        assert selects
    else:
        assert selects >= {"person_record", "involvement"}


def typed_empty(format_: Format) -> DuckDBPyConnection:
    """Lay out the typed tables of a format without any rows."""
    con = empty_warehouse()
    land(con, "here", AS_AT, [format_], {export.name: () for export in format_.exports})
    mapping._type_tables(con, "here", format_, {})
    return con


@EVERY_FORMAT
def test_a_select_yields_what_its_table_declares_and_nothing_else(format_: Format) -> None:
    con = typed_empty(format_)
    for table in conformed_tables(format_):
        yielded = con.sql(select_of(format_, table) or "").columns
        declared = {column.name for column in table.columns}
        assert len(yielded) == len(set(yielded))
        assert set(yielded) <= declared, table.name
        required = {column.name for column in table.columns if column.required}
        assert required <= set(yielded), table.name


@EVERY_FORMAT
def test_a_delivery_without_rows_maps_to_no_rows(format_: Format) -> None:
    con = empty_warehouse()
    land(con, "here", AS_AT, [format_], {export.name: () for export in format_.exports})
    if format_.reference:
        added = conform_reference(con, "here", format_, {})
    else:
        added = conform(con, "here", format_, {})
    assert added == {table.name: 0 for table in conformed_tables(format_)}
    assert con.sql(
        "select count(*) from duckdb_tables() where schema_name = 'typed'"
    ).fetchone() == (0,)


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Format], Path]:
    """Write a small town once for each format, and return the folder of the format's delivery."""

    @cache
    def town_of(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        plan = TownPlan(people=700, seed=5, as_at=AS_AT, service_multiplier=3.0, formats=(name,))
        # Of so few people three are in care, and a return about them alone reaches not all tables.
        scenario = "looked_after" if name == "ssda903" else ""
        write_town(replace(plan, scenario=scenario), folder / "exports", folder / "truth")
        return folder

    return lambda format_: town_of(format_.name)


Towns = Callable[[Format], Path]


def written(towns: Towns, format_: Format) -> Path:
    return towns(format_) / "exports" / format_.system / AS_AT.isoformat()


def files_of(towns: Towns, format_: Format) -> Iterator[tuple[Export, Path]]:
    """Give every file of a format that the town wrote; of every export that must come, one or more.

    What is known by its header may be left out where there is nothing to tell.
    """
    for export in format_.exports:
        found = sorted(written(towns, format_).glob(export.file_pattern))
        if export.by_header:
            found = [
                path
                for path in found
                if known_by_header(path.read_bytes(), format_.exports) is export
            ]
        assert found or (export.by_header and export.optional), export.name
        yield from ((export, path) for path in found)


@EVERY_FORMAT
def test_the_town_writes_every_export_under_its_declared_header(
    towns: Towns, format_: Format
) -> None:
    for export, path in files_of(towns, format_):
        if isinstance(export.layout, Delimited):
            first = path.read_text(export.layout.encoding).splitlines()[0]
            header = [name.strip('"') for name in first.split(export.layout.delimiter)]
            declared = [column.name for column in export.table.columns]
            if export.layout.has_header:
                assert header == declared
            else:
                assert len(header) == len(declared)
                assert not set(header) & set(declared)


@EVERY_FORMAT
def test_the_town_writes_no_element_that_is_not_declared(towns: Towns, format_: Format) -> None:
    for export, path in files_of(towns, format_):
        if isinstance(export.layout, Xml):
            declared = {
                "/".join(
                    step for step in f"{table.element}/{column.path}".split("/") if step != "."
                )
                for table in export.tables
                for column in table.columns
            }
            root = ElementTree.parse(path).getroot()  # noqa: S314 - written by the town
            assert set(leaves(root, root.tag)) <= declared


def leaves(element: ElementTree.Element, path: str) -> Iterator[str]:
    """Give the path of every element that holds a value."""
    if element.text and element.text.strip():
        yield path
    for inner in element:
        yield from leaves(inner, f"{path}/{inner.tag}")


@EVERY_FORMAT
def test_the_town_writes_no_file_that_no_export_declares(towns: Towns, format_: Format) -> None:
    named = [export for export in format_.exports if not export.by_header]
    for path in written(towns, format_).iterdir():
        if path.name == MARKER:
            continue
        matches = [path.match(export.file_pattern) for export in named].count(True)
        assert matches == 1 or (matches == 0 and len(named) < len(format_.exports)), path.name


@pytest.mark.parametrize("format_", WITH_PEOPLE, ids=[f.name for f in WITH_PEOPLE])
def test_every_record_of_a_format_is_of_a_known_person(towns: Towns, format_: Format) -> None:
    con = empty_warehouse()
    reads = read_delivery(format_.system, written(towns, format_), [format_])
    land(con, format_.system, AS_AT, [format_], reads)
    conform(con, format_.system, format_, {})
    with (towns(format_) / "truth" / AS_AT.isoformat() / "record.csv").open(newline="") as file:
        known = {r["record_id"] for r in csv.DictReader(file) if r["source"] == format_.system}
    records = {
        id_ for (id_,) in con.sql("select record_id from conformed.person_record").fetchall()
    }
    assert records
    if format_.names_people:
        assert records <= known


@pytest.mark.parametrize("format_", WITH_PEOPLE, ids=[f.name for f in WITH_PEOPLE])
def test_every_conformed_table_of_a_format_is_reached_by_the_town(
    towns: Towns, format_: Format
) -> None:
    con = empty_warehouse()
    reads = read_delivery("here", written(towns, format_), [format_])
    landed = land(con, "here", AS_AT, [format_], reads)
    assert (landed.rejected, landed.undeclared_columns) == (0, 0)
    added = conform(con, "here", format_, {})
    assert set(added) == {table.name for table in conformed_tables(format_)}
    assert all(added.values()), added
    assert_whole(con)


def assert_whole(con: DuckDBPyConnection) -> None:
    """Hold what must be true of every conformed table, whichever format filled it."""
    for table in CONFORMED:
        for column in table.columns:
            if column.required:
                blank = con.table(f"conformed.{table.name}").filter(f"{column.name} is null")
                assert len(blank) == 0, f"{table.name}.{column.name}"
        if table.key:
            rows = con.table(f"conformed.{table.name}")
            assert len(rows) == len(rows.project(", ".join(table.key)).distinct()), table.name
    types = con.table("conformed.relationship").project("type").distinct().fetchall()
    assert {type_ for (type_,) in types} <= set(RELATIONSHIP_TYPES)


REFERENCES = [format_ for format_ in FORMATS.values() if format_.reference]


@pytest.mark.parametrize("format_", REFERENCES, ids=[f.name for f in REFERENCES])
def test_a_reference_lookup_is_reached_by_the_town(towns: Towns, format_: Format) -> None:
    con = empty_warehouse()
    land(con, "here", AS_AT, [format_], read_delivery("here", written(towns, format_), [format_]))
    held = conform_reference(con, "here", format_, {})
    assert set(held) == {table.name for table in conformed_tables(format_)}
    assert all(held.values()), held
    for table in conformed_tables(format_):
        rows = con.table(f"conformed.{table.name}")
        assert len(rows) == len(rows.project(", ".join(table.key)).distinct())


def test_a_format_is_found_by_its_name_and_another_is_told() -> None:
    assert all(format_named(name) is FORMATS[name] for name in FORMATS)
    assert all(format_.name == name for name, format_ in FORMATS.items())
    told = f"no format is called 'mosaic'; declared are {', '.join(FORMATS)}"
    with pytest.raises(UnknownFormatError) as caught:
        format_named("mosaic")
    assert str(caught.value) == told


ONE = text("id", "Id.")
TABLE = RawTable(name="thing", description="Things.", columns=(ONE,))
EXPORT = Export(
    name="thing", description="Things.", file_pattern="*", layout=Delimited(), tables=(TABLE,)
)


def test_a_declaration_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DeclarationError, match="column kind: a code column has a code list"):
        Column(name="kind", description="Kind.", kind=Kind.CODE)
    with pytest.raises(DeclarationError, match="column kind: a code column has a code list"):
        Column(name="kind", description="Kind.", codes=CodeList(name="kinds", values={}))
    with pytest.raises(DeclarationError, match=r"declared twice \['id'\]"):
        replace(TABLE, columns=(ONE, ONE))
    with pytest.raises(DeclarationError, match=r"keys unknown \['name'\]"):
        replace(TABLE, key=("name",))
    with pytest.raises(DeclarationError, match="a delimited file holds exactly one table"):
        replace(EXPORT, tables=(TABLE, TABLE))
    with pytest.raises(DeclarationError, match="format zoo: two tables of one name"):
        Format(name="zoo", system="zoo", description="A zoo.", package="zoo", exports=(EXPORT,) * 2)


def test_a_code_list_cannot_be_changed_and_a_local_code_wins() -> None:
    codes = CodeList(name="kinds", values={"C": "cat", "D": "dog"}, default="other")
    local = codes.with_local({"C": "cow"})
    assert (dict(local.values), local.default) == ({"C": "cow", "D": "dog"}, "other")
    assert codes.values["C"] == "cat"
    with pytest.raises(TypeError):
        codes.values["C"] = "cow"  # type: ignore[index]
