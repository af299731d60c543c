"""Descriptions of lists: what is wrong with one is told whole, and a preset may be amended."""

import pytest
from pydantic import ValidationError

from sources.declaration import Delimited, Xlsx
from sources.generic.building import list_format, list_formats
from sources.generic.catalogue import UnknownPresetError, amended, preset, preset_names
from sources.generic.description import DATE_WORDS, ListDescription
from sources.generic.likeness import DATE_SHAPES
from sources.generic.roles import CONTACT_SLOTS, ENTRY, ROLES

PEOPLE: dict[str, object] = {
    "file": "clients*.csv",
    "columns": {"record_id": "Client No", "given_name": "First", "family_name": "Last"},
}
SPELLS: dict[str, object] = {
    "file": "stays*.csv",
    "a_row_is": "spell",
    "service": "housing",
    "kind": "tenancy",
    "columns": {"record_id": "Client No", "started_on": "From"},
}


def described(**changes: object) -> ListDescription:
    return ListDescription.model_validate(PEOPLE | changes)


def problems_of(content: dict[str, object]) -> str:
    with pytest.raises(ValidationError) as caught:
        ListDescription.model_validate(content)
    return "; ".join(problem["msg"] for problem in caught.value.errors())


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = problems_of(
        {
            "file": "x.csv",
            "columns": {"forename": "First", "upn": "No", "former_upn": "NO"},
            "dates": ["dd/mmm"],
            "optional": ["email"],
            "key": ["upn"],
            "service": "housing",
            "sheet": "People",
        }
    )
    for words in (
        "there is no role forename",
        "email is spoken of, and no column has that role",
        "dates are written dd/mmm; known are yyyy-mm-dd",
        "1 header(s) have two roles: no",
        "a row is a person and has no names",
        "a service and the kind of its spells are told together",
        "a sheet is named, and the file is no workbook",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PEOPLE | {"columns": {"email": "E"}}, "neither a record_id nor a upn nor names"),
        (PEOPLE | {"a_row_is": "contact"}, "no column tells of one"),
        (SPELLS | {"columns": {"record_id": "Client No"}}, "a spell and has no started_on"),
        (PEOPLE | {"a_row_is": "spell"}, "a spell of a service that is not named"),
        (PEOPLE | {"optional": ["record_id"]}, "tells rows apart cannot be optional"),
        (PEOPLE | {"columns": {}}, "at least 1 item"),
        (PEOPLE | {"delimiter": "-"}, "Input should be"),
        (PEOPLE | {"shape": "wide"}, "Extra inputs are not permitted"),
        (PEOPLE | {"columns": {"full_name": "_line"}}, "String should match pattern"),
    ],
)
def test_a_description_that_cannot_be_used_says_why(content: dict[str, object], told: str) -> None:
    assert told in problems_of(content)


def test_codes_lead_to_words_of_ours() -> None:
    columns = {"record_id": "No", "full_name": "Name", "sex": "S", "role_in_family": "R"}
    good = {"sex": {"Herr": "M"}, "role_in_family": {"MUM1": "parent_of"}}
    assert described(columns=columns, codes=good).codes == good
    told = problems_of(PEOPLE | {"columns": columns, "codes": {"sex": {"Herr": "male"}}})
    assert "codes of sex lead to male; they lead to F, M, U" in told
    told = problems_of(PEOPLE | {"columns": columns, "codes": {"full_name": {"x": "y"}}})
    assert "they lead to nothing: it is not a code" in told


def test_a_column_keeps_its_header_and_is_typed_by_its_role() -> None:
    format_ = list_format("clients", "housing", described(optional=["given_name"]))
    (table,) = format_.tables.values()
    column = table.column("Client No")
    assert (table.key, column.meaning, column.required) == (("Client No",), "record_id", True)
    assert table.column("First").optional
    assert table.typed_as is ENTRY


def test_local_codes_are_added_to_the_known_words() -> None:
    columns = {"full_name": "Name", "sex": "S"}
    listed = described(columns=columns, codes={"sex": {"Herr": "M"}})
    codes = list_format("people", "housing", listed).tables["people"].column("S").codes
    assert codes is not None
    assert (codes.values["Herr"], codes.values["female"]) == ("M", "F")


def test_a_workbook_is_laid_out_as_one_with_its_sheet() -> None:
    text = list_format("a", "x", described(delimiter=";", encoding="cp1252")).exports[0]
    assert isinstance(text.layout, Delimited)
    assert (text.layout.delimiter, text.layout.encoding) == (";", "cp1252")
    book = list_format("a", "x", described(file="b.xlsx", sheet="All (1)"))
    assert isinstance(book.exports[0].layout, Xlsx)
    assert book.excel_dates
    assert book.tables["a"].element == r"All\ \(1\)"


def test_lists_of_people_are_mapped_before_what_is_about_them() -> None:
    lists = {"a_stays": ListDescription.model_validate(SPELLS), "people": described()}
    assert [format_.name for format_ in list_formats("housing", lists)] == ["people", "a_stays"]
    assert [f.names_people for f in list_formats("housing", lists)] == [True, False]


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_is_a_description_that_builds_a_format(name: str) -> None:
    format_ = list_format(name, "somewhere", preset(name))
    assert format_.description.endswith(".")
    assert preset(name).dates


def test_the_systems_without_a_published_form_have_presets_that_say_so() -> None:
    for name in preset_names():
        if name not in {"class_list", "mis_contacts"}:
            assert "are to be confirmed" in preset(name).description
    assert {"carenotes_patients", "paris_referrals", "housing_tenancies"} <= set(preset_names())


def test_a_preset_is_amended_column_by_column() -> None:
    own = amended({"preset": "carenotes_patients", "columns": {"record_id": "CN Number"}})
    listed = ListDescription.model_validate(own)
    assert listed.headers("record_id") == ("CN Number",)
    assert listed.headers("given_name") == ("Forename", "First Name")
    assert amended(PEOPLE) is PEOPLE
    with pytest.raises(UnknownPresetError, match="no preset is called 'mosaic'; there are"):
        amended({"preset": "mosaic"})


def test_every_role_has_its_column_in_the_shape_and_is_described() -> None:
    types = dict(ENTRY.types)
    assert len(types) == len(ENTRY.types)
    assert set(ROLES) <= set(types)
    assert all(role.description.endswith(".") for role in ROLES.values())
    assert all(f"{slot}_relationship_as_received" in types for slot in CONTACT_SLOTS)


def test_dates_in_words_are_those_of_the_shapes_that_are_recognised() -> None:
    assert set(DATE_SHAPES) <= set(DATE_WORDS)
