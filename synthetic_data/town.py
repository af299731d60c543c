"""A seeded town of people who do not exist: people, homes, families and services.

The order of work only: `families.population` makes people, `places` houses them, `services` work
with them. What is written of them is `deliveries`.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from synthetic_data.chance import Chance
from synthetic_data.families.builder import FamilyBuilder
from synthetic_data.families.people import PersonMaker
from synthetic_data.families.population import employ_professionals, people_the_town
from synthetic_data.history import world_on
from synthetic_data.naming.names import NameBook
from synthetic_data.places.moves import Removals
from synthetic_data.places.places import Places
from synthetic_data.places.stays import trace_people
from synthetic_data.plan import TownPlan
from synthetic_data.services.mental_health import refer_adults
from synthetic_data.services.schooling import Admissions, School
from synthetic_data.services.social_care import LOOKED_AFTER_SHARE, SocialWork
from synthetic_data.world import World

_CHILDREN_PER_FOSTER_HOME = 1.6


@dataclass(frozen=True, kw_only=True)
class Town:
    """A simulated world with its places and its schools, and how many people were asked for."""

    people: int
    world: World
    places: Places
    schools: tuple[School, ...]

    def on(self, day: date) -> "Town":
        """Return the town as it was on a day."""
        return replace(self, world=world_on(self.world, day))


def imagine_town(plan: TownPlan, number: int = 0) -> Town:
    """Make people, homes, families and services of one town; nothing is written.

    Args:
        plan: what to make.
        number: which town of the region it is, from 0.
    """
    people = plan.towns[number]

    def chance(concern: str) -> Chance:
        return Chance(plan.seed, f"{concern} {number}" if number else concern)

    emphasis, multiplier = plan.emphasis, plan.service_multiplier * plan.emphasis.services
    world = World(as_at=plan.as_at, town=number)
    places = Places(people, chance("places"), number)
    names = NameBook(chance("names"), emphasis.communities)
    maker = PersonMaker(world, names, chance("people"), namesakes=emphasis.namesakes)
    build = FamilyBuilder(world, maker, chance("families"), emphasis)
    looked_after = people * LOOKED_AFTER_SHARE * multiplier * emphasis.looked_after
    people_the_town(build, people, ceil(looked_after / _CHILDREN_PER_FOSTER_HOME))
    employ_professionals(build, people)
    removals = Removals(world, places, chance("moves"), moves=emphasis.moves)
    removals.assign_homes()
    refer_adults(world, multiplier, chance("mental health"))
    work = SocialWork(world, chance("social care"), looked_after=emphasis.looked_after)
    work.help_families(multiplier)
    admissions = Admissions(world, people, chance("schooling"))
    admissions.enrol_pupils()
    trace_people(world)
    schools = (*admissions.primaries, *admissions.secondaries)
    return Town(people=people, world=world, places=places, schools=schools)
