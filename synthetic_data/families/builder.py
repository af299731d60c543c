"""The words families are built in: household, couple, sibship, an expected child.

Which kinds of family there are, and how many of each, is `kinds`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, Arrival, Household, Person, Role
from synthetic_data.families.ages import (
    birth_orders,
    enlarged,
    father_age,
    mother_age,
    sibling_ages,
    years_married,
)
from synthetic_data.families.people import PersonMaker
from synthetic_data.scenarios.emphasis import USUAL, Emphasis
from synthetic_data.world import World

_LANDLINE = 0.45
_LEAVES_HOME_AGE, _STAYS_AT_HOME = 24.0, 0.45
_FATHERS_NAME, _DOUBLE_BARRELLED, _FATHERS_GIVEN_NAME = 0.72, 0.025, 0.2
_TITLES = ("Singh", "Kaur")
_TWINS_EXPECTED, _PREFERS_STEP_NAME = 0.02, 0.2
_SAME_COMMUNITY, _APART_IN_AGE = 0.85, 4.0
_DAYS_PER_YEAR = 365.25
LAST_DAYS = 0.004
"""A day or two in years: the least time since something that may happen up to the last day."""


def stem(person: Person) -> str:
    """Return the surname a family passes on: not a title, not a woman's form."""
    by_custom = bool(person.other_family) and person.changed_on is None
    if by_custom and (person.community == "muslim" or person.family in _TITLES):
        return person.other_family
    if person.community == "polish" and person.family.endswith(("ska", "cka", "dzka")):
        return f"{person.family[:-1]}i"
    return person.family


def parental_role(parent: Person) -> Role:
    """Return what a parent is to a child: it follows from the parent's sex alone."""
    return Role.MOTHER if parent.sex == "F" else Role.FATHER


