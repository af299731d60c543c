"""A seeded town of people who do not exist: its exports, and the truth beside them.

The order of work only. People are made in `population`, services in `mental_health`,
`social_care` and `schooling`, files in `exports`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.errors import ErrorLevel
from synthetic_data.exports.delivery import Delivery
from synthetic_data.families import FamilyBuilder
from synthetic_data.family_units import true_families
from synthetic_data.mental_health import refer_adults
from synthetic_data.moves import Removals
from synthetic_data.names import NameBook
from synthetic_data.people import PersonMaker
from synthetic_data.places import Places
from synthetic_data.population import employ_professionals, people_the_town
from synthetic_data.schooling import Admissions, School
from synthetic_data.social_care import LOOKED_AFTER_SHARE, SocialWork
from synthetic_data.truth import write_truth
from synthetic_data.world import World

__all__ = ["ErrorLevel", "Town", "TownPlan", "TownSummary", "imagine_town", "write_town"]

_CHILDREN_PER_FOSTER_HOME = 1.6


@dataclass(frozen=True, kw_only=True)
class TownPlan:
    """What town to make; the same plan gives the same bytes.

    `service_multiplier` scales how many people services work with. 1.0 is the national
    prevalence, at which a small town's headline counts are so small that all would be suppressed.
    """

    people: int = 10_000
    seed: int = 1
    level: ErrorLevel = ErrorLevel.CLINICAL
    as_at: date = date(2026, 9, 30)
    service_multiplier: float = 3.0

    def __post_init__(self) -> None:
        """Refuse a plan that no town can be made of."""
        if self.people < 1 or self.service_multiplier <= 0:
            msg = "a town has at least one person and a positive service multiplier"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class TownSummary:
    """How much was written; counts only."""

    people: int
    children: int
    families: int
    records: Mapping[str, int]
    files: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Town:
    """A simulated world with its places and its schools."""

    world: World
    places: Places
    schools: tuple[School, ...]


def imagine_town(plan: TownPlan) -> Town:
    """Make people, homes, families and services; nothing is written."""

    def chance(concern: str) -> Chance:
        return Chance(plan.seed, concern)

    world = World(as_at=plan.as_at)
    places = Places(plan.people, chance("places"))
    maker = PersonMaker(world, NameBook(chance("names")), chance("people"))
    build = FamilyBuilder(world, maker, chance("families"))
    looked_after = plan.people * LOOKED_AFTER_SHARE * plan.service_multiplier
    people_the_town(build, plan.people, ceil(looked_after / _CHILDREN_PER_FOSTER_HOME))
    employ_professionals(build, plan.people)
    removals = Removals(world, places, chance("moves"))
    removals.assign_homes()
    refer_adults(world, plan.service_multiplier, chance("mental health"))
    SocialWork(world, chance("social care")).help_families(plan.service_multiplier)
    admissions = Admissions(world, plan.people, chance("schooling"))
    admissions.enrol_pupils()
    removals.trace_people()
    schools = (*admissions.primaries, *admissions.secondaries)
    return Town(world=world, places=places, schools=schools)


def write_town(
    plan: TownPlan, exports: Path, truth: Path, on_step: Callable[[str], None] = lambda _: None
) -> TownSummary:
    """Write a town's exports as `<exports>/<source>/<as-at date>/` and its truth tables.

    Args:
        plan: what town to make.
        exports: the folder of all sources.
        truth: the folder of the truth tables.
        on_step: told what is being done, for a progress line.
    """
    on_step("making people")
    town = imagine_town(plan)
    delivery = Delivery(town.world, plan.seed, plan.level, exports)
    files = {}
    for source, write in delivery.steps(plan.people, town.places, town.schools):
        on_step(f"writing {source}")
        write()
        files[source] = len(list(delivery.folder(source).iterdir()))
    on_step("writing the truth")
    families = true_families(town.world, delivery.ledger.people())
    truth.mkdir(parents=True, exist_ok=True)
    write_truth(families, delivery.ledger, truth)
    records = Counter(row.source for row in delivery.ledger.rows)
    return TownSummary(
        people=town.world.population(),
        children=len(families.dependents),
        families=len(families.units),
        records=MappingProxyType(dict(sorted(records.items()))),
        files=MappingProxyType(files),
    )
