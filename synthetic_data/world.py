"""The simulated world: people, homes, ties and the services that work with them.

Facts only, as they are; what a source believes of them is in `records`, and how the world stood
on an earlier day in `history`. Dates are of the world, and nothing here knows a format.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ADULT_AGE = 18
PREGNANCY_KNOWN = timedelta(weeks=28)
"""How long before the due date a child that is not born is known of, by anybody."""


class Role(StrEnum):
    """What an adult is to a child."""

    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step_parent"
    GRANDPARENT_CARER = "grandparent_carer"
    FOSTER_CARER = "foster_carer"
    GUARDIAN = "guardian"
    OTHER_CARER = "other_carer"


PARENTS = (Role.MOTHER, Role.FATHER)


class Stage(StrEnum):
    """What a spell of a service is."""

    MENTAL_HEALTH = "mental_health"
    EARLY_HELP = "early_help"
    NO_FURTHER_ACTION = "no_further_action"
    IN_NEED = "in_need"
    PROTECTION_PLAN = "protection_plan"
    LOOKED_AFTER = "looked_after"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dwelling:
    """A home with its number in the property register, and the number of the home next door."""

    flat: str
    premises: str
    street: str
    town: str
    postcode: str
    uprn: str
    kind: str
    ward: str
    imd_rank: int
    next_door: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """A period in which a person lives somewhere."""

    dwelling: Dwelling
    first: date
    last: date | None
    use: str = "home"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One individual: alive, expected or dead.

    `other_family` is a surname the person also goes by: before a marriage or a divorce that
    changed it (`changed_on`), or by custom, as a clan name beside Singh or Kaur.
    `preferred_family` is the surname that a child uses at school. `birth_order` numbers twins and
    triplets from 1; it is 0 for a child born alone.
    """

    number: int
    person_id: str
    sex: str
    date_of_birth: date
    expected: bool
    community: str
    ethnicity: str
    given: str
    middle: str
    family: str
    other_family: str
    changed_on: date | None
    uses_both: bool
    known_as: str
    nhs_number: str
    phone: str
    old_phone: str
    email: str
    old_email: str = ""
    preferred_family: str = ""
    birth_order: int = 0
    died: date | None = None

    @property
    def serial(self) -> int:
        """Return the person's number in the whole region; ids of records are made from it."""
        return int(self.person_id[1:])

    def age_at(self, day: date) -> int:
        """Return whole years of age; below 0 before birth."""
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(kw_only=True, slots=True)
class Household:
    """People at one address.

    `away` is outside the town, or among the dead or the adopted, where no service looks. `left`
    moved out of the town on that day. `shares_with` is the household in whose building this one
    lives too: another family of a refuge.
    """

    number: int
    kind: str
    family_type: str
    strain: float
    away: bool = False
    left: date | None = None
    landline: str = ""
    shares_with: int | None = None
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """When a person joined a household, and from which one, where that is known."""

    joined: date | None = None
    came_from: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """A period in which a looked-after child lives with foster carers; it may go on."""

    household: int
    first: date
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the child lived there on a day."""
        return self.first <= day <= (self.last or day)


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondHome:
    """The household of a separated parent, where a child lives too since some day."""

    household: int
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTie:
    """An adult's tie to a child, with its first and last day where it is not for life."""

    child: int
    adult: int
    role: Role
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the tie had begun and not ended."""
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """A period in which a service works with a person; a restricted one is withheld.

    `detail` is the team, or the category of abuse, which stays the same. `referred_by` and
    `outcome` are codes of the children in need census. An assessment names `factors`; an episode
    that is `planned` has a plan from the assessment on.
    """

    person: int
    stage: Stage
    start: date
    end: date | None
    case: int
    detail: str = ""
    restricted: bool = False
    referred_by: str = ""
    need: str = ""
    outcome: str = ""
    assessed_on: date | None = None
    factors: tuple[str, ...] = ()
    planned: bool = False

    def open_at(self, day: date) -> bool:
        """Say whether the spell had begun and not ended."""
        return self.start <= day and (self.end is None or self.end >= day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A pupil's place at a school, with the provision for special educational needs.

    `absence` is the share of the year's sessions that were missed; `until` is the last day at the
    school, where it is known.
    """

    person: int
    school: str
    upn: str
    former_upn: str
    year_group: int
    entered: date
    provision: str
    absence: float = 0.0
    suspensions: int = 0
    free_meals: bool = False
    young_carer: bool = False
    until: date | None = None


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
