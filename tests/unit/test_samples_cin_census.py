"""Every published sample of the children in need census reads to what a count of its own finds.

The expected rows are found by walking the elements, without our reader, typing or SELECTs.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.samples import sample

CIN = FORMATS["cin_census"]
FILES = ("CIN2rows.xml", "CIN_Census_2021.xml", "fake_CIN_data.xml")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

Rows = set[tuple[object, ...]]


def day(element: Element, path: str) -> date | None:
    text = element.findtext(path)
    return date.fromisoformat(text) if text else None


def has_right_letter(upn: str | None) -> bool:
    if upn is None or not upn[1:].isdigit():
        return False
    total = sum(int(digit) * place for place, digit in enumerate(upn[1:], start=2))
    return upn[0] == LETTERS[total % 23]


def children(path: Path) -> dict[str, Element]:
    return {str(child.findtext(".//LAchildID")): child for child in parse(path).iter("Child")}


def expected_spells(path: Path) -> Iterator[tuple[object, ...]]:
    for number, child in children(path).items():
        for details in child.iter("CINdetails"):
            referred, closed = day(details, "CINreferralDate"), day(details, "CINclosureDate")
            is_nfa = details.findtext("ReferralNFA") in {"true", "TRUE", "1"}
            kind, end = ("referral", referred) if is_nfa else ("child_in_need", closed)
            yield number, kind, referred, end
            for plan in details.iter("CINPlanDates"):
                dates = day(plan, "CINPlanStartDate"), day(plan, "CINPlanEndDate")
                yield number, "child_in_need_plan", *dates
            for plan in details.iter("ChildProtectionPlans"):
                dates = day(plan, "CPPstartDate"), day(plan, "CPPendDate")
                yield number, "child_protection", *dates


def expected_flags(path: Path) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for child in children(path).values():
        codes = {str(each.text) for each in child.iter("Disability")} - {"NONE"}
        found.update(("disability", code) for code in codes)
        for assessment in child.iter("Assessments"):
            factors = assessment.iter("AssessmentFactors")
            found.update({("assessment_factor", str(each.text)) for each in factors})
        for enquiry in child.iter("Section47"):
            is_held = enquiry.findtext("DateOfInitialCPC")
            found["section_47", "conference held" if is_held else "conference not held"] += 1
        conferences = {each.text for each in child.iter("DateOfInitialCPC")}
        found["initial_conference", "held"] += len(conferences)
        reviews = {each.text for each in child.iter("CPPreviewDate")}
        found["protection_plan_review", "held"] += len(reviews)
        plans = {
            (plan.findtext("CPPstartDate"), str(plan.findtext("NumberOfPreviousCPP")))
            for plan in child.iter("ChildProtectionPlans")
        }
        found.update(("previous_protection_plans", number) for _, number in plans)
    return +found


@pytest.fixture(scope="module", params=FILES)
def read(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Mapped]:
    path = sample(f"cin_census/{request.param}")
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(path, folder)
    return path, map_folder(folder, CIN)


def test_every_record_of_a_sample_is_loaded(read: tuple[Path, Mapped]) -> None:
    path, mapped = read
    assert mapped.landed.rejected == 0
    assert mapped.landed.records == mapped.landed.loaded
    assert mapped.added["person_record"] == len(children(path))


def test_the_children_of_a_sample_are_who_they_are(read: tuple[Path, Mapped]) -> None:
    path, mapped = read
    sexes = {"1": "M", "2": "F", "0": "U", "9": "U"}
    expected: Rows = set()
    for number, child in children(path).items():
        born = day(child, ".//PersonBirthDate")
        expected_birth = None if born else day(child, ".//ExpectedPersonBirthDate")
        sex = sexes[str(child.findtext(".//GenderCurrent"))]
        upn = child.findtext(".//UPN")
        kept = upn if has_right_letter(upn) else None
        died = day(child, ".//PersonDeathDate")
        expected.add((number, kept, born, expected_birth, died, sex))
    columns = ("record_id", "upn", "date_of_birth", "expected_date_of_birth", "date_of_death")
    assert set(mapped.rows("person_record", *columns, "sex")) == expected


def test_the_spells_of_a_sample_are_told_once_each(read: tuple[Path, Mapped]) -> None:
    path, mapped = read
    expected = set(expected_spells(path))
    spells = mapped.rows("involvement", "record_id", "kind", "start_date", "end_date")
    assert len(spells) == len(expected)
    assert set(spells) == expected


def test_what_was_found_in_a_sample_are_flags(read: tuple[Path, Mapped]) -> None:
    path, mapped = read
    flags = Counter((str(flag), str(value)) for flag, value in mapped.rows("flag", "flag", "value"))
    assert flags == expected_flags(path)


def test_the_largest_sample_holds_what_was_counted_by_hand(tmp_path: Path) -> None:
    shutil.copy(sample("cin_census/fake_CIN_data.xml"), tmp_path)
    mapped = map_folder(tmp_path, CIN)
    kinds = Counter(kind for (kind,) in mapped.rows("involvement", "kind"))
    flags = Counter(flag for (flag,) in mapped.rows("flag", "flag"))
    assert mapped.added["person_record"] == 332
    assert kinds == {"referral": 402}
    assert flags == {"disability": 106, "initial_conference": 350}


def test_returns_of_several_years_in_one_delivery_are_one_child_and_one_episode() -> None:
    folder = sample("cin_census")
    mapped = map_folder(folder, CIN)
    numbers = {number for name in FILES for number in children(folder / name)}
    assert mapped.landed.rejected == 0
    assert mapped.added["person_record"] == len(numbers)
    starts = {spell[:3] for name in FILES for spell in expected_spells(folder / name)}
    assert mapped.added["involvement"] == len(starts)
    newest = children(folder / "CIN2rows.xml")
    (number,) = newest
    of_child = f"record_id = '{number}'"
    born = day(newest[number], ".//PersonBirthDate")
    assert mapped.row("person_record", "date_of_birth", where=of_child) == (born,)
