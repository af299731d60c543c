"""Synthetic files follow the declarations, or are not written."""

import csv
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sources.adult_mental_health.rio import RIO
from sources.childrens_social_care.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_CENSUS,
    DETAILS,
    FACTOR,
    HEADER,
)
from sources.columns import code, flag, text
from sources.columns import date as date_column
from sources.declaration import CodeList, Delimited, Export, Format, RawTable
from synthetic_data.exports.writing import (
    Element,
    NotDeclaredError,
    Row,
    XmlWriter,
    write_delimited,
)

TABLE = RawTable(
    name="animal",
    description="Animals.",
    columns=(
        text("id", "Id.", required=True),
        date_column("born", "Born."),
        flag("tame", "Tame."),
        code("kind", "Kind.", CodeList(name="kinds", values={"C": "cat"})),
    ),
)
EXPORT = Export(
    name="animal",
    description="Animals.",
    file_pattern="animal*.csv",
    layout=Delimited(delimiter=";", encoding="cp1252", quote_all=True),
    tables=(TABLE,),
)
FORMAT = Format(
    name="zoo",
    system="zoo",
    description="A zoo.",
    package="zoo",
    exports=(EXPORT,),
    date_formats=("%d/%m/%Y", "%Y-%m-%d"),
    nulls=("", "NULL"),
    true_words=("J", "1"),
    false_words=("N", "0"),
)


def write(path: Path, *rows: Row) -> str:
    write_delimited(FORMAT, EXPORT, rows, path)
    return path.read_text(encoding="cp1252")


def test_columns_dates_words_and_nulls_are_the_declared_ones(tmp_path: Path) -> None:
    written = write(
        tmp_path / "animal.csv",
        {"id": "é1", "tame": True, "born": date(2020, 2, 1), "kind": "C"},
        {"id": "2", "tame": False},
    )
    assert written == (
        '"id";"born";"tame";"kind"\n"é1";"01/02/2020";"J";"C"\n"2";"NULL";"N";"NULL"\n'
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "1", "colour": "red"}, "colour not declared"),
        ({"id": ""}, "id is required"),
        ({"id": "1", "kind": "D"}, "kind has a code that kinds does not list"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(tmp_path: Path, row: Row, problem: str) -> None:
    with pytest.raises(NotDeclaredError, match=problem):
        write(tmp_path / "animal.csv", row)


def test_an_xml_export_is_not_written_as_a_delimited_file(tmp_path: Path) -> None:
    (export,) = CIN_CENSUS.exports
    with pytest.raises(NotDeclaredError, match="not a delimited file"):
        write_delimited(CIN_CENSUS, export, [], tmp_path / "cin.xml")


def test_a_delimited_export_is_not_written_as_xml() -> None:
    with pytest.raises(NotDeclaredError, match="not an XML file"):
        XmlWriter(FORMAT, EXPORT)


def census(path: Path, *children: Element) -> ElementTree.Element:
    header = Element(table=HEADER, values={"Collection": "CIN", "LEA": "999"})
    (export,) = CIN_CENSUS.exports
    XmlWriter(CIN_CENSUS, export).write([header, *children], path)
    return ElementTree.parse(path).getroot()  # noqa: S314 - written a line above


def test_xml_values_stand_at_their_declared_paths(tmp_path: Path) -> None:
    factors = tuple(Element(table=FACTOR, values={"AssessmentFactors": c}) for c in ("3B", "4B"))
    assessed = Element(
        table=ASSESSMENT, values={"AssessmentActualStartDate": date(2026, 1, 2)}, nested=factors
    )
    episode = Element(
        table=DETAILS,
        values={"CINreferralDate": date(2026, 1, 1), "ReferralNFA": False},
        nested=(assessed,),
    )
    child = Element(
        table=CHILD, values={"LAchildID": "C<1>", "UPN": "", "Sex": "F"}, nested=(episode, episode)
    )
    root = census(tmp_path / "CIN.xml", child, child)
    assert len(root.findall("Children/Child")) == 2
    assert len(root.findall("Children/Child/CINdetails")) == 4
    assert root.findtext("Header/Source/LEA") == "999"
    first = root.find("Children/Child")
    assert first is not None
    assert first.findtext("ChildIdentifiers/LAchildID") == "C<1>"
    assert first.find("ChildIdentifiers/UPN") is None
    assert first.findtext("CINdetails/ReferralNFA") == "false"
    path = "CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors"
    assert [found.text for found in first.findall(path)] == ["3B", "4B"] * 2


def test_an_xml_record_with_an_undeclared_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotDeclaredError, match="Nickname not declared"):
        census(tmp_path / "CIN.xml", Element(table=CHILD, values={"Nickname": "Bob"}))


def test_datetimes_are_written_as_the_database_dumps_them(tmp_path: Path) -> None:
    export = next(export for export in RIO.exports if export.name == "AmsReferral")
    row: Row = {"ReferralID": "1", "ClientID": "2", "ReferralReceivedDate": date(2026, 3, 4)}
    write_delimited(RIO, export, [row], tmp_path / "AmsReferral.csv")
    with (tmp_path / "AmsReferral.csv").open(encoding="utf-8") as file:
        (read,) = csv.DictReader(file)
    assert read["ReferralReceivedDate"] == "2026-03-04 00:00:00.000"
    assert read["RemovalDateTime"] == "NULL"
