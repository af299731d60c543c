"""The counts as they truly are, taken from the world and not from any record.

Basis: open at the as-at date. A service user whose record is restricted is withheld by the
product and left out here too, so that a difference means an error of linkage or counting.
"""

from collections import Counter
from collections.abc import Iterator

from synthetic_data.family_units import Families, Family
from synthetic_data.world import ADULT_AGE, PARENTS, Stage, World

Figure = tuple[str, str, int]

_MOST_SERVICES = 4


class Involvement:
    """Who is open to what on the as-at date, those withheld left out."""

    def __init__(self, world: World) -> None:
        """Read the spells of a world."""
        withheld = {
            (spell.person, spell.stage is Stage.MENTAL_HEALTH)
            for spell in world.spells
            if spell.restricted
        }
        self._open: dict[Stage, set[int]] = {stage: set() for stage in Stage}
        for spell in world.spells:
            is_hidden = (spell.person, spell.stage is Stage.MENTAL_HEALTH) in withheld
            if spell.open_at(world.as_at) and not is_hidden:
                self._open[spell.stage].add(spell.person)
        self.adults = {
            number
            for number in self._open[Stage.MENTAL_HEALTH]
            if world.people[number].age_at(world.as_at) >= ADULT_AGE
        }
        self.special_needs = {
            number for number, place in world.enrolments.items() if place.provision in ("K", "E")
        }

    def is_at(self, person: int, *stages: Stage) -> bool:
        """Say whether any of these stages is open for a person."""
        return any(person in self._open[stage] for stage in stages)

    def in_social_care(self, child: int) -> bool:
        """Say whether an episode of need, a plan or being looked after is open."""
        return self.is_at(child, Stage.IN_NEED, Stage.PROTECTION_PLAN, Stage.LOOKED_AFTER)

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
        return found


def true_figures(families: Families) -> list[Figure]:
    """Count what the product is asked to count."""
    involvement = Involvement(families.world)
    return [
        *_adults(families, involvement),
        *_children(families, involvement),
        *_families(families, involvement),
    ]


def _adults(families: Families, involvement: Involvement) -> Iterator[Figure]:
    parents = {
        tie.adult for ties in families.ties.values() for tie in ties if tie.role in PARENTS
    } & involvement.adults
    yield "A1", "amh_adults", len(involvement.adults)
    yield "A1", "parents", len(parents)


def _children(families: Families, involvement: Involvement) -> Iterator[Figure]:
    people = families.world.people
    of_adults = [
        child
        for child in families.dependents
        if any(carer in involvement.adults for carer in families.carers(child))
    ]
    living = [child for child in of_adults if not people[child].expected]
    protected = [c for c in living if involvement.is_at(c, Stage.PROTECTION_PLAN)]
    in_need = [
        child
        for child in living
        if involvement.is_at(child, Stage.IN_NEED)
        and not involvement.is_at(child, Stage.PROTECTION_PLAN, Stage.LOOKED_AFTER)
    ]
    plan_or_need = {
        child for child in living if involvement.is_at(child, Stage.IN_NEED, Stage.PROTECTION_PLAN)
    }
    yield "A2", "children", len(living)
    yield "A2", "unborn", len(of_adults) - len(living)
    yield "A3", "children", len(protected)
    yield "A4", "in_need", len(in_need)
    yield "A4", "in_need_or_more", sum(involvement.in_social_care(child) for child in living)
    yield "A5", "children", len(plan_or_need)
    yield "A5", "families", sum(bool(plan_or_need & set(f.children)) for f in families.units)
    for measure, stage in (
        ("children_early_help", Stage.EARLY_HELP),
        ("children_in_need", Stage.IN_NEED),
        ("children_child_protection", Stage.PROTECTION_PLAN),
        ("children_looked_after", Stage.LOOKED_AFTER),
    ):
        yield "B3", measure, sum(involvement.is_at(child, stage) for child in of_adults)
    yield (
        "C4",
        "children",
        sum(
            not involvement.in_social_care(child) and not involvement.is_at(child, Stage.EARLY_HELP)
            for child in living
        ),
    )


def _families(families: Families, involvement: Involvement) -> Iterator[Figure]:
    known = [involvement.services(family) for family in families.units]
    by_number = Counter(min(len(services), _MOST_SERVICES) for services in known)
    joint = {"adult_mental_health", "childrens_social_care"}
    for number in range(1, _MOST_SERVICES):
        yield "C1", f"families_{number}", by_number[number]
    yield "C1", f"families_{_MOST_SERVICES}_or_more", by_number[_MOST_SERVICES]
    yield "C3", "families", sum(joint <= services for services in known)
