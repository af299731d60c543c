"""The steps within an episode of the census: each a spell, or a fact of a day, told once."""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.cin_return import assessed, census, child, details, plan

CIN = FORMATS["cin_census"]
CHILD = ("record_id", "upn", "date_of_birth", "expected_date_of_birth", "sex")


def mapped(folder: Path, **returns: str) -> Mapped:
    for name, text in returns.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return map_folder(folder, CIN)


def spells(family: Mapped, kind: str) -> list[tuple[object, ...]]:
    return family.rows("involvement", "start_date", "end_date", where=f"kind = '{kind}'")


def flags(family: Mapped, *names: str) -> list[tuple[object, ...]]:
    chosen = ", ".join(f"'{name}'" for name in names)
    return family.rows("flag", "flag", "value", "on_date", where=f"flag in ({chosen})")


def test_plans_of_need_are_spells_as_the_extract_has_them(tmp_path: Path) -> None:
    ended = plan("CINPlanDates", CINPlanStartDate="2025-05-01", CINPlanEndDate="2025-09-30")
    going_on = plan("CINPlanDates", CINPlanStartDate="2025-11-01")
    inside = ended + going_on + "<CINPlanDates/>"
    family = mapped(tmp_path, CIN_a=census(child("1", details("2025-04-02", inside))))
    assert family.landed.rejected == 0
    assert spells(family, "child_in_need_plan") == [
        (date(2025, 5, 1), date(2025, 9, 30)),
        (date(2025, 11, 1), None),
    ]


def test_the_newest_return_tells_how_a_plan_stands(tmp_path: Path) -> None:
    need, protection = {"CINPlanStartDate": "2025-05-01"}, {"CPPstartDate": "2025-06-01"}
    was_open = plan("CINPlanDates", **need) + plan("ChildProtectionPlans", **protection)
    closed = plan("CINPlanDates", **need, CINPlanEndDate="2026-05-01") + plan(
        "ChildProtectionPlans", **protection, CPPendDate="2026-06-01"
    )
    older = census(child("1", details("2025-04-02", was_open)))
    newer = census(child("1", details("2025-04-02", closed)), reference="2027-03-31")
    family = mapped(tmp_path, CIN_a=newer, CIN_b=older)
    assert spells(family, "child_in_need") == [(date(2025, 4, 2), None)]
    assert spells(family, "child_in_need_plan") == [(date(2025, 5, 1), date(2026, 5, 1))]
    assert spells(family, "child_protection") == [(date(2025, 6, 1), date(2026, 6, 1))]


def test_of_two_referrals_on_one_day_the_one_that_led_further_counts(tmp_path: Path) -> None:
    nothing = details("2025-04-02", "<ReferralNFA>TRUE</ReferralNFA>")
    closed = details("2025-04-02", "<CINclosureDate>2025-08-01</CINclosureDate>")
    family = mapped(tmp_path, CIN_a=census(child("1", nothing, closed)))
    assert family.rows("involvement", "kind", "start_date", "end_date") == [
        ("child_in_need", date(2025, 4, 2), None)
    ]


def test_an_enquiry_is_a_fact_of_a_day_with_what_it_led_to(tmp_path: Path) -> None:
    held = plan("Section47", S47ActualStartDate="2025-05-01", DateOfInitialCPC="2025-05-15")
    needless = plan("Section47", S47ActualStartDate="2025-07-01", ICPCnotRequired="1")
    awaited = plan("Section47", S47ActualStartDate="2026-03-20", ICPCnotRequired="false")
    inside = held + needless + awaited + "<DateOfInitialCPC>2025-09-09</DateOfInitialCPC>"
    family = mapped(tmp_path, CIN_a=census(child("1", details("2025-04-02", inside))))
    assert flags(family, "section_47", "initial_conference") == [
        ("initial_conference", "held", date(2025, 5, 15)),
        ("initial_conference", "held", date(2025, 9, 9)),
        ("section_47", "conference held", date(2025, 5, 1)),
        ("section_47", "conference not held", date(2026, 3, 20)),
        ("section_47", "no conference needed", date(2025, 7, 1)),
    ]
    assert family.rows("involvement", "kind") == [("child_in_need",)]


def test_reviews_and_earlier_plans_belong_to_a_protection_plan(tmp_path: Path) -> None:
    reviews = "<Reviews><CPPreviewDate>2025-09-01</CPPreviewDate><CPPreviewDate/></Reviews>"
    inside = "<CPPstartDate>2025-06-01</CPPstartDate><NumberOfPreviousCPP>2</NumberOfPreviousCPP>"
    protected = f"<ChildProtectionPlans>{inside}{reviews}</ChildProtectionPlans>"
    family = mapped(tmp_path, CIN_a=census(child("1", details("2025-04-02", protected))))
    assert flags(family, "protection_plan_review", "previous_protection_plans") == [
        ("previous_protection_plans", "2", date(2025, 6, 1)),
        ("protection_plan_review", "held", date(2025, 9, 1)),
    ]


