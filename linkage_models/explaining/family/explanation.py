"""What an explanation of a family unit holds, ready to be shown as tables, a picture or a sentence.

People go by labels, `child 1` and `adult 2`; no name, birth date or address is kept.
"""

from dataclasses import dataclass

from linkage_models.explaining.family.words import STATED
from linkage_models.explaining.records import RecordKey


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of a unit or in its home: what they are called here, and their records.

    `home` and `also_at` number homes of the explanation; `home` is missing where none is known.
    """

    label: str
    role: str
    residence: str
    age: str
    records: tuple[RecordKey, ...]
    home: int | None
    also_at: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Home:
    """A home of a unit, or a place of its own for an adult whose home is not the children's.

    `others` counts who lives there too and is no member. It is not known where nobody there has an
    address and no tie says who lives together.
    """

    title: str
    has_children: bool
    is_known: bool
    others: int


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What one comparison of the family model found of two people, and its weight in bits."""

    title: str
    found: str
    weight: float
    is_known: bool


@dataclass(frozen=True, kw_only=True)
class CareTie:
    """A care tie and its evidence; `weight` and `weighed` are empty where the night has no pair.

    `start` is the weight that any pair of people has before anything is compared.
    """

    child: str
    adult: str
    role: str
    residence: str
    tier: str
    evidence: str
    sources: tuple[str, ...]
    weight: float | None
    start: float
    weighed: tuple[Weighed, ...]

    @property
    def is_stated(self) -> bool:
        """Whether a source states the tie, so that it is not inferred."""
        return self.tier == STATED


@dataclass(frozen=True, kw_only=True)
class Together:
    """Children whom the same facts hold in one unit, each with each or through the others."""

    children: tuple[str, ...]
    adults: tuple[str, ...]
    share_home: bool
    share_parents: bool

    @property
    def words(self) -> str:
        """Say what the children share."""
        shared = [f"share {', '.join(self.adults)}"]
        shared += ["one home"] if self.share_home else []
        shared += ["the same known parents"] if self.share_parents else []
        return f"{', '.join(self.children)}: {'; '.join(shared)}"


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A stated tie that was not believed; somebody outside the unit has no label."""

    one: str
    other: str
    kind: str
    source: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FamilyExplanation:
    """A family unit: who, why, what was not believed, and what the night withholds of all.

    `unit_key` is empty where the night keeps no keys of units, `flag` where nothing is doubtful.
    """

    unit_id: int
    unit_key: str
    flag: str
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    others: tuple[Person, ...]
    homes: tuple[Home, ...]
    ties: tuple[CareTie, ...]
    together: tuple[Together, ...]
    set_aside: tuple[SetAside, ...]
    withheld_records: int
    withheld_places: int | None

    def ties_of(self, adult: str) -> tuple[CareTie, ...]:
        """Return the ties of an adult to the children of this unit."""
        return tuple(tie for tie in self.ties if tie.adult == adult)

    def at(self, home: int, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Return who of some people is shown at a home."""
        return tuple(person for person in people if person.home == home)

    def is_fostered(self, child: str) -> bool:
        """Whether a child has a foster carer now, and so is shown where it came from."""
        return any(tie.child == child and tie.role == "foster_carer" for tie in self.ties)
