"""How a source sees people: late, with errors, and only what it was told.

An `Observer` turns a person into the portrait that one record of one source gives. Which people a
source sees, and in which tables, is the business of `exports`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.errors import ErrorLevel, Written, spoil, susceptibility
from synthetic_data.habits import Source
from synthetic_data.places import AREAS_OF_ENGLAND
from synthetic_data.world import Person, Stay, World

_POOREST_FIFTH = AREAS_OF_ENGLAND // 5
_MISTYPED_POSTCODE, _POSTCODE_WITHOUT_SPACE = 0.004, 0.01
_POSTCODE_ENDINGS = "ABDEFGHJLNPQRSTUWXYZ"
_RECENT_CHANGE = timedelta(days=5 * 365)
_GOES_BY_OTHER_NAME, _USES_EITHER = 0.25, 0.5
_NAME_LAG_DAYS = 500
_OLD_PHONE, _PARTNERS_PHONE = 0.3, 0.03


@dataclass(frozen=True, kw_only=True, slots=True)
class Portrait:
    """A person as one record gives them."""

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
        self._level = level

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
        """Write a person down.

        Args:
            person: whom to write down.
            since: when the source met them; no news is older than that.
            until: when the source last worked with them; no news is younger than that.
            care: above 1 makes more errors, as in a note typed by hand.
        """
        heard = self.last_heard(since=since, until=until)
        stays = self._stays_known(person.number, heard)
        family, former = self._surname(person, until or self.world.as_at)
        is_poor = stays[-1].dwelling.imd_rank < _POOREST_FIFTH
        factor = susceptibility(person, is_poor=is_poor) * self.source.error_factor * care
        written = self._written(person, family, factor)
        return Portrait(
            given=written.given,
            middle=written.middle,
            family=written.family,
            former_family=former,
            sex=written.sex,
            date_of_birth=written.date_of_birth,
            expected_date=person.date_of_birth if person.expected else None,
            nhs_number=self._nhs_number(person),
            stays=stays,
            postcode=self._postcode(stays[-1].dwelling.postcode, factor),
            phone=self._phone(person),
            landline=self.world.household_of(person.number).landline,
            email=person.email if self.chance.happens(self.source.has_email) else "",
        )

    def _written(self, person: Person, family: str, factor: float) -> Written:
        """Write name, sex and birth date, with what goes wrong."""
        written = Written(
            given=person.given,
            middle=person.middle,
            family=family,
            sex=person.sex,
            date_of_birth=None if person.expected else person.date_of_birth,
        )
        if person.expected:
            return written
        return spoil(written, person, self._level, factor, self.chance)

    def _stays_known(self, number: int, heard: date) -> tuple[Stay, ...]:
        """Return the addresses up to the day of the latest news, the last one as still current."""
        stays = self.world.stays[number]
        known = [stay for stay in stays if stay.first <= heard] or [stays[0]]
        known[-1] = replace(known[-1], last=None)
        return tuple(known)

    def _surname(self, person: Person, latest: date) -> tuple[str, str]:
        """Return the surname in the record and another one that it may mention."""
        if not person.other_family:
            return person.family, ""
        other, now = person.other_family, person.family
        return (other, now) if self._uses_other_name(person, latest) else (now, other)

    def _uses_other_name(self, person: Person, latest: date) -> bool:
        if person.changed_on is None:
            return self.chance.happens(_GOES_BY_OTHER_NAME)
        if person.uses_both:
            return self.chance.happens(_USES_EITHER)
        if person.changed_on > latest - timedelta(days=int(self.chance.wait(_NAME_LAG_DAYS))):
            return True
        is_recent = person.changed_on > self.world.as_at - _RECENT_CHANGE
        return is_recent and self.chance.happens(self.source.keeps_old_names)

    def _nhs_number(self, person: Person) -> str:
        return "" if self.chance.happens(self.source.missing_nhs_number) else person.nhs_number

    def _phone(self, person: Person) -> str:
        """Return the number given: an old one of some people, and rarely the partner's."""
        if person.old_phone and self.chance.happens(_OLD_PHONE):
            return person.old_phone
        partner = self.world.partner.get(person.number)
        if partner is not None and self.chance.happens(_PARTNERS_PHONE):
            return self.world.people[partner].phone
        return person.phone

    def _postcode(self, postcode: str, factor: float) -> str:
        """Return the postcode, rarely with a wrong letter or without its space."""
        if self.chance.happens(_MISTYPED_POSTCODE * factor):
            return postcode[:-1] + self.chance.pick(_POSTCODE_ENDINGS)
        is_squeezed = self.chance.happens(_POSTCODE_WITHOUT_SPACE)
        return postcode.replace(" ", "") if is_squeezed else postcode
