"""What a world is made of: persons, homes, ties, spells, places at schools, each with its dates.

Single facts only. How they stand together is `world`; what a source believes of them is
`records`, and nothing here knows a format.
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
