"""The children in need census: the year's episodes, with what assessments found.

Factor 4B, a parent's mental ill health, is recorded for most children of service users and for
some others: recorded need and recorded service are not the same thing.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sources.childrens_social_care.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_CENSUS,
    DETAILS,
    FACTOR,
    HEADER,
    PLAN,
    PROTECTION_PLAN,
)
from synthetic_data.chance import Chance
from synthetic_data.exports.ssd import SocialCareRecords
from synthetic_data.exports.writing import Element, XmlWriter
from synthetic_data.identifiers import COUNCIL
from synthetic_data.world import Spell, Stage, World

_YEAR = timedelta(days=365)
_MENTAL_HEALTH_FOUND = {"open": 0.74, "closed": 0.42, "none": 0.12}
_OTHER_FACTORS = {"3B": 0.4, "2B": 0.2, "1B": 0.18, "16A": 0.2, "17A": 0.2, "4A": 0.12}
_ASSESSED = 0.85


def _carers_service(world: World, child: int, spells: dict[int, list[Spell]]) -> str:
    """Say whether mental health services are open to a carer of the child, were, or never."""
    carers = [tie.adult for tie in world.carers_by_child[child]]
    found = [spell for carer in carers for spell in spells.get(carer, ())]
    if any(spell.end is None for spell in found):
        return "open"
    return "closed" if found else "none"


class Census:
    """Builds the return of one year from the records of the system."""

    def __init__(self, records: SocialCareRecords, chance: Chance) -> None:
        """Return what these records hold."""
        self._records = records
        self._world = records.world
        self._chance = chance
        self._mental_health: dict[int, list[Spell]] = {}
        for spell in self._world.spells:
            if spell.stage is Stage.MENTAL_HEALTH:
                self._mental_health.setdefault(spell.person, []).append(spell)

    def elements(self) -> Iterator[Element]:
        """Give the header, then every child with an episode in the year."""
        as_at = self._world.as_at
        yield Element(
            table=HEADER,
            values={
                "Collection": "CIN",
                "Year": str(as_at.year),
                "ReferenceDate": as_at,
                "LEA": COUNCIL,
            },
        )
        for child in sorted(self._records.spells):
            element = self._child(child)
            if element is not None:
                yield element

    def _child(self, child: int) -> Element | None:
        since = self._world.as_at - _YEAR
        spells = self._records.spells[child]
        episodes = [
            spell
            for spell in spells
            if spell.stage in (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)
            and (spell.end is None or spell.end >= since)
        ]
        if not episodes:
            return None
        known = self._records.known[child]
        person = known.person
        enrolment = self._world.enrolments.get(child)
        upn = enrolment.upn if enrolment and self._chance.happens(0.9) else ""
        return Element(
            table=CHILD,
            values={
                "LAchildID": known.ids[0],
                "UPN": upn,
                "UPNunknown": "" if upn else "UN1",
                "PersonBirthDate": None if person.expected else person.date_of_birth,
                "ExpectedPersonBirthDate": person.date_of_birth if person.expected else None,
                "Sex": "U" if person.expected else person.sex,
                "Ethnicity": person.ethnicity,
            },
            nested=tuple(self._details(episode, spells) for episode in episodes),
        )

    def _details(self, episode: Spell, spells: list[Spell]) -> Element:
        nested: list[Element] = []
        is_need = episode.stage is Stage.IN_NEED
        if is_need and self._chance.happens(_ASSESSED):
            nested.append(self._assessment(episode))
        if is_need and self._chance.happens(0.6):
            nested.append(
                Element(
                    table=PLAN,
                    values={"CINPlanStartDate": episode.start, "CINPlanEndDate": episode.end},
                )
            )
        nested += [
            Element(
                table=PROTECTION_PLAN,
                values={
                    "CPPstartDate": plan.start,
                    "CPPendDate": plan.end,
                    "InitialCategoryOfAbuse": plan.detail,
                    "LatestCategoryOfAbuse": plan.detail,
                },
            )
            for plan in spells
            if plan.stage is Stage.PROTECTION_PLAN and plan.case == episode.case
        ]
        return Element(
            table=DETAILS,
            values={
                "CINreferralDate": episode.start,
                "ReferralSource": self._chance.pick(("6", "2A", "3A", "1A", "5A")),
                "PrimaryNeedCode": "N1" if is_need else "",
                "CINclosureDate": episode.end,
                "ReasonForClosure": "RC8" if episode.end else "",
                "ReferralNFA": not is_need,
            },
            nested=tuple(nested),
        )

    def _assessment(self, episode: Spell) -> Element:
        chance = self._chance
        service = _carers_service(self._world, episode.person, self._mental_health)
        factors = [code for code, share in _OTHER_FACTORS.items() if chance.happens(share)]
        if chance.happens(_MENTAL_HEALTH_FOUND[service]):
            factors.append("4B")
        authorised = episode.start + timedelta(days=chance.whole(10, 45))
        return Element(
            table=ASSESSMENT,
            values={
                "AssessmentActualStartDate": episode.start,
                "AssessmentAuthorisationDate": min(authorised, self._world.as_at),
            },
            nested=tuple(
                Element(table=FACTOR, values={"AssessmentFactors": code})
                for code in sorted(factors) or ["21"]
            ),
        )


def write_cin_census(records: SocialCareRecords, chance: Chance, folder: Path) -> None:
    """Write the return."""
    (export,) = CIN_CENSUS.exports
    path = folder / f"CIN_Census_{records.world.as_at.year}.xml"
    XmlWriter(CIN_CENSUS, export).write(Census(records, chance).elements(), path)
