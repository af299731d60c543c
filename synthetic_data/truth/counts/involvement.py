"""Who is open to what on the as-at date, and whose children they are: what all counts share.

A service user whose record is restricted is withheld by the product and left out here too, so that
a difference means an error of linkage or counting.
"""

from collections.abc import Callable, Iterator

from synthetic_data.facts import ADULT_AGE, PARENTS, Enrolment, Spell, Stage
from synthetic_data.truth.family_units import Families, Family, has_died

Figure = tuple[str, str, int]
Cell = tuple[str, str, str, str]
"""Count, measure, breakdown and category, in the words of the product."""

_PERSISTENT_ABSENCE = 0.1
"""The share of sessions missed from which the Department for Education calls it persistent."""
SCHOOL_SERVICES: tuple[tuple[str, Callable[[Enrolment], bool]], ...] = (
    ("persistent_absence", lambda place: place.absence >= _PERSISTENT_ABSENCE),
    ("suspension", lambda place: place.suspensions > 0),
    ("young_carer", lambda place: place.young_carer),
)
"""What a school notes of a pupil that is a targeted service, where schools send a census."""

SOCIAL_CARE = (Stage.IN_NEED, Stage.PROTECTION_PLAN, Stage.LOOKED_AFTER)
"""The stages of social care at which a child is known to it; a referral alone is none."""


class Involvement:
    """Who is open to what on the as-at date, those withheld left out."""

    def __init__(self, families: Families, *, has_census: bool = False) -> None:
        """Read the spells of a world.

        Args:
            families: what is true of its families.
            has_census: whether its schools send a census, and so tell of absence, suspensions
                and young carers; otherwise no service knows of them.
        """
        self.families = families
        self._has_census = has_census
        self.world = world = families.world
        self._withheld = {
            (spell.person, spell.stage is Stage.MENTAL_HEALTH)
            for spell in world.spells
            if spell.restricted
        }
        self._open: dict[Stage, set[int]] = {stage: set() for stage in Stage}
        for spell in self.spells():
            if spell.open_at(world.as_at):
                self._open[spell.stage].add(spell.person)
        self.adults = {n for n in self._open[Stage.MENTAL_HEALTH] if self._is_adult(n)}
        self.special_needs = {
            number for number, place in world.enrolments.items() if place.provision in ("K", "E")
        }
        self.parents = {
            tie.adult for ties in families.ties.values() for tie in ties if tie.role in PARENTS
        } & self.adults
        self.of_adults = [
            child
            for child in families.dependents
            if any(carer in self.adults for carer in families.carers(child))
        ]
        self.living = [child for child in self.of_adults if not world.people[child].expected]

    def _is_adult(self, number: int) -> bool:
        person, as_at = self.world.people[number], self.world.as_at
        return person.age_at(as_at) >= ADULT_AGE and not has_died(person, as_at)

    def spells(self) -> Iterator[Spell]:
        """Give the spells of those who are not withheld."""
        for spell in self.world.spells:
            if (spell.person, spell.stage is Stage.MENTAL_HEALTH) not in self._withheld:
                yield spell

    def is_at(self, person: int, *stages: Stage) -> bool:
        """Say whether any of these stages is open for a person."""
        return any(person in self._open[stage] for stage in stages)

    def in_social_care(self, child: int) -> bool:
        """Say whether an episode of need, a plan or being looked after is open."""
        return self.is_at(child, *SOCIAL_CARE)

    def services(self, family: Family) -> set[str]:
        """Return the targeted services open for any member of a family."""
        found = set()
        if any(adult in self.adults for adult in family.carers()):
            found.add("adult_mental_health")
        if any(self.in_social_care(child) for child in family.children):
            found.add("childrens_social_care")
        if any(self.is_at(child, Stage.EARLY_HELP) for child in family.children):
            found.add("early_help")
        if any(child in self.special_needs for child in family.children):
            found.add("special_educational_needs")
        if self._has_census:
            found |= self._school_services(family)
        return found

    def _school_services(self, family: Family) -> set[str]:
        enrolments = self.world.enrolments
        places = [enrolments[child] for child in family.children if child in enrolments]
        return {name for name, is_open in SCHOOL_SERVICES if any(map(is_open, places))}
