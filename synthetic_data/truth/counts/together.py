"""Families by the services open for them, and what is theirs: A5 in part, C1 to C3, D1 and E1."""

from collections.abc import Iterator, Mapping

from synthetic_data.facts import PARENTS
from synthetic_data.truth.counts.involvement import Cell, Involvement
from synthetic_data.truth.family_units import Family

_MOST_SERVICES, _SEVERAL = 4, 2
JOINT = frozenset({"adult_mental_health", "childrens_social_care"})


def families_counted(
    known: Involvement, in_need: set[int]
) -> Mapping[tuple[str, str], list[Family]]:
    """Return which families are counted in the measures of families.

    Args:
        known: who is open to what.
        in_need: the children of patients who are in need or on a plan.
    """
    units = known.families.units
    services = {unit.unit_id: known.services(unit) for unit in units}
    joint = [unit for unit in units if services[unit.unit_id] >= JOINT]
    return {
        ("A5", "families"): [unit for unit in units if in_need & set(unit.children)],
        ("C1", "families"): [unit for unit in units if services[unit.unit_id]],
        ("C1", "several"): [unit for unit in units if len(services[unit.unit_id]) >= _SEVERAL],
        ("C3", "families"): joint,
        ("D1", "families_of_patients"): [unit for unit in units if _has_patient(known, unit)],
        ("D1", "joint_cases"): joint,
        ("E1", "families"): joint,
    }


def family_parts(known: Involvement) -> Iterator[Cell]:
    """Give the cells of what is counted by its own parts: C1 and C2."""
    for unit in known.families.units:
        services = known.services(unit)
        if services:
            number = len(services)
            category = str(number) if number < _MOST_SERVICES else f"{_MOST_SERVICES} or more"
            yield "C1", "families", "services", category
            yield "C2", "families", "combination", "+".join(sorted(services))


def _has_patient(known: Involvement, unit: Family) -> bool:
    return any(role in PARENTS and adult in known.adults for adult, role in unit.adults.items())
