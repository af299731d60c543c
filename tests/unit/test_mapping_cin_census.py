"""The CIN census adds stages and factors to the children of the extract, and makes nobody anew."""

from datetime import date
from pathlib import Path

import pytest

from sources.declaration import Format
from sources.registry import FORMATS
from tests.builders import Mapped, deliver, map_folder, write_export
from tests.cin_return import assessed, census, child, details

CIN, SSD = FORMATS["cin_census"], FORMATS["ssd"]


IVY = child(
    "310552",
    details(
        "2024-09-11",
        assessed("2024-09-12", "4B", "3a") + "<ReferralNFA>FALSE</ReferralNFA>"
        "<ChildProtectionPlans><CPPstartDate>2024-12-01</CPPstartDate>"
        "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse></ChildProtectionPlans>",
    ),
    details("2023-02-01", "<ReferralNFA>1</ReferralNFA>"),
    UPN="Q999400119001",
    PersonBirthDate="2013-05-02",
    Sex="F",
)
UNBORN = child(
    "310559",
    details("2026-02-01", "<FactorsIdentifiedAtAssessment/>"),
    UPNunknown="UN1",
    ExpectedPersonBirthDate="2026-11-20",
    GenderCurrent="0",
)


def mapped(folder: Path, *formats: Format, **returns: str) -> Mapped:
    (export,) = CIN.exports
    for name, text in returns.items():
        write_export(export, text, folder, f"{name}.xml")
    deliver(folder, [f for f in formats if f is not CIN], {"dm_persons": SSD_PEOPLE} | SSD_SPELLS)
    return map_folder(folder, *formats)


SSD_PEOPLE = [
    {"person_id": "310552", "first_name": "Ivy", "last_name": "Whitlock-Brennan", "gender": "F"}
]
SSD_SPELLS = {
    "ssd_cin_episodes": [
        {
            "cine_referral_id": "1",
            "cine_person_id": "310552",
            "cine_referral_date": "2024-09-11 00:00:00.000",
            "cine_close_date": "2025-01-31 00:00:00.000",
            "cine_close_reason": "RC9",
        }
    ]
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return mapped(tmp_path_factory.mktemp("cin"), CIN, CIN_2026=census(IVY, UNBORN))


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return mapped(tmp_path_factory.mktemp("both"), SSD, CIN, CIN_2026=census(IVY, UNBORN))


CHILD = ("record_id", "family_name", "upn", "date_of_birth", "expected_date_of_birth", "sex")


def test_alone_its_children_are_kept_without_names(alone: Mapped) -> None:
    assert alone.rows("person_record", *CHILD, "ethnic_group", "is_client") == [
        ("310552", None, "Q999400119001", date(2013, 5, 2), None, "F", "MWBC", True),
        ("310559", None, None, None, date(2026, 11, 20), "U", "MWBC", True),
    ]


def test_beside_the_extract_a_child_is_the_extracts_own_record(beside: Mapped) -> None:
    assert beside.rows("person_record", *CHILD) == [
        ("310552", "WHITLOCK BRENNAN", None, None, None, "F"),
        ("310559", None, None, None, date(2026, 11, 20), "U"),
    ]


def test_stages_are_told_apart_in_every_word_for_yes_and_no(alone: Mapped) -> None:
    assert alone.rows("involvement", "record_id", "kind", "start_date", "end_date", "detail") == [
        ("310552", "child_in_need", date(2024, 9, 11), None, "N3"),
        ("310552", "child_protection", date(2024, 12, 1), None, "EMO"),
        ("310552", "referral", date(2023, 2, 1), date(2023, 2, 1), "N3"),
        ("310559", "child_in_need", date(2026, 2, 1), None, "N3"),
    ]


def test_a_spell_that_the_extract_tells_of_is_not_told_again(beside: Mapped) -> None:
    need = "kind = 'child_in_need' and record_id = '310552'"
    assert beside.rows("involvement", "start_date", "end_date", "outcome", where=need) == [
        (date(2024, 9, 11), date(2025, 1, 31), "RC9")
    ]
    protected = "kind = 'child_protection'"
    assert beside.rows("involvement", "record_id", where=protected) == [("310552",)]


@pytest.mark.parametrize("which", ["alone", "beside"])
def test_factors_of_assessments_are_flags_of_the_child(
    which: str, request: pytest.FixtureRequest
) -> None:
    family: Mapped = request.getfixturevalue(which)
    assert family.rows("flag", "record_id", "flag", "value", "on_date") == [
        ("310552", "assessment_factor", "3A", date(2024, 9, 12)),
        ("310552", "assessment_factor", "4B", date(2024, 9, 12)),
    ]


def test_the_newest_return_tells_of_a_child_and_of_an_episode(tmp_path: Path) -> None:
    closed = details("2026-02-01", "<CINclosureDate>2026-06-30</CINclosureDate>")
    born = child("310559", closed, PersonBirthDate="2026-04-28", Sex="F")
    newest, older = census(born, reference="2027-03-31"), census(UNBORN, IVY)
    family = mapped(tmp_path, CIN, CIN_a=newest, CIN_b=older)
    baby = "record_id = '310559'"
    assert family.row("person_record", *CHILD[3:], where=baby) == (date(2026, 4, 28), None, "F")
    spells = family.rows("involvement", "start_date", "end_date", where=baby)
    assert spells == [(date(2026, 2, 1), date(2026, 6, 30))]
    assert family.rows("person_record", "record_id") == [("310552",), ("310559",)]
