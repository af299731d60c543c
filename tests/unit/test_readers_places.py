"""What nobody declared in an XML file is told by its place, and takes nothing from what is."""

from pathlib import Path

import pytest

from sources.columns import text
from sources.declaration import Export, RawTable, Xml
from sources.readers.files import read_file
from sources.readers.reading import FileRead, FileRefusedError

CANARY = "Quillfeather"
PLACE = RawTable(
    name="place",
    description="Places.",
    element="town/place",
    columns=(text("id", "Id."), text("at/street", "Street.")),
)
VISIT = RawTable(
    name="visit",
    description="Visits.",
    element="town/place/visit",
    columns=(text(".", "Day.", name="day"),),
)
# Declared before the record around it: the order of tables is nobody's affair.
EXPORT = Export(
    name="town",
    description="A town.",
    file_pattern="*.xml",
    layout=Xml(root="town", maximum_depth=6),
    tables=(VISIT, PLACE),
)


def read(folder: Path, within: str) -> FileRead:
    path = folder / "town.xml"
    path.write_text(f"<town>{within}</town>", encoding="utf-8")
    return read_file(path, EXPORT)


def rows(file: FileRead, table: RawTable) -> list[dict[str, object]]:
    (read_,) = (each for each in file.tables if each.table is table)
    assert read_.records == len(read_.rows)
    return list(read_.rows.to_pylist())


@pytest.mark.parametrize(
    ("within", "undeclared"),
    [
        ("<place><id>1</id></place>", ()),
        ("<place><id>1</id><nick>x</nick></place>", ("place/nick",)),
        (
            "<place><nick>x</nick><nick>y</nick></place><place><nick>z</nick></place>",
            ("place/nick",),
        ),
        ("<place><nick> \n</nick><empty/></place>", ()),
        ("<place><at>stray<street>x</street>stray</at></place>", ()),
        ("<people><one><name>x</name></one></people>", ("people/one/name",)),
        ("<a>x<b/></a><c><d/>y</c>", ("a", "c")),
        ("<place><id>1<note>x</note>2</id></place>", ("place/id/note",)),
        ("<place><id>1<note><deep>x</deep></note>2</id></place>", ("place/id/note/deep",)),
        ("<place xmlns='u'><id>1</id></place>", ("place/id",)),
        ("<place attribute='x'/>", ()),
        ("<plåce>x</plåce>", ("pl_ce-9885bddd",)),
    ],
)
def test_elements_that_hold_text_and_are_not_declared_are_told_by_their_place(
    tmp_path: Path, within: str, undeclared: tuple[str, ...]
) -> None:
    assert read(tmp_path, within).undeclared == undeclared


@pytest.mark.parametrize(
    "inner", ["<note>x</note>", "<note>x<b>y</b></note>", "<note/><note>x</note>"]
)
def test_what_stands_within_a_value_takes_nothing_from_it(tmp_path: Path, inner: str) -> None:
    within = f"<place><id>one {inner}and {inner}two</id><at><street>x</street></at></place>"
    (row,) = rows(read(tmp_path, within), PLACE)
    assert (row["id"], row["street"]) == ("one and two", "x")


def test_an_element_in_another_namespace_is_another_element(tmp_path: Path) -> None:
    file = read(tmp_path, "<place><id xmlns='u'>1</id></place>")
    assert [row["id"] for row in rows(file, PLACE)] == [None]


def test_thousands_of_undeclared_names_are_told_up_to_a_number(tmp_path: Path) -> None:
    within = "".join(f"<n{n}>x<o>{n}</o></n{n}>" for n in range(3_000))
    file = read(tmp_path, f"{within}<place><id>1</id></place>")
    assert len(file.undeclared) == 1_000
    assert [row["id"] for row in rows(file, PLACE)] == ["1"]


def test_too_deep_is_too_deep_whatever_it_is_called(tmp_path: Path) -> None:
    assert read(tmp_path, "<a>" * 5 + "</a>" * 5).undeclared == ()
    many = "".join(f"<n{n}/>" for n in range(2_000))
    for first in ("", many):
        with pytest.raises(FileRefusedError, match="it nests deeper than 6 elements"):
            read(tmp_path, first + "<a>" * 6 + "</a>" * 6)


def test_records_know_their_parents_however_many_there_are(tmp_path: Path) -> None:
    count = 5_000
    within = "".join(
        f"<place><id>{n}</id>{'<visit>d</visit>' * (n % 3)}</place>\n" for n in range(count)
    )
    file = read(tmp_path, within)
    places, visits = rows(file, PLACE), rows(file, VISIT)
    assert [row["id"] for row in places] == [str(n) for n in range(count)]
    assert [(row["_record"], row["_line"], row["_parent"]) for row in places] == [
        (n + 1, n + 1, None) for n in range(count)
    ]
    assert [row["_parent"] for row in visits] == [n + 1 for n in range(count) for _ in range(n % 3)]
    assert [row["_record"] for row in visits] == list(range(1, len(visits) + 1))


def test_a_value_longer_than_the_parsers_buffer_is_whole(tmp_path: Path) -> None:
    value = "".join(f"{n}é&amp;" for n in range(40_000))
    (row,) = rows(read(tmp_path, f"<place><id>{value}</id></place>"), PLACE)
    assert row["id"] == value.replace("&amp;", "&")


@pytest.mark.parametrize("end", ["<![CDATA[x", "<!-- x", "<place", "<place>é"])
def test_a_file_that_ends_within_anything_is_cut_short(tmp_path: Path, end: str) -> None:
    path = tmp_path / "town.xml"
    data = f"<town>\n{end}".encode()
    for cut in (data, data[:-1]):
        path.write_bytes(cut)
        with pytest.raises(FileRefusedError, match=r"it ends in the middle, at line 2: the file"):
            read_file(path, EXPORT)
