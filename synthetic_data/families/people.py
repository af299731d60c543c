"""Making persons: age, sex, names and numbers, each person once.

Who lives with whom and is whose parent is `builder`.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, PREGNANCY_KNOWN, Person
from synthetic_data.families.births import Birth
from synthetic_data.families.contact_points import (
    NOT_REACHED,
    ContactPoints,
    contact_points,
)
from synthetic_data.identifiers import PhoneBook, nhs_numbers
from synthetic_data.naming.communities import FIRST_OF_JANUARY, KEEPS_OWN_NAME, mixed_ethnicity
from synthetic_data.naming.customs import Bearer, feminine
from synthetic_data.naming.inheritance import inherited, middle_of_child
from synthetic_data.naming.lists import BRITISH_NAMES
from synthetic_data.naming.names import NameBook
from synthetic_data.naming.reference_lists import short_forms
from synthetic_data.world import World

_PHONE_AGE, _NAME_SETTLED_YEARS = 16, 2.0
_TAKES_HUSBANDS_NAME, _USES_BOTH_NAMES = 0.85, 0.1
_KNOWN_BY_SHORT_FORM, _NAMED_AFTER_FATHER = 0.22, 0.02
_BOYS, _MIXED_COUPLES = 0.512, 0.07
_LEAST_ADULT_YEARS = ADULT_AGE + 0.1
PEOPLE_OF_A_TOWN = 1_000_000
"""Serial numbers kept for one town of a region, those outside it included."""


class PersonMaker:
    """Adds persons to the world, with numbers that nobody else has."""

    def __init__(
        self, world: World, names: NameBook, chance: Chance, *, namesakes: float = 1.0
    ) -> None:
        """Start the number ranges from their beginning.

        Args:
            world: where the persons are added.
            names: what they are called.
            chance: what is drawn beside names.
            namesakes: how many times as many sons as usual have their father's name.
        """
        self.world = world
        self.names = names
        self.chance = chance
        self._named_after_father = _NAMED_AFTER_FATHER * namesakes
        self._nhs_numbers = nhs_numbers(world.town)
        self._phones = PhoneBook(world.town)
        self._first_serial = world.town * PEOPLE_OF_A_TOWN + 1

    def landline(self) -> str:
        """Give out the phone number of a home."""
        return self._phones.landline()

    def born_years_ago(self, years: float) -> date:
        """Return a birth date that many years before the as-at date."""
        return self.chance.years_before(self.world.as_at, years)

    def make(self, birth: Birth) -> Person:
        """Make a person and add them to the world."""
        chance, number = self.chance, len(self.world.people)
        named = self.names.person(
            Bearer(
                community=birth.community,
                sex=birth.sex,
                born=birth.born,
                family=birth.family,
                mans_name=birth.mans_name,
                taken=birth.taken,
            )
        )
        given = birth.namesake or named.given
        known_as = named.known_as or self._short_form(given)
        reached = self._contact_points(birth, given, named.family)
        person = Person(
            number=number,
            person_id=f"P{self._first_serial + number:07}",
            sex=birth.sex,
            date_of_birth=birth.born,
            expected=birth.expected,
            community=birth.community,
            ethnicity=birth.ethnicity or self.names.ethnicity(birth.community),
            given="" if birth.expected else given,
            middle="" if birth.expected or named.middle == given else named.middle,
            family=named.family,
            other_family=birth.maiden or named.other_family,
            changed_on=birth.married_on if birth.maiden else None,
            uses_both=bool(birth.maiden) and chance.happens(_USES_BOTH_NAMES),
            known_as="" if birth.expected else known_as,
            nhs_number="" if birth.expected else next(self._nhs_numbers),
            phone=reached.phone,
            old_phone=reached.old_phone,
            email=reached.email,
            old_email=reached.old_email,
            birth_order=birth.birth_order,
        )
        self.world.people.append(person)
        return person

    def _contact_points(self, birth: Birth, given: str, family: str) -> ContactPoints:
        """Say how somebody is reached: no address tells of a wedding before it."""
        if birth.born > self.born_years_ago(_PHONE_AGE):
            return NOT_REACHED
        before = birth.maiden or family
        is_settled = (birth.married_on or date.min) < self.born_years_ago(_NAME_SETTLED_YEARS)
        now = family if is_settled else before
        return contact_points(self._phones, given, now, before, self.chance)

    def _short_form(self, given: str) -> str:
        forms = short_forms().get(given, ())
        return (
            self.chance.pick(forms) if forms and self.chance.happens(_KNOWN_BY_SHORT_FORM) else ""
        )

    def _adult_birth_date(self, years: float, community: str) -> date:
        born = self.born_years_ago(max(years, _LEAST_ADULT_YEARS))
        unregistered = self.chance.happens(FIRST_OF_JANUARY.get(community, 0.0))
        return date(born.year, 1, 1) if unregistered else born

    def adult(self, sex: str, years: float, community: str = "", family: str = "") -> Person:
        """Make an adult of an age, of a drawn community and surname where none is given."""
        community = community or self.names.community()
        born = self._adult_birth_date(years, community)
        return self.make(
            Birth(
                sex=sex,
                born=born,
                community=community,
                family=family or self.names.surname(community, born.year),
            )
        )

    def wife(self, husband: Person, years: float, married_years: float | None) -> Person:
        """Make the woman of a couple; a wife may have taken her husband's surname."""
        names, chance = self.names, self.chance
        mixed = chance.happens(_MIXED_COUPLES)
        community = names.community() if mixed else husband.community
        born = self._adult_birth_date(years, community)
        own = names.surname(community, born.year)
        maiden = feminine(own) if community == "polish" else own
        takes_name = (
            married_years is not None
            and not {community, husband.community} & KEEPS_OWN_NAME
            and chance.happens(_TAKES_HUSBANDS_NAME)
            and own != husband.family
        )
        return self.make(
            Birth(
                sex="F",
                born=born,
                community=community,
                family=husband.family if takes_name else own,
                mans_name=husband.given if takes_name and not mixed else "",
                married_on=self.born_years_ago(married_years or 0.0) if takes_name else None,
                maiden=maiden if takes_name else "",
            )
        )

    def child(
        self,
        parents: tuple[Person, Person | None],
        born: date,
        family: str,
        taken: Sequence[str],
        birth_order: int = 0,
    ) -> Person:
        """Make a child of these parents; a son may have his father's name."""
        mother, father = parents
        named_after = father or mother
        sex = "M" if self.chance.happens(_BOYS) else "F"
        namesake = ""
        if father is not None and sex == "M" and father.community in BRITISH_NAMES:
            is_namesake = (
                self.chance.happens(self._named_after_father) and father.given not in taken
            )
            namesake = father.given if is_namesake else ""
        return self.make(
            Birth(
                sex=sex,
                born=born,
                community=named_after.community,
                family=inherited(mother, father, family),
                mans_name=middle_of_child(mother, father),
                taken=tuple(taken),
                namesake=namesake,
                ethnicity=mixed_ethnicity(named_after.community, mother.community),
                birth_order=birth_order,
            )
        )

    def expected_child(self, mother: Person, family: str, birth_order: int = 0) -> Person:
        """Make a child that is not born yet."""
        days = self.chance.whole(7, PREGNANCY_KNOWN.days)
        return self.make(
            Birth(
                sex="M" if self.chance.happens(_BOYS) else "F",
                born=self.world.as_at + timedelta(days=days),
                community=mother.community,
                family=family,
                expected=True,
                birth_order=birth_order,
            )
        )
