"""What the school year holds for a pupil: needs, absence, suspensions, free meals, care for others.

All of it is drawn about the child's life, poverty and whatever other services do, so that what
schools see is related to what they do. Which school a child goes to is `schooling`.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from synthetic_data.chance import Chance
from synthetic_data.facts import Enrolment, Stage
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.places.residence import home_in_town
from synthetic_data.world import World

# Shares of pupils: special educational needs in England, 2023/24.
_PLAN, _SUPPORT = 0.041, 0.13
# Absence in England, 2023/24: 7% of sessions on average, a fifth of pupils persistently absent.
_USUAL_ABSENCE, _ABSENCE_SPREAD, _MOST_ABSENT = 0.046, 0.82, 1.0
# Pupils suspended at least once in a year, and how often; free school meals, 2023/24.
_SUSPENDED_PRIMARY, _SUSPENDED_SECONDARY, _MORE_SUSPENSIONS = 0.008, 0.077, 1.8
_FREE_MEALS = 0.25
_YOUNG_CARER, _YOUNG_CARER_FROM_YEAR = 0.009, 2
_FIRST_SECONDARY_YEAR = 7


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What makes the school year of a child harder."""

    is_boy: bool
    poverty: float
    is_known: bool
    is_placed: bool
    has_patient: bool
    is_lone_parents: bool


class PupilFacts:
    """Draws the school year of one pupil after the other."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Work on a world whose services are known."""
        self._world = world
        self._chance = chance
        self._meals: dict[int, bool] = {}

    @cached_property
    def _patients(self) -> set[int]:
        return self._open_to(Stage.MENTAL_HEALTH)

    @cached_property
    def _known(self) -> set[int]:
        return self._open_to(Stage.IN_NEED)

    def _open_to(self, stage: Stage) -> set[int]:
        spells = self._world.spells
        return {s.person for s in spells if s.stage is stage and s.open_at(self._world.as_at)}

    def year_of(self, enrolment: Enrolment) -> Enrolment:
        """Return a pupil's place with what the year holds."""
        life = self._circumstances(enrolment.person)
        is_secondary = enrolment.year_group >= _FIRST_SECONDARY_YEAR
        return replace(
            enrolment,
            provision=self._provision(life),
            absence=self._absence(life),
            suspensions=self._suspensions(life, is_secondary=is_secondary),
            free_meals=self._has_free_meals(enrolment.person, life),
            young_carer=self._is_young_carer(enrolment, life),
        )

    def _circumstances(self, number: int) -> Circumstances:
        world = self._world
        home = world.households[world.birth_home(number)]
        ties = world.carers_by_child.get(number, ())
        return Circumstances(
            is_boy=world.people[number].sex == "M",
            poverty=1 - home_in_town(world, home).imd_rank / AREAS_OF_ENGLAND,
            is_known=number in self._known,
            is_placed=number in world.origin,
            has_patient=any(tie.adult in self._patients for tie in ties),
            is_lone_parents=home.family_type == "lone_parent",
        )

    def _provision(self, life: Circumstances) -> str:
        """Draw N, K or E: more often for boys, in poorer streets and for those in need."""
        pull = (1.25 if life.is_boy else 0.75) * (0.7 + 0.5 * life.poverty)
        pull *= 2.5 if life.is_placed else 2.0 if life.is_known else 1.0
        roll = self._chance.roll()
        if roll < _PLAN * pull:
            return "E"
        return "K" if roll < (_PLAN + _SUPPORT) * pull else "N"

    def _absence(self, life: Circumstances) -> float:
        """Draw the share of sessions missed, some pupils far more than most."""
        usual = _USUAL_ABSENCE * (0.8 + 0.45 * life.poverty)
        usual *= (1.6 if life.is_known else 1.0) * (1.2 if life.has_patient else 1.0)
        spread = math.exp(self._chance.normal(0.0, _ABSENCE_SPREAD))
        return round(min(usual * spread, _MOST_ABSENT), 3)

    def _suspensions(self, life: Circumstances, *, is_secondary: bool) -> int:
        pull = (1.35 if life.is_boy else 0.65) * (0.5 + life.poverty)
        pull *= 2.5 if life.is_known else 1.0
        share = _SUSPENDED_SECONDARY if is_secondary else _SUSPENDED_PRIMARY
        if not self._chance.happens(share * pull):
            return 0
        return 1 + int(self._chance.wait(_MORE_SUSPENSIONS))

    def _has_free_meals(self, number: int, life: Circumstances) -> bool:
        """Say whether meals are free: for all children of a home, or for none."""
        home = self._world.birth_home(number)
        if home not in self._meals:
            pull = (0.25 + 1.2 * life.poverty) * (1.6 if life.is_lone_parents else 0.85)
            self._meals[home] = self._chance.happens(_FREE_MEALS * pull)
        return self._meals[home]

    def _is_young_carer(self, enrolment: Enrolment, life: Circumstances) -> bool:
        """Say whether the school knows that the child cares for somebody."""
        roll, pull = self._chance.roll(), 7.0 if life.has_patient else 1.0
        is_old_enough = enrolment.year_group >= _YOUNG_CARER_FROM_YEAR
        return is_old_enough and roll < _YOUNG_CARER * pull
