"""How a source sees people: late, with errors, and only what it was told.

An `Observer` turns a person into the portrait that one record of one source gives. Which people a
source sees, and in which tables, is the business of `exports`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling, Person, Stay
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.records.addresses import AddressText, as_written, postcode_as_written
from synthetic_data.records.contact_points import (
    email_as_written,
    phone_as_written,
    phone_given,
    wrong_phones,
)
from synthetic_data.records.errors import WRONG_POSTCODE, ErrorLevel, spoil, susceptibility
from synthetic_data.records.habits import Source
from synthetic_data.records.homes_known import HomesKnown
from synthetic_data.records.mix_ups import nhs_number_as_written
from synthetic_data.records.noises import Written
from synthetic_data.world import World

_POOREST_FIFTH = AREAS_OF_ENGLAND // 5
_MOBILE_SINCE_STAYS = 3
_TOLD_AT_ONCE = ("no_fixed_abode", "refuge", "temporary")
_RECENT_CHANGE = timedelta(days=5 * 365)
_GOES_BY_OTHER_NAME, _USES_EITHER = 0.25, 0.5
_NAME_LAG_DAYS = 420


@dataclass(frozen=True, kw_only=True, slots=True)
class Portrait:
    """A person as one record gives them; `old_phone` is a number from before the one given."""

    given: str
    middle: str
    family: str
    former_family: str
    sex: str
    date_of_birth: date | None
    expected_date: date | None
    nhs_number: str
    stays: tuple[Stay, ...]
    postcode: str
    phone: str
    old_phone: str
    landline: str
    email: str

    @property
    def home(self) -> Stay:
        """The latest address the source knows."""
        return self.stays[-1]

    def postcode_of(self, stay: Stay) -> str:
        """Return the postcode as written for one of the addresses."""
        return self.postcode if stay is self.home else stay.dwelling.postcode


class Observer:
    """Sees people as one source does."""

    def __init__(self, world: World, source: Source, level: ErrorLevel, chance: Chance) -> None:
        """Look at one world with the habits of one source."""
        self.world = world
        self.source = source
        self.chance = chance
        self.homes = HomesKnown(world, chance.beside("homes"))
        self._level = level

    def turn_to(self, matter: str, *subjects: Person) -> None:
        """Draw what follows about these people alone: the record is the same on every night.

        Args:
            matter: which table or row it is, so that two rows about one person differ.
            subjects: whom the row is about, such as a pupil and a contact of theirs.
        """
        subject = 0
        for person in subjects:
            subject = subject << 32 | person.serial
        self.chance.about(matter, subject)

    def last_heard(self, *, since: date | None = None, until: date | None = None) -> date:
        """Draw the day on which the source last took down an address."""
        latest = min(until or self.world.as_at, self.world.as_at)
        lag = timedelta(days=int(self.chance.wait(self.source.lag_years) * 365))
        return max(latest - lag, since or date.min)

    def portrait(
        self,
        person: Person,
        *,
        since: date | None = None,
        until: date | None = None,
        care: float = 1.0,
    ) -> Portrait:
        """Write a person down, after `turn_to` has said about whom the draws are.

        What changes from night to night, as an address, is drawn last: it alters nothing else.

        Args:
            person: whom to write down.
            since: when the source met them; no news is older than that.
            until: when the source last worked with them; no news is younger than that.
            care: above 1 makes more errors, as in a note typed by hand.
        """
        heard = self.last_heard(since=since, until=until)
        stays = self._stays_known(person.number, heard, until or self.world.as_at)
        factor = self._factor(person, stays) * care
        nhs_number = self._nhs_number(person, factor)
        email = self._email(person, factor)
        phone, old_phone, landline = self._phones(person, factor)
        family, former = self._surname(person, until or self.world.as_at)
        written = self._written(person, family, factor)
        return Portrait(
            given=written.given,
            middle=written.middle,
            family=written.family,
            former_family=former,
            sex=written.sex,
            date_of_birth=written.date_of_birth,
            expected_date=person.date_of_birth if person.expected else None,
            nhs_number=nhs_number,
            stays=stays,
            postcode=postcode_as_written(
                stays[-1].dwelling.postcode, self.chance, WRONG_POSTCODE[self._level] * factor
            ),
            phone=phone,
            old_phone=old_phone,
            landline=landline,
            email=email,
        )

    def address(self, dwelling: Dwelling) -> AddressText:
        """Write an address with the errors of the level."""
        return as_written(dwelling, self.chance, self._level)

    def _factor(self, person: Person, stays: tuple[Stay, ...]) -> float:
        """Return how often this source gets this person wrong, against the average record."""
        is_poor = stays[0].dwelling.imd_rank < _POOREST_FIFTH
        is_mobile = len(stays) >= _MOBILE_SINCE_STAYS
        wrong = susceptibility(person, is_poor=is_poor, is_mobile=is_mobile)
        return wrong * self.source.error_factor

    def _written(self, person: Person, family: str, factor: float) -> Written:
        """Write name, sex and birth date, with what goes wrong; no birth date is yet to come."""
        written = Written(
            given=person.given,
            middle=person.middle,
            family=family,
            sex=person.sex,
            date_of_birth=None if person.expected else person.date_of_birth,
        )
        if person.expected:
            return written
        spoilt = spoil(written, person, self._level, factor, self.chance)
        if spoilt.date_of_birth is not None and spoilt.date_of_birth > self.world.as_at:
            return replace(spoilt, date_of_birth=person.date_of_birth)
        return spoilt

    def _stays_known(self, number: int, heard: date, latest: date) -> tuple[Stay, ...]:
        """Return the addresses up to the day of the latest news, the last one as still current.

        That somebody lost their home is known at once: a service had a part in it.
        """
        stays = self.homes.stays(number, heard)
        for stay in stays:
            if stay.dwelling.kind in _TOLD_AT_ONCE and heard < stay.first <= latest:
                heard = stay.first
        known = [stay for stay in stays if stay.first <= heard] or [stays[0]]
        known[-1] = replace(known[-1], last=None)
        return tuple(known)

    def _surname(self, person: Person, latest: date) -> tuple[str, str]:
        """Return the surname in the record and another one that it may mention."""
        chance = self.chance
        lag = timedelta(days=int(chance.wait(_NAME_LAG_DAYS)))
        roll = chance.roll()
        if not person.other_family:
            return person.family, ""
        other, now = person.other_family, person.family
        is_other = self._uses_other_name(person, latest, lag, roll)
        return (other, now) if is_other else (now, other)

    def _uses_other_name(self, person: Person, latest: date, lag: timedelta, roll: float) -> bool:
        if person.changed_on is None:
            return roll < _GOES_BY_OTHER_NAME
        if person.uses_both:
            return roll < _USES_EITHER
        if person.changed_on > latest - lag:
            return True
        is_recent = person.changed_on > self.world.as_at - _RECENT_CHANGE
        return is_recent and roll < self.source.keeps_old_names

    def _nhs_number(self, person: Person, factor: float) -> str:
        is_missing = self.chance.happens(self.source.missing_nhs_number)
        number = nhs_number_as_written(self.world, person, self._level, factor, self.chance)
        return "" if is_missing else number

    def _partner(self, person: Person) -> Person | None:
        number = self.world.partner.get(person.number)
        return None if number is None else self.world.people[number]

    def _email(self, person: Person, factor: float) -> str:
        is_asked = self.chance.happens(self.source.has_email)
        email = email_as_written(person, self._partner(person), self._level, factor, self.chance)
        return email if is_asked else ""

    def _phones(self, person: Person, factor: float) -> Iterator[str]:
        """Give the number given, the one before it unless it is that one, and the one at home."""
        given = phone_given(person, self._partner(person), self.chance)
        before = "" if person.old_phone == given else person.old_phone
        landline = self.world.household_of(person.number).landline
        wrong = wrong_phones(self._level, factor)
        for number in (given, before, landline):
            yield phone_as_written(number, self.source, wrong, self.chance)
