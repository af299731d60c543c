"""Patients of two practices on Vision, in a file that has no header and is sometimes quoted."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from sources.readers.files import DeliveryRefusedError
from sources.registry import FORMATS
from tests.builders import DELIVERED, Mapped, map_files, map_folder

VISION = FORMATS["vision"]
NAMES = [column.name for column in VISION.tables["vision_patient"].columns]
PATIENTS = [
    {
        "PID": "1",
        "SERVICE_ID": "ZZ001",
        "PRACTICE": "ZZ001",
        "DATE_OF_BIRTH": "19880714",
        "SEX": "F",
        "ACTIVE": "R",
        "REGISTERED_DATE": "20150320",
        "SURNAME": "WHITLOCK",
        "FORENAME": "Ms Adaeze Mary Joy",
        "TITLE": "Ms",
        "NHS_NUMBER": "999 100 0410",
        "ADDRESS": "Flat 3|12 Larch Rise||Anytown|",
        "ADDRESS_1": "Flat 3",
        "ADDRESS_2": "12 Larch Rise",
        "ADDRESS_4": "Anytown",
        "POSTCODE": "B99 9ZZ",
        "PHONE_NUMBER": "0121 496 0123",
        "MOBILE_NUMBER": "07700 900999",
        "EMAIL": "Adaeze@example.org",
        "ACTION": "A",
    },
    {
        "PID": "1",
        "SERVICE_ID": "ZZ002",
        "DATE_OF_BIRTH": "20130502",
        "SEX": "M",
        "ACTIVE": "L",
        "SURNAME": "Brennan",
        "FORENAME": "Not Known",
        "REMOVED_DATE": "20240831",
        "ADDRESS": "The Larches||Anytown||",
        "ACTION": "C",
    },
    {"PID": "2", "SERVICE_ID": "ZZ002", "ACTIVE": "L", "SURNAME": "Left", "FORENAME": "Ann"},
    {
        "PID": "3",
        "SERVICE_ID": "ZZ002",
        "ACTIVE": "D",
        "SURNAME": "Late",
        "REGISTERED_DATE": "19000101",
        "DATE_OF_BIRTH": "19330203",
        "DATE_OF_DEATH": "20200702",
    },
    {
        "PID": "4",
        "SERVICE_ID": "ZZ002",
        "SURNAME": "Gone",
        "MOBILE_NUMBER": "07700 900998",
        "POSTCODE": "B99 9ZZ",
        "ACTION": "d",
    },
]


def without_header(rows: Sequence[Mapping[str, str]], *, quoted: bool) -> str:
    stream = io.StringIO()
    if quoted:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    else:
        writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([[row.get(name, "") for name in NAMES] for row in rows])
    return stream.getvalue()


@pytest.fixture(scope="module", params=[True, False], ids=["quoted", "bare"])
def practices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    folder = tmp_path_factory.mktemp("vision")
    text = without_header(PATIENTS, quoted=request.param)
    return map_files(folder, VISION, files={"patient": text})


def test_every_line_is_a_patient_and_the_first_one_too(practices: Mapped) -> None:
    assert (practices.landed.records, practices.landed.rejected) == (5, 0)
    columns = ("record_id", "family_name", "sex", "date_of_birth", "date_of_death")
    assert practices.rows("person_record", *columns) == [
        ("ZZ001:1", "WHITLOCK", "F", date(1988, 7, 14), None),
        ("ZZ002:1", "BRENNAN", "M", date(2013, 5, 2), None),
        ("ZZ002:2", "LEFT", "U", None, None),
        ("ZZ002:3", "LATE", "U", date(1933, 2, 3), date(2020, 7, 2)),
    ]


def test_given_names_are_parted_and_a_title_or_a_placeholder_is_none(practices: Mapped) -> None:
    columns = ("record_id", "given_name", "middle_names")
    assert practices.rows("person_record", *columns) == [
        ("ZZ001:1", "ADAEZE", "MARY JOY"),
        ("ZZ002:1", None, None),
        ("ZZ002:2", "ANN", None),
        ("ZZ002:3", None, None),
    ]


def test_a_deleted_patient_is_nobody_and_nothing_is_known_of_them(practices: Mapped) -> None:
    for table in ("person_record", "address", "contact_point", "involvement"):
        assert not practices.rows(table, "record_id", where="record_id = 'ZZ002:4'")
        assert practices.rows(table, "record_id")


def test_an_address_is_its_lines_or_all_of_them_in_one(practices: Mapped) -> None:
    columns = ("record_id", "line", "flat", "premises", "street", "postcode", "to_date")
    home = ("FLAT 3 12 LARCH RISE ANYTOWN", "FLAT 3", "12", "LARCH RISE", "B99 9ZZ")
    assert practices.rows("address", *columns) == [
        ("ZZ001:1", *home, None),
        (
            "ZZ002:1",
            "THE LARCHES ANYTOWN",
            None,
            "THE LARCHES",
            "ANYTOWN",
            None,
            date(2024, 8, 31),
        ),
    ]


def test_phones_e_mail_and_number_are_cleaned(practices: Mapped) -> None:
    assert practices.rows("contact_point", "record_id", "kind", "value") == [
        ("ZZ001:1", "email", "adaeze@example.org"),
        ("ZZ001:1", "phone", "01214960123"),
        ("ZZ001:1", "phone", "07700900999"),
    ]
    columns = ("nhs_number", "nhs_number_status")
    known = practices.rows("person_record", *columns, where="nhs_number is not null")
    assert known == [("9991000410", "unverified")]


def test_a_registration_ends_when_the_patient_left_or_died(practices: Mapped) -> None:
    columns = ("record_id", "detail", "start_date", "end_date")
    assert practices.rows("involvement", *columns, where="service = 'gp'") == [
        ("ZZ001:1", "ZZ001", date(2015, 3, 20), None),
        ("ZZ002:1", "ZZ002", date(2013, 5, 2), date(2024, 8, 31)),
        ("ZZ002:2", "ZZ002", DELIVERED, DELIVERED),
        ("ZZ002:3", "ZZ002", date(1933, 2, 3), date(2020, 7, 2)),
    ]


@pytest.mark.parametrize(
    ("days", "died"),
    [
        ({"REMOVED_DATE": "20240831"}, date(2024, 8, 31)),
        ({"REMOVED_DATE": "20240831", "DATE_OF_DEATH": "20240802"}, date(2024, 8, 2)),
        ({}, DELIVERED),
        ({"ACTIVE": "L", "REMOVED_DATE": "20240831"}, None),
    ],
)
def test_who_is_dead_without_a_date_was_so_by_the_removal_or_the_delivery(
    tmp_path: Path, days: Mapping[str, str], died: date | None
) -> None:
    row = {"PID": "1", "SERVICE_ID": "ZZ001", "SURNAME": "Late", "ACTIVE": "D", **days}
    mapped = map_files(tmp_path, VISION, files={"patient": without_header([row], quoted=False)})
    assert mapped.row("person_record", "date_of_death") == (died,)


def test_a_file_of_another_width_is_refused(tmp_path: Path) -> None:
    rows = without_header(PATIENTS, quoted=False).splitlines()
    short = "".join(f"{row.rpartition(',')[0]}\n" for row in rows)
    (tmp_path / "ZZ_PATIENT_1.csv").write_text(short, encoding="utf-8")
    with pytest.raises(DeliveryRefusedError, match="declared are 35"):
        map_folder(tmp_path, VISION)


def test_a_header_that_a_site_adds_is_no_patient(tmp_path: Path) -> None:
    text = ",".join(NAMES) + "\n" + without_header(PATIENTS, quoted=False)
    mapped = map_files(tmp_path, VISION, files={"patient": text})
    assert (mapped.landed.records, mapped.landed.rejected) == (5, 0)
