"""The rows of the truth about services: involvement, and what was written of the people served.

The words of `involvement` are those of the conformed shape. Only targeted services are in it:
registration with a practice and enrolment in a school are universal.
"""

from collections.abc import Iterator
from types import MappingProxyType

from synthetic_data.facts import Stage
from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.cells import Cells, TruthTable, iso_day, yes
from synthetic_data.truth.family_units import Families

_WORDS = MappingProxyType(
    {
        Stage.MENTAL_HEALTH: ("adult_mental_health", "referral"),
        Stage.EARLY_HELP: ("early_help", "episode"),
        Stage.NO_FURTHER_ACTION: ("childrens_social_care", "referral"),
        Stage.IN_NEED: ("childrens_social_care", "child_in_need"),
        Stage.PROTECTION_PLAN: ("childrens_social_care", "child_protection"),
        Stage.LOOKED_AFTER: ("childrens_social_care", "looked_after"),
    }
)
_PROVISION = MappingProxyType({"K": "support", "E": "education_health_care_plan"})


def _involvement(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give every spell; a referral without action ends on its day, as it does in the product."""
    world = families.world
    for spell in world.spells:
        person_id = world.people[spell.person].person_id
        restricted = yes(value=spell.restricted)
        end = spell.start if spell.stage is Stage.NO_FURTHER_ACTION else spell.end
        days = spell.start.isoformat(), iso_day(end)
        yield person_id, *_WORDS[spell.stage], *days, restricted
        if spell.planned:
            planned = iso_day(spell.assessed_on), iso_day(end)
            yield person_id, "childrens_social_care", "child_in_need_plan", *planned, restricted
    for number in sorted(world.enrolments):
        place = world.enrolments[number]
        if place.provision in _PROVISION:
            words = "special_educational_needs", _PROVISION[place.provision]
            yield world.people[number].person_id, *words, iso_day(place.entered), "", "false"


def _pupils(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give every place at a school, with what the school year held."""
    world = families.world
    for number in sorted(world.enrolments):
        place = world.enrolments[number]
        yield (
            world.people[number].person_id,
            place.school,
            iso_day(place.entered),
            place.provision,
            place.absence,
            place.suspensions,
            yes(value=place.free_meals),
            yes(value=place.young_carer),
        )


def _parental_status(families: Families, _: Ledger) -> Iterator[Cells]:
    world = families.world
    for number, recorded in sorted(world.parental_status.items()):
        if number in world.home:
            yield world.people[number].person_id, recorded


def _assessments(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give what was assessed in an episode of need, by the day on which that began."""
    world = families.world
    for spell in world.spells:
        if spell.assessed_on is not None:
            days = iso_day(spell.start), iso_day(spell.assessed_on)
            yield world.people[spell.person].person_id, *days, " ".join(spell.factors)


SERVICE_TABLES = (
    TruthTable(
        name="involvement",
        header="person_id service kind start_date end_date restricted",
        rows=_involvement,
    ),
    TruthTable(
        name="pupil",
        header=("person_id school entered provision absence suspensions free_meals young_carer"),
        rows=_pupils,
    ),
    TruthTable(name="parental_status", header="person_id recorded", rows=_parental_status),
    TruthTable(
        name="assessment", header="person_id referred_on assessed_on factors", rows=_assessments
    ),
)
