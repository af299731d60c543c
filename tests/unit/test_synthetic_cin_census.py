"""The census as the town writes it: the steps within an episode follow from its spells."""

from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
from tests.two_nights import Nights, Written, write_nights

PLAN = TownPlan(people=10_000, seed=7, service_multiplier=3.0)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("census")
    return write_nights(PLAN, CHILDRENS_SOCIAL_CARE, (write_cin_census,), folder)


@pytest.fixture(scope="module")
def children(nights: Nights) -> dict[str, Element]:
    return read(nights.after)


def read(written: Written) -> dict[str, Element]:
    (path,) = written.folder.glob("CIN_Census_*.xml")
    return {str(child.findtext(".//LAchildID")): child for child in parse(path).iter("Child")}


def day(element: Element, path: str) -> date:
    return date.fromisoformat(str(element.findtext(path)))


def days(element: Element, tag: str) -> list[date]:
    return [date.fromisoformat(str(each.text)) for each in element.iter(tag)]


def episodes(children: dict[str, Element]) -> Iterator[Element]:
    for child in children.values():
        yield from child.iter("CINdetails")


def test_every_plan_follows_an_enquiry_and_its_conference(children: dict[str, Element]) -> None:
    protected = [
        each for each in episodes(children) if each.find("ChildProtectionPlans") is not None
    ]
    assert len(protected) > 20
    for episode in protected:
        held = {
            day(enquiry, "DateOfInitialCPC"): enquiry
            for enquiry in episode.iter("Section47")
            if enquiry.findtext("ICPCnotRequired") == "false"
        }
        plans = days(episode, "CPPstartDate")
        assert set(plans) == set(held)
        for conference, enquiry in held.items():
            begun = day(enquiry, "S47ActualStartDate")
            assert day(episode, "CINreferralDate") <= begun <= conference
            assert day(enquiry, "InitialCPCtarget") == begun + timedelta(days=21)


def test_some_enquiries_need_no_conference(children: dict[str, Element]) -> None:
    others = [each for each in episodes(children) if each.find("ChildProtectionPlans") is None]
    enquired = [each for each in others if each.find("Section47") is not None]
    assert 0.05 < len(enquired) / len(others) < 0.3
    for episode in enquired:
        assert episode.findtext("Section47/ICPCnotRequired") == "true"
        assert episode.find("Section47/DateOfInitialCPC") is None
        assert episode.findtext("ReferralNFA") == "false"


def test_reviews_lie_within_their_plan_and_are_entered_by_the_month(
    nights: Nights, children: dict[str, Element]
) -> None:
    month = nights.after.world.as_at.replace(day=1)
    reviewed = 0
    for episode in episodes(children):
        for plan in episode.iter("ChildProtectionPlans"):
            end = plan.findtext("CPPendDate")
            reviews = days(plan, "CPPreviewDate")
            assert reviews == sorted(reviews)
            assert all(day(plan, "CPPstartDate") < each < month for each in reviews)
            assert all(end is None or each <= date.fromisoformat(end) for each in reviews)
            reviewed += bool(reviews)
    assert reviewed > 20


def test_a_plan_says_how_many_came_before_it(children: dict[str, Element]) -> None:
    numbers = [str(each.text) for c in children.values() for each in c.iter("NumberOfPreviousCPP")]
    assert "0" in numbers
    assert set(numbers) <= {"0", "1", "2", "3"}


def test_children_in_need_for_a_disability_have_one(children: dict[str, Element]) -> None:
    disabled = {n for n, child in children.items() if child.find(".//Disability") is not None}
    for number, child in children.items():
        if "N2" in {need.text for need in child.iter("PrimaryNeedCode")}:
            assert number in disabled
    assert 0.08 < len(disabled) / len(children) < 0.25
    for child in children.values():
        codes = [each.text for each in child.iter("Disability")]
        assert len(codes) == len(set(codes))


def test_pre_proceedings_follow_a_few_plans(children: dict[str, Element]) -> None:
    begun = [each for each in episodes(children) if each.find("PreProceedingsandFGDM") is not None]
    assert begun
    for episode in begun:
        started = day(episode, "PreProceedingsandFGDM/PPStartDate")
        assert started > min(days(episode, "CPPstartDate"))
        decided = episode.findtext("PreProceedingsandFGDM/StepDecisionDate")
        assert (decided is None) == (episode.findtext("PreProceedingsandFGDM/PPOutcome") is None)


def test_an_assessment_is_reviewed_between_its_first_and_last_day(
    children: dict[str, Element],
) -> None:
    assessments = [each for episode in episodes(children) for each in episode.iter("Assessments")]
    assert assessments
    for each in assessments:
        begun, review = (
            day(each, "AssessmentActualStartDate"),
            day(each, "AssessmentInternalReviewDate"),
        )
        assert begun <= review <= day(each, "AssessmentAuthorisationDate")


def test_nearly_every_child_is_written_the_same_a_week_later(nights: Nights) -> None:
    before, after = read(nights.before), read(nights.after)
    kept = [each for each in before if each in after]
    same = [each for each in kept if [*before[each].itertext()] == [*after[each].itertext()]]
    assert len(kept) > 0.99 * len(before)
    assert len(same) > 0.9 * len(before)