def test_the_newest_return_says_which_disabilities_a_child_has(tmp_path: Path) -> None:
    def disabled(*codes: str) -> str:
        listed = "".join(f"<Disability>{code}</Disability>" for code in codes)
        about = f"<ChildCharacteristics><Disabilities>{listed}</Disabilities>"
        known = "<ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers>"
        return f"<Child>{known}{about}</ChildCharacteristics>{details('2025-04-02')}</Child>"

    older = census(disabled("HEAR", "LD"), reference="2025-03-31")
    family = mapped(tmp_path, CIN_a=census(disabled("ld", "NONE")), CIN_b=older)
    assert flags(family, "disability") == [("disability", "LD", date(2026, 3, 31))]


def test_pre_proceedings_and_the_family_meeting_they_offer_are_flags(tmp_path: Path) -> None:
    inside = plan(
        "PreProceedingsandFGDM",
        PPStartDate="2025-10-01",
        LBPSentDate="2025-10-03",
        FGDMMeetingOffer="true",
        FGDMMeetingFac="0",
        ReviewMeetingsCount="1",
        PPOutcome="B",
    )
    family = mapped(tmp_path, CIN_a=census(child("1", details("2025-04-02", inside))))
    assert flags(family, "pre_proceedings", "family_group_meeting") == [
        ("family_group_meeting", "offered", date(2025, 10, 3)),
        ("pre_proceedings", "B", date(2025, 10, 1)),
    ]


def test_an_assessment_told_again_next_year_is_one_finding(tmp_path: Path) -> None:
    begun = assessed("2026-03-20", "4B")
    done = begun.replace(
        "<Factors",
        "<AssessmentAuthorisationDate>2026-04-20</AssessmentAuthorisationDate><Factors",
        1,
    )
    older = census(child("1", details("2026-03-18", begun)))
    newer = census(child("1", details("2026-03-18", done)), reference="2027-03-31")
    family = mapped(tmp_path, CIN_a=older, CIN_b=newer)
    assert flags(family, "assessment_factor") == [("assessment_factor", "4B", date(2026, 4, 20))]


@pytest.mark.parametrize(
    ("given", "sex"),
    [
        ({"GenderCurrent": "2"}, "F"),
        ({"Sex": "1"}, "M"),
        ({"Sex": "U", "GenderCurrent": "2"}, "F"),
        ({"Sex": "9"}, "U"),
        ({}, None),
    ],
)
def test_sex_is_read_from_either_years_element_in_either_years_codes(
    given: dict[str, str], sex: str | None, tmp_path: Path
) -> None:
    family = mapped(tmp_path, CIN_a=census(child("1", details("2025-04-02"), **given)))
    assert family.row("person_record", "sex") == (sex,)


def test_a_birth_makes_an_expected_date_meaningless_and_a_wrong_upn_is_none(
    tmp_path: Path,
) -> None:
    known = {
        "UPN": "A999400119001",
        "UPNunknown": "UN3",
        "PersonBirthDate": "1965-03-27",
        "ExpectedPersonBirthDate": "1066-04-13",
    }
    family = mapped(tmp_path, CIN_a=census(child("1", details("1970-10-06"), **known)))
    assert family.landed.rejected == 0
    assert family.row("person_record", *CHILD) == (("1", None, date(1965, 3, 27), None, None))


def test_stray_text_and_empty_elements_say_nothing(tmp_path: Path) -> None:
    stray = details("2025-04-02", "<CINclosureDate/>stray<ReferralNFA></ReferralNFA>")
    assessment = "<Assessments><FactorsIdentifiedAtAssessment/></Assessments>"
    empty = assessment.replace("/>", "><AssessmentFactors/></FactorsIdentifiedAtAssessment>")
    inside = stray.replace("</CINdetails>", f"{assessment}{empty}<Section47/></CINdetails>")
    family = mapped(tmp_path, CIN_a=census(child("1", inside, PersonBirthDate="")))
    assert family.landed.rejected == 0
    assert family.rows("involvement", "kind", "end_date") == [("child_in_need", None)]
    assert family.added["flag"] == 0


def test_a_birth_before_1900_sets_the_child_aside_and_nobody_else(tmp_path: Path) -> None:
    others = [child(str(n), details("2025-04-02"), PersonBirthDate="2013-05-02") for n in range(9)]
    wrong = child("9", details("2025-04-02"), PersonBirthDate="1066-04-13")
    family = mapped(tmp_path, CIN_a=census(*others, wrong))
    assert family.landed.rejected == 1
    kept = [(str(n),) for n in range(9)]
    assert family.rows("person_record", "record_id") == kept
    assert family.rows("involvement", "record_id") == kept
