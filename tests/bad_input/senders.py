"""Who sends the deliveries that are spoilt: a practice, a list of families, a school.

Each has a good delivery of people who do not exist. How it is spoilt is the makers' business.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from sources.registry import FORMATS
from synthetic_data.identifiers import nhs_check_digit, upn_check_letter

Row = dict[str, str]
PEOPLE = 60
_GIVEN = ("Araminta", "Bartholomew", "Clementine", "Desdemona", "Ephraim", "Fenella")
_FAMILY = ("Quillfeather", "Ravensworth", "Silverthorne", "Thistlewood", "Underhollow")
_STREETS = ("Larkspur Crescent", "Mulberry Terrace", "Nightingale Mews")
_SHARED_DAY = timedelta(days=211)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """A source: how it is configured, and the delivery it sends when all is well.

    `table` is where its records are landed, `key` the column that tells them apart, and `personal`
    are the columns whose values nobody may read in a message.
    """

    source: str
    reads: str
    file: str
    table: str
    key: str
    personal: tuple[str, ...]
    people: Callable[[], list[Row]]
    write: Callable[[Sequence[Row], Path], None]


@dataclass(frozen=True, kw_only=True)
class _Someone:
    number: int
    given: str
    family: str
    born: date
    nhs_number: str
    phone: str
    street: str


def _someone(number: int) -> _Someone:
    body = next(
        body
        for n in range(1_000)
        if nhs_check_digit(body := f"999{7 * number + n:06d}") is not None
    )
    return _Someone(
        number=number,
        given=_GIVEN[number % len(_GIVEN)],
        family=f"{_FAMILY[number % len(_FAMILY)]}",
        # Always after the 12th, as most days are: where day and month change places, it shows.
        born=(date(1951, 3, 1) + number * _SHARED_DAY).replace(day=13 + number % 15),
        nhs_number=f"{body}{nhs_check_digit(body)}",
        phone=f"07700900{number:03d}",
        street=f"{101 + number} {_STREETS[number % len(_STREETS)]}",
    )


def patients() -> list[Row]:
    """Return the patients of a practice, a row each."""
    return [
        {
            "PatientGuid": f"pat-{each.number:04d}",
            "Sex": "FM"[each.number % 2],
            "DateOfBirth": each.born.isoformat(),
            "GivenName": each.given,
            "Surname": each.family,
            "DateOfRegistration": "2019-04-01",
            "NhsNumber": each.nhs_number,
            "PatientTypeDescription": "Regular",
            "NumberAndStreet": each.street,
            "Town": "Oldmoor",
            "Postcode": "QQ1 1AA",
            "Deleted": "false",
            "SpineSensitive": "false",
            "IsConfidential": "false",
            "MobilePhone": each.phone,
        }
        for each in map(_someone, range(PEOPLE))
    ]


def write_patients(rows: Sequence[Row], path: Path) -> None:
    """Write patients as EMIS does: every value in quotes."""
    columns = [column.name for column in FORMATS["emis"].tables["emis_patient"].columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, columns, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL
        )
        writer.writeheader()
        writer.writerows(rows)


def members() -> list[Row]:
    """Return the people of a list of families in early help."""
    return [
        {
            "Episode ID": f"epi-{each.number:04d}",
            "Person ID": f"per-{each.number:04d}",
            "Family ID": f"fam-{each.number // 3:03d}",
            "Role in family": "Child",
            "Forename": each.given,
            "Surname": each.family,
            "Date of birth": each.born.strftime("%d/%m/%Y"),
            "Address": each.street,
            "Postcode": "QQ1 1AA",
            "Phone": each.phone,
            "Episode start": "13/04/2026",
            "Episode end": "",
        }
        for each in map(_someone, range(PEOPLE))
    ]


def write_members(rows: Sequence[Row], path: Path) -> None:
    """Write the list as CSV, in quotes only where they are needed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_sheet(rows: Sequence[Row], path: Path) -> None:
    """Write the list as a workbook of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Families")
        for place, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            sheet.write_row(place, 0, row)


def pupils() -> list[Row]:
    """Return the pupils of a school."""
    return [
        {
            "UPN": f"{upn_check_letter(body)}{body}",
            "Surname": each.family,
            "Forename": each.given,
            "DOB": each.born.replace(year=2008 + each.number % 9).isoformat(),
            "Sex": "FM"[each.number % 2],
        }
        for each in map(_someone, range(PEOPLE))
        for body in [f"99940012{each.number:04d}"]
    ]


def write_pupils(rows: Sequence[Row], path: Path) -> None:
    """Write pupils as a common transfer file."""
    written = "\n".join(
        "<Pupil>" + "".join(f"<{name}>{value}</{name}>" for name, value in row.items()) + "</Pupil>"
        for row in rows
    )
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<CTfile><Header><DateTime>2026-07-12T10:00:00'
        "</DateTime><SourceSchool><LEA>999</LEA><Estab>4001</Estab></SourceSchool></Header>\n"
        f"<CTFpupilData>\n{written}\n</CTFpupilData></CTfile>\n",
        "utf-8",
    )


PRACTICE = Sender(
    source="gp",
    reads='formats = ["emis"]',
    file="001_Admin_Patient.csv",
    table="emis_patient",
    key="PatientGuid",
    personal=(
        *("PatientGuid", "GivenName", "Surname", "DateOfBirth"),
        *("NhsNumber", "NumberAndStreet", "MobilePhone"),
    ),
    people=patients,
    write=write_patients,
)

_LIST = ("Episode ID", "Person ID", "Forename", "Surname", "Date of birth", "Address", "Phone")
FAMILIES = Sender(
    source="childrens_social_care",
    reads='lists.early_help = {preset = "early_help_list"}',
    file="early_help.csv",
    table="early_help",
    key="Episode ID",
    personal=_LIST,
    people=members,
    write=write_members,
)
FAMILIES_BOOK = Sender(
    source="childrens_social_care",
    reads='lists.early_help = {preset = "early_help_list", file = "early_help*.xlsx"}',
    file="early_help.xlsx",
    table="early_help",
    key="Episode ID",
    personal=_LIST,
    people=members,
    write=write_sheet,
)
SCHOOL = Sender(
    source="school",
    reads='formats = ["ctf"]',
    file="9994001_CTF_9994002_001.xml",
    table="pupil",
    key="UPN",
    personal=("UPN", "Surname", "Forename", "DOB"),
    people=pupils,
    write=write_pupils,
)
SENDERS = (PRACTICE, FAMILIES, FAMILIES_BOOK, SCHOOL)
