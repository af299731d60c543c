"""The canary: one family with values that stand nowhere else, planted in all four sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from tests.integration.support import Row, edit_rows, read_rows


@dataclass(frozen=True, kw_only=True)
class Canary:
    """The family's record ids, and the values that must never leave the warehouse."""

    adult: Mapping[str, str]
    child: Mapping[str, str]
    needles: Mapping[str, str]


SURNAME = "Zyxcanary"
ADULT, CHILD = "Qwortella", "Vexandrio"
STREET = "Quxcanary Parade"
PHONE = "07700 900987"
EMAIL = "zyxcanary@example.org"


def plant_canary(exports: Path, truth: Path, day: str) -> Canary:
    """Give one family that all four sources know the canary's names, street, phone and e-mail."""
    adult, child = _family_known_to_all(truth)
    folder = {source: exports / source / day for source in ("gp", "school")}
    trust = exports / "adult_mental_health" / day
    council = exports / "childrens_social_care" / day
    numbers = _plant_in_the_trust(trust, adult)
    numbers |= _plant_in_the_council(council, adult, child)
    _plant_in_the_school(folder["school"], child["school"])
    numbers |= _plant_in_the_practice(next(folder["gp"].glob("*.csv")), adult, child)
    needles = {
        "surname": SURNAME,
        "given name of the adult": ADULT,
        "given name of the child": CHILD,
        "street": STREET,
        "phone": PHONE,
        "phone without its space": PHONE.replace(" ", ""),
        "e-mail": EMAIL,
        "UPN": child["school"],
        "patient": adult["gp"].strip("{}"),
    } | {f"NHS number {n}": number for n, number in enumerate(sorted(numbers), start=1)}
    return Canary(adult=adult, child=child, needles=needles)


def _family_known_to_all(truth: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Find a parent and child of whom every source has a record that may be linked."""
    records: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(truth / "record.csv"):
        own = ":" not in row["record_id"] or row["source"] == "school"
        if own and row["excluded"] == "false":
            records[row["person_id"]].setdefault(row["source"], row["record_id"])
    for tie in read_rows(truth / "care_tie.csv"):
        adult, child = records[tie["adult_id"]], records[tie["child_id"]]
        sources = {"childrens_social_care", "school", "gp"}
        known = sources <= set(child) and sources | {"adult_mental_health"} <= set(adult)
        if known and adult["school"].startswith(f"{child['school']}:contact:1"):
            return adult, child
    msg = "no family of the town is known to all four sources"
    raise LookupError(msg)


def _plant_in_the_trust(folder: Path, adult: Mapping[str, str]) -> set[str]:
    client = adult["adult_mental_health"]
    values = {
        "ClientName": {"Surname": SURNAME, "GivenName1": ADULT},
        "ClientAddress": {"AddressLine1": f"7 {STREET}"},
        "ClientTelecom": {"Detail": PHONE},
    }
    for export, replaced in values.items():
        _replace(next(folder.glob(f"{export}_*.csv")), "ClientID", {client: replaced})
    index = read_rows(next(folder.glob("ClientIndex_*.csv")))
    return _nhs_numbers(row["NNN"] for row in index if row["ClientID"] == client)


def _plant_in_the_council(
    folder: Path, adult: Mapping[str, str], child: Mapping[str, str]
) -> set[str]:
    source = "childrens_social_care"
    people = {adult[source]: ADULT, child[source]: CHILD}
    standard = {
        key: {"pers_forename": name, "pers_surname": SURNAME} for key, name in people.items()
    }
    raw = {
        key: {"full_name": f"{name} {SURNAME}", "first_name": name, "last_name": SURNAME}
        for key, name in people.items()
    }
    street = {key: {"address": f"7 {STREET}, Oldmoor"} for key in people}
    path = next(folder.glob("ssd_person_*.csv"))
    _replace(path, "pers_person_id", standard)
    _replace(next(folder.glob("dm_persons_*.csv")), "person_id", raw)
    _replace(next(folder.glob("dm_addresses_*.csv")), "person_id", street)
    found = [row for row in read_rows(path) if row["pers_person_id"] in people]
    return _nhs_numbers(row["pers_single_unique_id"] for row in found)


def _plant_in_the_practice(
    path: Path, adult: Mapping[str, str], child: Mapping[str, str]
) -> set[str]:
    shared = {"Surname": SURNAME, "NumberAndStreet": f"7 {STREET}", "EmailAddress": EMAIL}
    people = {
        adult["gp"]: shared | {"GivenName": ADULT, "MobilePhone": PHONE},
        child["gp"]: shared | {"GivenName": CHILD},
    }
    _replace(path, "PatientGuid", people)
    return _nhs_numbers(row["NhsNumber"] for row in read_rows(path) if row["PatientGuid"] in people)


def _plant_in_the_school(folder: Path, upn: str) -> None:
    for path in sorted(folder.glob("*.xml")):
        tree = parse(path)
        for pupil in tree.iter("Pupil"):
            if pupil.findtext("UPN") == upn:
                _rename_pupil(pupil)
                tree.write(path, encoding="UTF-8", xml_declaration=True)
                return
    msg = "the child is in no school's file"
    raise LookupError(msg)


def _rename_pupil(pupil: Element) -> None:
    contact = next(pupil.iter("Contact"))
    for person, given in ((pupil, CHILD), (contact, ADULT)):
        for tag, value in {"Surname": SURNAME, "Forename": given}.items():
            element = person.find(tag)
            assert element is not None
            element.text = value
    # Some schools write an address in parts, some in lines.
    next(each for each in pupil.iter() if each.tag in ("Street", "AddressLine1")).text = STREET


def _replace(path: Path, key: str, values: Mapping[str, Row]) -> None:
    found = {row[key] for row in read_rows(path)} & set(values)
    assert found, f"{path.name} has no row of the canary"
    edit_rows(path, lambda row: row | values.get(row[key], {}))


def _nhs_numbers(found: Iterator[str]) -> set[str]:
    numbers = {number for number in found if number.startswith("999")}
    assert all(len(number) == 10 for number in numbers)
    return numbers
