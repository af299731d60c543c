"""The children in need census: the episodes of a return's year, with what assessments found.

It is made from the records of the case management system and says the same as its extract. The
file of a night is the return of the year it falls in, 1 April to 31 March, as far as it has gone:
its reference date is the coming 31 March, so that nobody in it is born after that day. The steps
within an episode are `cin_census_steps`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sources.childrens_social_care.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_CENSUS,
    DETAILS,
    FACTOR,
    HEADER,
)
from synthetic_data.exports.cin_census_enquiries import enquiries, plans_of
from synthetic_data.exports.cin_census_steps import (
    disabilities,
    plan_of_need,
    pre_proceedings,
    protection_plan,
    section_47,
)
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.ssd_entries import EntryDesk
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import return_year_before
from synthetic_data.exports.writing import Element
from synthetic_data.facts import Spell, Stage
from synthetic_data.identifiers import COUNCIL

_DAY = timedelta(days=1)
_MOST_DAYS_TO_BEGIN = 3
# Ten working days.
_REVIEWED_AFTER = 14 * _DAY
_EPISODES = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)
_NO_FACTOR = "21"
_BOTH_NUMBER_AND_REASON = 0.02


class Census:
    """Builds the return from the records of the system."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Return what these records hold."""
        self._records = records
        self._world = records.world
        self._entries = EntryDesk(records)
        self._since = return_year_before(self._world.as_at, 0)

    def children(self) -> Iterator[Element]:
        """Give every child with an episode that was open in the year."""
        for child, spells in self._records.spells.items():
            episodes = [
                spell
                for spell in spells
                if spell.stage in _EPISODES and (spell.end is None or spell.end >= self._since)
            ]
            if episodes:
                yield self._child(child, episodes, spells)

    def _child(self, child: int, episodes: list[Spell], spells: list[Spell]) -> Element:
        known = self._records.known[child]
        entry = self._entries.entry(known.ids[0], known)
        self._records.observer.turn_to("census", known.person)
        has_both = self._records.chance.happens(_BOTH_NUMBER_AND_REASON)
        return Element(
            table=CHILD,
            values={
                "LAchildID": entry.person_id,
                "UPN": entry.upn,
                "FormerUPN": entry.former_upn,
                "UPNunknown": entry.upn_unknown or ("UN1" if has_both else ""),
                "PersonBirthDate": entry.born,
                "ExpectedPersonBirthDate": entry.seen.expected_date,
                "Sex": entry.sex,
                "PersonDeathDate": entry.died,
                "Ethnicity": known.person.ethnicity,
            },
            nested=(
                *disabilities(known.person, spells, self._records.chance),
                *(self._details(episode, spells) for episode in episodes),
            ),
        )

    def _details(self, episode: Spell, spells: list[Spell]) -> Element:
        """Return an episode with its assessment, its enquiries and its plans."""
        person, as_at = self._world.people[episode.person], self._world.as_at
        plans, chance = plans_of(episode, spells), self._records.chance
        return Element(
            table=DETAILS,
            values={
                "CINreferralDate": episode.start,
                "ReferralSource": episode.referred_by,
                "PrimaryNeedCode": episode.need,
                "CINclosureDate": episode.end,
                "ReasonForClosure": episode.outcome,
                "ReferralNFA": episode.stage is Stage.NO_FURTHER_ACTION,
            },
            nested=(
                *self._assessment(episode),
                *plan_of_need(episode),
                *(section_47(each) for each in enquiries(episode, plans, person, chance, as_at)),
                *(protection_plan(plan, spells, as_at) for plan in plans),
                *(step for plan in plans for step in pre_proceedings(plan, person, chance, as_at)),
            ),
        )

    def _assessment(self, episode: Spell) -> Iterator[Element]:
        """Give the assessment, begun within days of the referral."""
        if episode.assessed_on is None:
            return
        person, referred = self._world.people[episode.person], episode.start
        chance = self._records.chance
        chance.about("assessment", person.serial << 32 | referred.toordinal())
        begun = referred + chance.whole(0, _MOST_DAYS_TO_BEGIN) * _DAY
        begun = min(begun, episode.assessed_on)
        review_due = begun + _REVIEWED_AFTER
        factors = sorted(episode.factors) or [_NO_FACTOR]
        yield Element(
            table=ASSESSMENT,
            values={
                "AssessmentActualStartDate": begun,
                "AssessmentInternalReviewDate": min(review_due, episode.assessed_on),
                "AssessmentAuthorisationDate": episode.assessed_on,
            },
            nested=tuple(
                Element(table=FACTOR, values={"AssessmentFactors": code}) for code in factors
            ),
        )


def _header(reference: date, as_at: date) -> Element:
    return Element(
        table=HEADER,
        values={
            "Collection": "CIN",
            "Year": str(reference.year),
            "ReferenceDate": reference,
            "SourceLevel": "L",
            "LEA": COUNCIL,
            "SoftwareCode": "Local Authority",
            "Release": "2027.1",
            "SerialNo": "001",
            "DateTime": f"{as_at.isoformat()}T05:30:00",
        },
    )


def write_cin_census(desk: Desk) -> None:
    """Write the return, or the children of the next town of a region."""
    (export,) = CIN_CENSUS.exports
    as_at = desk.town.world.as_at
    begins = return_year_before(as_at, 0)
    reference = begins.replace(year=begins.year + 1) - _DAY
    name = f"CIN_Census_{reference.year}.xml"
    header = () if name in desk.outbox.begun else (_header(reference, as_at),)
    children = Census(SocialCareRecords(desk.observer)).children()
    desk.outbox.write_elements(CIN_CENSUS, export, (*header, *children), name)
