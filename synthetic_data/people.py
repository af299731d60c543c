"""Making persons: age, sex, names and numbers, each person once.

Who lives with whom and is whose parent is `families`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.identifiers import nhs_numbers, phone_numbers
from synthetic_data.name_lists import BRITISH_NAMES
from synthetic_data.names import KEEPS_OWN_NAME, NameBook, feminine
from synthetic_data.reference_lists import short_forms
from synthetic_data.world import ADULT_AGE, Person, World

_PHONE_AGE, _CHANGED_PHONE = 16, 0.25
_TAKES_HUSBANDS_NAME, _USES_BOTH_NAMES = 0.85, 0.1
_KNOWN_BY_SHORT_FORM, _NAMED_AFTER_FATHER = 0.22, 0.02
_BOYS, _MIXED_COUPLES = 0.512, 0.07
_LEAST_ADULT_YEARS = ADULT_AGE + 0.1
_MOST_WEEKS_TO_BIRTH = 28
_MAIL_HOSTS = ("example.org", "example.com", "example.net")
# A birth date nobody registered is entered as the first of January.
_FIRST_OF_JANUARY = MappingProxyType({"african": 0.08, "muslim": 0.05})
_MIXED_ETHNICITY = MappingProxyType(
    {"muslim": "MWAS", "sikh": "MWAS", "hindu": "MWAS", "african": "MWBA", "caribbean": "MWBC"}
)


@dataclass(frozen=True, kw_only=True)
class Birth:
    """What is settled about a person before a name is found."""

    sex: str
    born: date
    community: str
    family: str
    taken: tuple[str, ...] = ()
    namesake: str = ""
    ethnicity: str = ""
    expected: bool = False
    married_on: date | None = None
    maiden: str = ""


class PersonMaker:
    """Adds persons to the world, with numbers that nobody else has."""

    def __init__(self, world: World, names: NameBook, chance: Chance) -> None:
        """Start the number ranges from their beginning."""
        self.world = world
        self.names = names
        self.chance = chance
        self._nhs_numbers = nhs_numbers()
        self._phones = phone_numbers()

    def phone(self) -> str:
        """Give out a phone number."""
        return next(self._phones)

    def born_years_ago(self, years: float) -> date:
        """Return a birth date that many years before the as-at date."""
        return self.chance.years_before(self.world.as_at, years)

    def make(self, birth: Birth) -> Person:
        """Make a person and add them to the world."""
        chance, number = self.chance, len(self.world.people)
        named = self.names.person(
            birth.community, birth.sex, birth.born.year, birth.family, birth.taken
        )
        given = birth.namesake or named.given
        grown = birth.born <= self.born_years_ago(_PHONE_AGE)
        host = _MAIL_HOSTS[number % len(_MAIL_HOSTS)]
        person = Person(
            number=number,
            person_id=f"P{number + 1:07}",
            sex=birth.sex,
            date_of_birth=birth.born,
            expected=birth.expected,
            community=birth.community,
            ethnicity=birth.ethnicity or self.names.ethnicity(birth.community),
            given="" if birth.expected else given,
            middle=named.middle if named.middle != given else "",
            family=named.family,
            other_family=birth.maiden or named.other_family,
            changed_on=birth.married_on if birth.maiden else None,
            uses_both=bool(birth.maiden) and chance.happens(_USES_BOTH_NAMES),
            known_as=named.known_as or self._short_form(given),
            nhs_number="" if birth.expected else next(self._nhs_numbers),
            phone=self.phone() if grown else "",
            old_phone=self.phone() if grown and chance.happens(_CHANGED_PHONE) else "",
            email=f"p{number + 1:07}@{host}" if grown else "",
        )
        self.world.people.append(person)
        return person

    def _short_form(self, given: str) -> str:
        forms = short_forms().get(given, ())
        return (
            self.chance.pick(forms) if forms and self.chance.happens(_KNOWN_BY_SHORT_FORM) else ""
        )

    def _adult_birth_date(self, years: float, community: str) -> date:
        born = self.born_years_ago(max(years, _LEAST_ADULT_YEARS))
        unregistered = self.chance.happens(_FIRST_OF_JANUARY.get(community, 0.0))
        return date(born.year, 1, 1) if unregistered else born

    def adult(self, sex: str, years: float, community: str = "", family: str = "") -> Person:
        """Make an adult of an age, of a drawn community and surname where none is given."""
        community = community or self.names.community()
        return self.make(
            Birth(
                sex=sex,
                born=self._adult_birth_date(years, community),
                community=community,
                family=family or self.names.surname(community),
            )
        )

    def wife(self, husband: Person, years: float, married_years: float | None) -> Person:
        """Make the woman of a couple; a wife may have taken her husband's surname."""
        names, chance = self.names, self.chance
        mixed = chance.happens(_MIXED_COUPLES)
        community = names.community() if mixed else husband.community
        own = names.surname(community)
        maiden = feminine(own) if community == "polish" else own
        takes_name = (
            married_years is not None
            and not {community, husband.community} & set(KEEPS_OWN_NAME)
            and chance.happens(_TAKES_HUSBANDS_NAME)
            and own != husband.family
        )
        return self.make(
            Birth(
                sex="F",
                born=self._adult_birth_date(years, community),
                community=community,
                family=husband.family if takes_name else own,
                married_on=self.born_years_ago(married_years or 0.0) if takes_name else None,
                maiden=maiden if takes_name else "",
            )
        )

    def child(
        self,
        mother: Person,
        father: Person | None,
        born: date,
        family: str,
        taken: Sequence[str],
    ) -> Person:
        """Make a child of these parents; a son may have his father's name."""
        named_after = father or mother
        sex = "M" if self.chance.happens(_BOYS) else "F"
        namesake = ""
        if father is not None and sex == "M" and father.community in BRITISH_NAMES:
            is_namesake = self.chance.happens(_NAMED_AFTER_FATHER) and father.given not in taken
            namesake = father.given if is_namesake else ""
        return self.make(
            Birth(
                sex=sex,
                born=born,
                community=named_after.community,
                family=family,
                taken=tuple(taken),
                namesake=namesake,
                ethnicity=_ethnicity_of_parents(mother, father),
            )
        )

    def expected_child(self, mother: Person, family: str) -> Person:
        """Make a child that is not born yet."""
        days = self.chance.whole(7, _MOST_WEEKS_TO_BIRTH * 7)
        return self.make(
            Birth(
                sex="M" if self.chance.happens(_BOYS) else "F",
                born=self.world.as_at + timedelta(days=days),
                community=mother.community,
                family=family,
                expected=True,
            )
        )


def _ethnicity_of_parents(mother: Person, father: Person | None) -> str:
    """Return the code of a child of parents of two communities; blank where they are of one."""
    if father is None or father.community == mother.community:
        return ""
    return next(
        (
            _MIXED_ETHNICITY[community]
            for community in sorted({mother.community, father.community})
            if community in _MIXED_ETHNICITY
        ),
        "WOTH",
    )
