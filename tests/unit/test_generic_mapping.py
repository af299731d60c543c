"""Lists as councils describe them: people with spells, families, answers on forms, workbooks."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from sources.declaration import Format
from sources.generic.building import list_formats
from sources.generic.description import ListDescription, column_name
from sources.registry import FORMATS
from tests.builders import DELIVERED, Mapped, map_files, map_folder

TENANTS = {
    "file": "tenants*.csv",
    "dates": ["dd/mm/yyyy"],
    "columns": {
        "record_id": "Person Ref.",
        "full_name": 'Tenant\'s "full" name',
        "date_of_birth": "DOB",
        "sex": "M/F",
        "premises": "No",
        "street": "Street",
        "postcode": "Postcode",
        "uprn": "UPRN",
        "phone_1": "Tel",
        "is_parent": "Has children?",
        "dependent_children": "Dependants",
        "flag_domestic_abuse": "DA",
        "recorded_on": "Form date",
    },
    "codes": {"sex": {"Lady": "F"}},
}
TENANCIES = {
    "file": "tenancies*.csv",
    "a_row_is": "spell",
    "service": "housing",
    "kind": "tenancy",
    "dates": ["yyyy-mm-dd"],
    "columns": {
        "spell_id": "Tenancy",
        "record_id": "Person Ref.",
        "started_on": "Start",
        "ended_on": "End",
        "outcome": "Why",
    },
}
ADAEZE = {
    "Person Ref.": "P1",
    'Tenant\'s "full" name': "Ms Adaeze Whitlock",
    "DOB": "14/07/1988",
    "M/F": "Lady",
    "No": "12",
    "Street": "Larch Rise",
    "Postcode": "b999zz",
    "UPRN": "99900000001.0",
    "Tel": "+44 7700 900999",
    "Has children?": "",
    "Dependants": "2",
    "DA": "Y",
    "Form date": "01/06/2025",
}


def formats_of(**lists: Mapping[str, object]) -> tuple[Format, ...]:
    described = {name: ListDescription.model_validate(each) for name, each in lists.items()}
    return list_formats("housing", described)


def tenants(tmp_path: Path, *rows: dict[str, str], **files: list[dict[str, str]]) -> Mapped:
    """Map rows that are written under the names of the columns, without dots and quotes."""
    formats = formats_of(tenants=TENANTS, tenancies=TENANCIES)
    written = {
        name: [{column_name(header): value for header, value in row.items()} for row in each]
        for name, each in {"tenants": list(rows), **files}.items()
    }
    return map_files(tmp_path, *formats, files=written)


def test_people_of_one_list_have_the_spells_of_another(tmp_path: Path) -> None:
    stays = [
        {"Tenancy": "T1", "Person Ref.": "P1", "Start": "2015-04-01"},
        {"Tenancy": "T2", "Person Ref.": "P9", "Start": "2019-06-15"},
        {"Tenancy": "T3", "Person Ref.": "P1", "Start": "2010-01-01", "End": "2012-01-01"},
    ]
    mapped = tenants(tmp_path, ADAEZE, tenancies=stays)
    assert mapped.rows("involvement", "record_id", "service", "kind", "start_date", "end_date") == [
        ("P1", "housing", "tenancy", date(2010, 1, 1), date(2012, 1, 1)),
        ("P1", "housing", "tenancy", date(2015, 4, 1), None),
    ]
    assert mapped.rows("left_out", "format", "reason", "rows") == [
        ("tenancies", "about a record that is not kept", 1)
    ]


def test_a_person_of_a_list_is_read_by_the_roles_of_its_columns(tmp_path: Path) -> None:
    mapped = tenants(tmp_path, ADAEZE)
    assert mapped.row("person_record", "given_name", "family_name", "date_of_birth", "sex") == (
        *("ADAEZE", "WHITLOCK", date(1988, 7, 14)),
        "F",
    )
    assert mapped.row("address", "line", "premises", "street", "postcode") == (
        *("12 LARCH RISE", "12"),
        *("LARCH RISE", "B99 9ZZ"),
    )
    assert mapped.row("contact_point", "kind", "value") == ("phone", "07700900999")


def test_a_number_of_children_is_an_answer_and_words_are_none(tmp_path: Path) -> None:
    rows = [
        ADAEZE,
        {**ADAEZE, "Person Ref.": "P2", "Dependants": "0"},
        {**ADAEZE, "Person Ref.": "P3", "Dependants": "two boys"},
        {**ADAEZE, "Person Ref.": "P4", "Dependants": "", "Has children?": "n"},
        {**ADAEZE, "Person Ref.": "P5", "Dependants": "0", "Has children?": "Yes"},
    ]
    mapped = tenants(tmp_path, *rows)
    assert mapped.rows("parental_status", "record_id", "status", "dependent_children") == [
        ("P1", "yes", 2),
        ("P2", "no", 0),
        ("P4", "no", None),
        ("P5", "yes", 0),
    ]


def test_a_fact_that_is_denied_is_no_flag(tmp_path: Path) -> None:
    rows = [ADAEZE, {**ADAEZE, "Person Ref.": "P2", "DA": "N"}]
    assert tenants(tmp_path, *rows).rows("flag", "record_id", "flag", "value", "on_date") == [
        ("P1", "domestic_abuse", "yes", date(2025, 6, 1))
    ]


def test_a_list_keeps_its_own_headers_where_it_is_landed(tmp_path: Path) -> None:
    (tmp_path / "tenants.csv").write_text(
        ",".join('"' + header.replace('"', '""') + '"' for header in ADAEZE)
        + "\n"
        + ",".join(ADAEZE.values())
        + "\n",
        "utf-8",
    )
    mapped = map_folder(tmp_path, *formats_of(tenants=TENANTS))
    landed = mapped.con.table("raw.here__tenants").columns
    assert {"Person Ref", "Tenant's full name", "Has children?", "M/F"} <= set(landed)
    assert mapped.rows("person_record", "record_id", "family_name") == [("P1", "WHITLOCK")]


def test_a_list_that_names_a_service_and_no_day_says_who_is_known_today(tmp_path: Path) -> None:
    known = {
        "file": "list*.csv",
        "service": "early_help",
        "kind": "episode",
        "columns": {"given_name": "First", "family_name": "Last"},
    }
    mapped = map_files(
        tmp_path, *formats_of(known=known), files={"known": [{"First": "Ivy", "Last": "Whitlock"}]}
    )
    assert mapped.row("involvement", "service", "kind", "start_date", "end_date") == (
        *("early_help", "episode"),
        *(DELIVERED, None),
    )


def test_contacts_of_rows_without_ids_are_told_apart_by_name_in_any_order(tmp_path: Path) -> None:
    contacts = {
        "file": "contacts*.csv",
        "a_row_is": "contact",
        "columns": {
            "record_id": "Client",
            "contact_name": "Contact",
            "contact_relationship": "Is",
            "contact_next_of_kin": "NOK",
        },
    }
    people = {"file": "people*.csv", "columns": {"record_id": "Client", "full_name": "Name"}}
    rows = [
        {"Client": "1", "Contact": "Tom Brennan", "Is": "Husband", "NOK": "Y"},
        {"Client": "1", "Contact": "Ivy Brennan", "Is": "DAUGHTER"},
        {"Client": "1", "Contact": "", "Is": "Son"},
    ]
    formats = formats_of(people=people, contacts=contacts)
    ids: list[list[tuple[object, ...]]] = []
    for order in (rows, rows[::-1]):
        folder = tmp_path / str(len(ids))
        folder.mkdir()
        files = {"people": [{"Client": "1", "Name": "Ann Hale"}], "contacts": order}
        mapped = map_files(folder, *formats, files=files)
        ids.append(mapped.rows("person_record", "record_id", "given_name"))
    assert ids[0] == ids[1]
    assert {given for _, given in ids[0]} == {"ANN", "TOM", "IVY"}
    child = next(record_id for record_id, given in ids[0] if given == "IVY")
    assert mapped.rows("relationship", "type", "to_record_id", "next_of_kin") == [
        ("parent_of", child, None),
        ("partner_of", "1", True),
    ]


FAMILY = {
    "Family ID": "F1",
    "Surname": "Whitlock",
    "Date of birth": "14/07/1988",
    "Postcode": "B99 9ZZ",
    "Address": "12 Larch Rise",
    "Episode start": "01/02/2026",
}


def member(number: str, role: str, forename: str, family: str = "F1") -> dict[str, str]:
    own = {"Episode ID": f"E{number}", "Person ID": number, "Forename": forename}
    return FAMILY | own | {"Role in family": role, "Family ID": family}


def test_parents_and_carers_of_a_family_are_so_of_each_of_its_children(tmp_path: Path) -> None:
    rows = [
        member("1", "Mother", "Adaeze"),
        member("2", "Parent/Carer", "Jo"),
        member("3", "Child", "Ivy"),
        member("4", "Son", "Ben"),
        member("5", "Lodger", "Sam"),
        member("6", "Child", "Una", family="F2"),
    ]
    mapped = map_files(tmp_path, FORMATS["early_help_list"], files={"early_help_list": rows})
    assert mapped.ties() == [
        ("1", "parent_of", "3"),
        ("1", "parent_of", "4"),
        ("2", "carer_of", "3"),
        ("2", "carer_of", "4"),
    ]
    assert {row[0] for row in mapped.rows("involvement", "service")} == {"early_help"}
    assert len(mapped.rows("involvement", "record_id")) == 6


def test_a_person_of_two_episodes_is_one_record_as_the_later_tells(tmp_path: Path) -> None:
    first = member("1", "Mother", "Ada")
    later = member("1", "Mother", "Adaeze") | {"Episode ID": "E9", "Episode start": "01/03/2026"}
    mapped = map_files(
        tmp_path, FORMATS["early_help_list"], files={"early_help_list": [later, first]}
    )
    assert mapped.rows("person_record", "given_name") == [("ADAEZE",)]
    assert len(mapped.rows("involvement", "start_date")) == 2


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Clients"
    sheet.append(["Client list of the team"])
    sheet.append(["Client No", "First", "Last", "Born"])
    sheet.append([7, "Adaeze", "Whitlock", date(1988, 7, 14)])
    sheet.append([8, "Ivy", "Whitlock", 41396])
    book.save(tmp_path / "clients.xlsx")
    columns = {
        "record_id": "Client No",
        "given_name": "First",
        "family_name": "Last",
        "date_of_birth": "Born",
    }
    listed = {"file": "clients*.xlsx", "sheet": "Clients", "columns": columns}
    mapped = map_folder(tmp_path, *formats_of(clients=listed))
    assert mapped.rows("person_record", "record_id", "given_name", "date_of_birth") == [
        ("7", "ADAEZE", date(1988, 7, 14)),
        ("8", "IVY", date(2013, 5, 2)),
    ]


def test_two_lists_of_one_source_do_not_meet_in_raw(tmp_path: Path) -> None:
    pupils = {"Student ID": "1", "Forename": "Ivy", "Surname": "Hale", "Parent ID": "2"}
    child = {
        "CHILD_SCHOOL_URN": "999123",
        "CHILD_FIRST_NAME": "Ben",
        "CHILD_LAST_NAME": "Hale",
        "CHILD_DATE_OF_BIRTH": "2013-05-02",
        "CHILD_POSTCODE": "B99 9ZZ",
    }
    formats = (FORMATS["mis_contacts"], FORMATS["class_list"])
    files = {"mis_contacts": [pupils | {"Parent Forename": "Ann"}], "class_list": [child]}
    mapped = map_files(tmp_path, *formats, files=files)
    assert mapped.rows("person_record", "given_name", "is_client") == [
        ("ANN", False),
        ("BEN", True),
        ("IVY", True),
    ]
