"""The steps within an episode of the census: enquiries, protection plans, reviews, pre-proceedings.

What changes with the calendar alone is entered at the end of a month, when minutes are written: a
return does not differ from one night to the next because a review was due.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sources.childrens_social_care.cin_census import (
    DISABILITY,
    PLAN,
    PRE_PROCEEDINGS,
    PROTECTION_PLAN,
    REVIEW,
    SECTION_47,
)
from synthetic_data.chance import Chance, Weighted
from synthetic_data.exports.cin_census_enquiries import Enquiry
from synthetic_data.exports.writing import Element
from synthetic_data.facts import Person, Spell, Stage

_DAY = timedelta(days=1)
_FIRST_REVIEW, _NEXT_REVIEWS = 90 * _DAY, 180 * _DAY
# Children in need with a disability, England, 2023/24: an eighth, all of those in need for it.
_DISABLED, _DISABLED_TOO, _SECOND_DISABILITY = "N2", 0.05, 0.3
_DISABILITIES = Weighted.of(
    {"LD": 0.3, "AUT": 0.28, "BEH": 0.12, "COMM": 0.12, "MOB": 0.08, "INC": 0.05, "VIS": 0.05}
)
# No figure is published: plans after which pre-proceedings began.
_PRE_PROCEEDINGS, _MEETING_HELD, _FEWEST_DAYS, _MOST_DAYS = 0.12, 0.6, 40, 150
_TO_FIRST_MEETING, _TO_DECISION = 14 * _DAY, 112 * _DAY
_OUTCOMES = ("A", "B", "C")


def disabilities(person: Person, spells: Sequence[Spell], chance: Chance) -> Iterator[Element]:
    """Give the disabilities of a child, after it has been turned to."""
    share = 1.0 if any(spell.need == _DISABLED for spell in spells) else _DISABLED_TOO
    chance.about("disability", person.serial)
    is_disabled, has_second = chance.happens(share), chance.happens(_SECOND_DISABILITY)
    found = [_DISABILITIES.draw(chance), _DISABILITIES.draw(chance)]
    if is_disabled:
        for code in dict.fromkeys(found if has_second else found[:1]):
            yield Element(table=DISABILITY, values={"Disability": code})


def plan_of_need(episode: Spell) -> Iterator[Element]:
    """Give the plan of an episode that has one."""
    if episode.planned:
        values = {"CINPlanStartDate": episode.assessed_on, "CINPlanEndDate": episode.end}
        yield Element(table=PLAN, values=values)


def section_47(enquiry: Enquiry) -> Element:
    """Return an enquiry."""
    return Element(
        table=SECTION_47,
        values={
            "S47ActualStartDate": enquiry.started,
            "InitialCPCtarget": enquiry.due,
            "DateOfInitialCPC": enquiry.conference,
            "ICPCnotRequired": enquiry.conference is None,
        },
    )


def protection_plan(plan: Spell, spells: Sequence[Spell], as_at: date) -> Element:
    """Return a plan with its reviews and how many the child had before."""
    before = [
        spell
        for spell in spells
        if spell.stage is Stage.PROTECTION_PLAN and spell.start < plan.start
    ]
    return Element(
        table=PROTECTION_PLAN,
        values={
            "CPPstartDate": plan.start,
            "CPPendDate": plan.end,
            "InitialCategoryOfAbuse": plan.detail,
            "LatestCategoryOfAbuse": plan.detail,
            "NumberOfPreviousCPP": len(before),
        },
        nested=tuple(
            Element(table=REVIEW, values={"CPPreviewDate": day}) for day in _reviews(plan, as_at)
        ),
    )


def _entered_until(plan: Spell, as_at: date) -> date:
    """Return the last day of which something is entered: within the plan, before this month."""
    return min(plan.end or as_at, as_at.replace(day=1) - _DAY)


def _reviews(plan: Spell, as_at: date) -> Iterator[date]:
    day = plan.start + _FIRST_REVIEW
    while day <= _entered_until(plan, as_at):
        yield day
        day += _NEXT_REVIEWS


def pre_proceedings(plan: Spell, person: Person, chance: Chance, as_at: date) -> Iterator[Element]:
    """Give the pre-proceedings that followed a plan, for a few."""
    chance.about("pre-proceedings", person.serial << 32 | plan.start.toordinal())
    is_begun, is_met = chance.happens(_PRE_PROCEEDINGS), chance.happens(_MEETING_HELD)
    begun = plan.start + chance.whole(_FEWEST_DAYS, _MOST_DAYS) * _DAY
    outcome, until = chance.pick(_OUTCOMES), _entered_until(plan, as_at)
    if not is_begun or begun > until:
        return
    met, decided = begun + _TO_FIRST_MEETING, begun + _TO_DECISION
    yield Element(
        table=PRE_PROCEEDINGS,
        values={
            "PPStartDate": begun,
            "LBPSentDate": begun,
            "FGDMMeetingOffer": True,
            "FGDMMeetingFac": is_met,
            "InitialPPMeetingDate": met if met <= until else None,
            "ReviewMeetingsCount": 1 if decided <= until else 0,
            "StepDecisionDate": decided if decided <= until else None,
            "PPOutcome": outcome if decided <= until else "",
        },
    )
