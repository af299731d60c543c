"""The simulated world: everything that is so in a town on one day, and what is remembered.

Which facts there are is `facts`; how the world stood on an earlier day is `history`.
"""

from dataclasses import dataclass, field
from datetime import date

from synthetic_data.facts import (
    ADULT_AGE,
    PARENTS,
    Arrival,
    CareTie,
    Enrolment,
    Household,
    Person,
    Placement,
    Role,
    SecondHome,
    Spell,
    Stay,
)


@dataclass(kw_only=True)
class World:
    """Everything that is so in the town on one day, and what is remembered of earlier ones.

    `ties` holds every tie there ever was, `carers_by_child` those that hold now. `origin` is the
    home that a looked-after child came from, and that its arrival is about; `placements` are where
    it lived since, the earliest first. `enrolments` are the places of those who are pupils now,
    `school_places` all that there ever were. `second_home` is the other home of a child whose
    parents are apart; `home` stays the one that it is counted in. `adopted` leads from the number
    of a child before an adoption to the number after it: two identities that no service joins.
    `parental_status` is what mental health services asked and wrote down of being a parent: yes,
    no or unknown.
    """

    as_at: date
    town: int = 0
    people: list[Person] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    home: dict[int, int] = field(default_factory=dict)
    arrivals: dict[int, Arrival] = field(default_factory=dict)
    ties: list[CareTie] = field(default_factory=list)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)
    origin: dict[int, int] = field(default_factory=dict)
    second_home: dict[int, SecondHome] = field(default_factory=dict)
    placements: dict[int, list[Placement]] = field(default_factory=dict)
    homes: dict[int, tuple[Stay, ...]] = field(default_factory=dict)
    stays: dict[int, tuple[Stay, ...]] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    school_places: list[Enrolment] = field(default_factory=list)
    care_coordinators: list[int] = field(default_factory=list)
    social_workers: list[int] = field(default_factory=list)
    carers_by_child: dict[int, list[CareTie]] = field(default_factory=dict)
    adopted: dict[int, int] = field(default_factory=dict)
    parental_status: dict[int, str] = field(default_factory=dict)

    def tie(
        self,
        child: int,
        adult: int,
        role: Role,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        """Record that an adult is, or was, a child's parent or carer."""
        tie = CareTie(child=child, adult=adult, role=role, since=since, until=until)
        self.ties.append(tie)
        if tie.holds_on(self.as_at):
            self.carers_by_child.setdefault(child, []).append(tie)
        if role in PARENTS:
            self.add_parents(child, adult)

    def add_parents(self, child: int, *adults: int) -> None:
        """Record whose son or daughter somebody of any age is."""
        self.parents[child] = (*self.parents.get(child, ()), *adults)
        for adult in adults:
            self.children.setdefault(adult, []).append(child)

    def household_of(self, person: int) -> Household:
        """Return the household a person lives in."""
        return self.households[self.home[person]]

    def is_resident(self, person: int) -> bool:
        """Say whether a person lives in the town; somebody outside it or in no home does not."""
        household = self.households[self.home[person]]
        return not household.away and household.left is None

    def population(self) -> int:
        """Count the living residents."""
        return sum(self.is_resident(n) and not self.people[n].expected for n in self.home)

    def is_dependent(self, person: int) -> bool:
        """Say whether a person is a resident child, born or expected."""
        return self.people[person].age_at(self.as_at) < ADULT_AGE and self.is_resident(person)

    def birth_home(self, child: int) -> int:
        """Return the home that is the child's in a family's sense: not a placement."""
        return self.origin.get(child, self.home[child])

    def home_on(self, person: int, day: date) -> int | None:
        """Return the household somebody lived in on an earlier day, where that is known."""
        for placement in self.placements.get(person, ()):
            if placement.holds_on(day):
                return placement.household
        return self.family_home_on(person, day)

    def family_home_on(self, person: int, day: date) -> int | None:
        """Return the household somebody belonged to on an earlier day, placed or not."""
        arrival = self.arrivals.get(person)
        if arrival is None or arrival.joined is None or arrival.joined <= day:
            return self.birth_home(person)
        return arrival.came_from

    def parted_on(self, one: int, other: int) -> date | None:
        """Return the day on which one of two people left the home of the other."""
        for leaver, stayer in ((one, other), (other, one)):
            arrival = self.arrivals.get(leaver)
            if arrival is not None and arrival.came_from == self.home[stayer]:
                return arrival.joined
        return None

    def imd_rank(self, person: int) -> int:
        """Return the deprivation rank of where a person lives."""
        return self.homes[self.home[person]][-1].dwelling.imd_rank

    def homes_of(self, person: int) -> tuple[int, ...]:
        """Return the households of the town somebody lives in: two of some children.

        Who is looked after elsewhere lives there alone.
        """
        second = self.second_home.get(person)
        if second is None or person in self.origin:
            return (self.home[person],)
        there = self.households[second.household]
        is_gone = there.away or there.left is not None
        return (self.home[person],) if is_gone else (self.home[person], second.household)

    def lives_with(self, one: int, other: int) -> bool:
        """Say whether two people share a household; a child may live in two."""
        if self.home[one] == self.home[other]:
            return True
        return self.home[other] in self.homes_of(one) or self.home[one] in self.homes_of(other)
