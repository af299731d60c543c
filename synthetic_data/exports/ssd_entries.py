"""Who somebody is in the case management system: names, numbers, birth and death under an id.

In which tables that stands is `ssd_people`, where they live `ssd_addresses`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.facts import Person
from synthetic_data.records.habits import TITLES
from synthetic_data.records.observer import Portrait

# No figure is published; a father who is not at home is often a name and a telephone number.
_WITHOUT_BIRTH_DATE = MappingProxyType({"F": 0.12, "M": 0.3})
_DEFAULT_INSTEAD, _MIDDLE_OF_THE_MONTH = 0.08, 0.2
_DEFAULT_BIRTH_DATE, _MIDDLE_DAY = date(1900, 1, 1), 15
_KNOWN_UPN, _NUMBER_IN_PERSON = 0.8, 0.75
_SCHOOL_AGE = 5
_IN_CAPITALS, _TITLE_IN_NAME = 0.1, 0.006
_MOST_DAYS_WITHOUT_NAME, _WITHOUT_NAME = 60, 0.5
_UNBORN = ("UNBORN", "UNBORN", "UNBORN", "Unborn", "BABY")
_DEATH_MISSED, _DEATH_HEARD_AFTER_DAYS = 0.1, 20


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is written about a person under one id; each id was typed in anew."""

    person_id: str
    known: Known
    seen: Portrait
    given: str
    family: str
    born: date | None
    died: date | None
    upn: str
    former_upn: str
    nhs_number: str

    @property
    def sex(self) -> str:
        """The sex, unknown before birth."""
        return "U" if self.known.person.expected else self.seen.sex

    @property
    def upn_unknown(self) -> str:
        """Why a child has no pupil number: too young, or sources that disagree."""
        if self.upn or not self.known.is_child:
            return ""
        born = self.seen.date_of_birth
        is_young = born is None or (self.known.since - born).days < _SCHOOL_AGE * 365
        return "UN1" if is_young else "UN5"


class EntryDesk:
    """Writes down who a person is, the same under an id whoever asks."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Write as this council does."""
        self._records = records
        self._world = records.world
        self._chance = records.chance

    def entry(self, person_id: str, known: Known) -> Entry:
        """Return what stands under an id."""
        chance = self._chance
        chance.about("portrait", int(person_id))
        seen = self._records.observer.portrait(known.person, since=known.since, until=known.until)
        chance.about("birth and death", int(person_id))
        in_person = chance.happens(_NUMBER_IN_PERSON)
        born, died = self._birth_date(known, seen), self._death(known.person)
        upn, former_upn = self._upns(known.person)
        given, family = self._names(person_id, known, seen)
        return Entry(
            person_id=person_id,
            known=known,
            seen=seen,
            given=given,
            family=family,
            born=born,
            died=died,
            upn=upn,
            former_upn=former_upn,
            nhs_number=seen.nhs_number if in_person else "",
        )

    def _names(self, person_id: str, known: Known, seen: Portrait) -> tuple[str, str]:
        """Return names in capitals, or with a title; unborn and newborn children have none yet."""
        chance = self._chance
        chance.about("names", int(person_id))
        is_capitals, has_title = chance.happens(_IN_CAPITALS), chance.happens(_TITLE_IN_NAME)
        given = self._placeholder(known.person) or seen.given
        if has_title and not known.is_child:
            given = f"{chance.pick(TITLES[known.person.sex])} {given}"
        return (given.upper(), seen.family.upper()) if is_capitals else (given, seen.family)

    def _placeholder(self, person: Person) -> str:
        """Return what stands for a name until somebody has told it."""
        chance = self._chance
        unborn, has_none = chance.pick(_UNBORN), chance.happens(_WITHOUT_NAME)
        named_on = person.date_of_birth + timedelta(chance.whole(5, _MOST_DAYS_WITHOUT_NAME))
        if not person.expected and (not has_none or named_on <= self._world.as_at):
            return ""
        if person.birth_order:
            return f"Twin {person.birth_order}"
        return unborn if person.expected else chance.pick(self._newborn(person))

    def _newborn(self, person: Person) -> tuple[str, ...]:
        parents = (self._world.people[each] for each in self._world.parents.get(person.number, ()))
        of_whom = [f"Baby of {parent.given}" for parent in parents if parent.sex == "F"]
        return "Baby", "BABY", *of_whom, "Baby Girl" if person.sex == "F" else "Baby Boy"

    def _birth_date(self, known: Known, seen: Portrait) -> date | None:
        """Return the birth date: of an adult who was never a client it may not be known."""
        is_missing = self._chance.happens(_WITHOUT_BIRTH_DATE[known.person.sex])
        roll = self._chance.roll()
        if known.is_child or not is_missing or seen.date_of_birth is None:
            return seen.date_of_birth
        if roll < _DEFAULT_INSTEAD:
            return _DEFAULT_BIRTH_DATE
        is_guessed = roll < _DEFAULT_INSTEAD + _MIDDLE_OF_THE_MONTH
        return seen.date_of_birth.replace(day=_MIDDLE_DAY) if is_guessed else None

    def _death(self, person: Person) -> date | None:
        """Return the date of death: heard of some weeks later, or never."""
        if person.died is None or self._chance.happens(_DEATH_MISSED):
            return None
        lag = timedelta(days=int(self._chance.wait(_DEATH_HEARD_AFTER_DAYS)))
        return person.died if person.died + lag <= self._world.as_at else None

    def _upns(self, person: Person) -> tuple[str, str]:
        enrolment = self._world.enrolments.get(person.number)
        self._records.observer.turn_to("pupil number", person)
        if enrolment is None or not self._chance.happens(_KNOWN_UPN):
            return "", ""
        return enrolment.upn, enrolment.former_upn