class FamilyBuilder:
    """Puts persons into households and ties them."""

    def __init__(
        self, world: World, people: PersonMaker, chance: Chance, emphasis: Emphasis = USUAL
    ) -> None:
        """Build into a world; `emphasis` says what is more frequent in it than usual."""
        self.world = world
        self.people = people
        self.chance = chance
        self.emphasis = emphasis
        self.residents = 0

    def age(self, person: Person) -> float:
        """Return a person's age in years and parts of one."""
        return (self.world.as_at - person.date_of_birth).days / _DAYS_PER_YEAR

    def household(
        self, family_type: str, strain: float, kind: str = "family", *, away: bool = False
    ) -> Household:
        """Open a household; `strain` says how poor its street is likely to be."""
        household = Household(
            number=len(self.world.households),
            kind=kind,
            family_type=family_type,
            strain=min(max(self.chance.normal(strain, 0.2), 0.0), 1.0),
            away=away,
            landline=self.people.landline() if self.chance.happens(_LANDLINE) else "",
        )
        self.world.households.append(household)
        return household

    def settle(
        self, household: Household, *members: Person, arrival: Arrival | None = None
    ) -> None:
        """Let persons live in a household."""
        for person in members:
            household.members.append(person.number)
            self.world.home[person.number] = household.number
            if arrival is not None:
                self.world.arrivals[person.number] = arrival
            self.residents += not (household.away or person.expected)

    def couple(
        self, woman_age: float, man_age: float, *, married: float, together: float | None = None
    ) -> tuple[Person, Person]:
        """Make a woman and a man who live together, a share of them married."""
        man = self.people.adult("M", man_age)
        years = together
        if years is None:
            years = self.chance.between(LAST_DAYS, woman_age - ADULT_AGE)
        is_married = self.chance.happens(married)
        since = years_married(max(years * 0.8, LAST_DAYS), woman_age, man_age)
        woman = self.people.wife(man, woman_age, since if is_married else None)
        self.partner_up(woman, man)
        return woman, man

    def same_sex_couple(
        self, sex: str, age: float, least: float = ADULT_AGE
    ) -> tuple[Person, Person]:
        """Make two women or two men who live together, each with a surname of their own.

        The second is at least that old: old enough, where there is one, to be a child's parent.
        """
        one = self.people.adult(sex, age)
        community = one.community if self.chance.happens(_SAME_COMMUNITY) else ""
        other = self.people.adult(
            sex, max(age + self.chance.normal(0.0, _APART_IN_AGE), least), community
        )
        self.partner_up(one, other)
        return one, other

    def partner_up(self, one: Person, other: Person) -> None:
        """Record that two adults are a couple now."""
        self.world.partner[one.number] = other.number
        self.world.partner[other.number] = one.number

    def passed_on(self, mother: Person, father: Person | None) -> str:
        """Choose the surname of a couple's children: mostly, not always, the father's.

        Of two women or two men the second stands for the father.
        """
        if father is None:
            return stem(mother)
        own, his, roll = stem(mother), stem(father), self.chance.roll()
        if mother.family == father.family or own == his or roll < _FATHERS_NAME:
            return his
        if father.community == "muslim" and roll > 1.0 - _FATHERS_GIVEN_NAME:
            return father.middle or father.given
        if roll < _FATHERS_NAME + _DOUBLE_BARRELLED:
            return self.people.names.double_barrelled(own, his)
        return own

    def sibship(
        self,
        mother: Person,
        father: Person | None,
        ages: Sequence[float],
        family: str = "",
        half_siblings: Sequence[Person] = (),
    ) -> list[Person]:
        """Make a couple's children of these ages, the eldest first; equal ages are twins.

        The couple may be two women or two men: the first is then the one who gave birth, or
        stands for her.
        """
        family = family or self.passed_on(mother, father)
        # A child is named after a father; a second mother is no father to name a son after.
        namers = (mother, father if father is None or father.sex == "M" else None)
        born: dict[float, date] = {}
        made: list[Person] = []
        for age, order in zip(ages, birth_orders(ages), strict=True):
            day = born.setdefault(age, self.people.born_years_ago(age))
            taken = [sibling.given for sibling in (*half_siblings, *made)]
            child = self.people.child(namers, day, family, taken, order)
            made.append(child)
            self._tie_parents(child, mother, father)
        return made

    def _tie_parents(self, child: Person, mother: Person, father: Person | None) -> None:
        for parent in (mother, father):
            if parent is not None:
                self.world.tie(child.number, parent.number, parental_role(parent))

    def expect_child(self, household: Household, mother: Person, father: Person | None) -> None:
        """Let a woman expect a child, or twins of one due date."""
        orders = (
            (1, 2) if self.chance.happens(_TWINS_EXPECTED * self.emphasis.multiple_births) else (0,)
        )
        family, due = self.passed_on(mother, father), None
        for order in orders:
            child = self.people.expected_child(mother, family, order)
            due = due or child.date_of_birth
            self.world.people[child.number] = replace(child, date_of_birth=due)
            self.settle(household, child)
            self._tie_parents(child, mother, father)

    def take_on(self, step_parent: Person, children: Sequence[Person], since: date | None) -> None:
        """Let somebody be a step-parent; some children go by the new surname at school."""
        for child in children:
            self.world.tie(child.number, step_parent.number, Role.STEP_PARENT, since)
            if child.family != step_parent.family and self.chance.happens(_PREFERS_STEP_NAME):
                self.world.people[child.number] = replace(
                    child, preferred_family=step_parent.family
                )

    def dependent_ages(self, youngest: float, count: int) -> list[float]:
        """Draw ages of children at home: some grown ones have left."""
        twins = self.emphasis.multiple_births
        return [
            age
            for age in sibling_ages(self.chance, youngest, count, twins=twins)
            if age < ADULT_AGE or (age < _LEAVES_HOME_AGE and self.chance.happens(_STAYS_AT_HOME))
        ]

    def child_ages(self, youngest: float, count: int) -> tuple[list[float], float, float]:
        """Draw children's ages with the ages of a mother and a father that fit them."""
        count = enlarged(self.chance, count, self.emphasis.large_families)
        ages = self.dependent_ages(youngest, count)
        woman = mother_age(self.chance, ages)
        return ages, woman, father_age(self.chance, woman, max(ages))

    def lodge(self, home: Household, sex: str, age: float, years: float) -> None:
        """Let somebody who is nothing to the others move in, some years ago at the most."""
        stayed = min(self.chance.wait(years) + LAST_DAYS, max(age - ADULT_AGE - LAST_DAYS, 0.0))
        arrival = Arrival(joined=self.people.born_years_ago(stayed))
        self.settle(home, self.people.adult(sex, age), arrival=arrival)
