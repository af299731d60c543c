"""A5 by families, C1, C2, C3, D1 and E1: families by what is open for their members."""

from tests.recount.people import age_band
from tests.recount.profile import PARENTS, Profile, number
from tests.recount.tally import Counted, Figures, tally

_OF_FAMILIES = (
    *("ward", "imd_decile", "ethnic_group", "practice"),
    *("children", "parents_at_home", "age_of_youngest"),
)
_TARGETED = {
    *("adult_mental_health", "childrens_social_care", "early_help", "special_educational_needs"),
    *("persistent_absence", "suspension", "young_carer"),
}


def count_families(profile: Profile) -> Figures:
    """Recompute the counts of families."""
    families = [
        _family_counted(profile, number(row, "unit_id"))
        for row in profile.night.tables["family.unit"]
    ]
    joint = [family for family in families if _is_joint(family)]
    of_patients, at_risk = _units_of_children(profile)
    theirs = [family for family in families if family.key in of_patients]
    services, combination = ("services",), ("combination",)
    figures = tally(
        "A5", "families", theirs, _OF_FAMILIES, lambda family: family.key in at_risk
    ) | tally(
        "C1", "families", families, services, lambda f: bool(f.facts & _TARGETED), of_all=services
    )
    figures |= tally(
        "C1", "several", families, _OF_FAMILIES, lambda f: len(f.facts & _TARGETED) > 1
    ) | tally(
        *("C2", "families", families, combination),
        lambda f: bool(f.facts & _TARGETED),
        of_all=combination,
    )
    figures.pop(("C2", "families", "total", "all"))
    by_place = ("practice", "family_school", "ward")
    return (
        figures
        | tally("C3", "families", families, _OF_FAMILIES, _is_joint)
        | tally(
            *("D1", "families_of_patients", families, by_place),
            lambda f: "parent_is_patient" in f.facts,
        )
        | tally("D1", "joint_cases", families, by_place, _is_joint)
        | tally("E1", "families", joint, _OF_FAMILIES, lambda _: True, of_all=_OF_FAMILIES)
    )


def _is_joint(family: Counted) -> bool:
    return {"adult_mental_health", "childrens_social_care"} <= family.facts


def _units_of_children(profile: Profile) -> tuple[set[object], set[object]]:
    """Return the families with a child of a patient, and with one on a plan or in need."""
    of_patients: set[object] = set()
    at_risk: set[object] = set()
    for child in profile.born_children():
        if "of_patient" in child.facts:
            of_patients.add(child.family)
            if child.facts & {"child_in_need", "child_protection"}:
                at_risk.add(child.family)
    return of_patients, at_risk


def _youngest(profile: Profile, unit: int) -> int:
    """Return the youngest child of a family that is born, or one who is not where none is."""
    children = [child for child, own in profile.unit_of.items() if own == unit]
    born = [child for child in children if not profile.children[child]["is_unborn"]]
    return max(born or children, key=lambda c: (str(profile.children[c]["birth"] or ""), c))


def _family_counted(profile: Profile, unit: int) -> Counted:
    """Return a family with everything that a count of families asks."""
    youngest = _youngest(profile, unit)
    adults_and_children = [m for m in profile.members[unit] if m["role"] != "foster_carer"]
    targeted: set[str] = set()
    for member in adults_and_children:
        targeted |= profile.targeted(number(member, "person_id"))
    row = profile.children[youngest]
    band = "unborn" if row["is_unborn"] else age_band(profile.people.age(youngest))
    count = len(targeted)
    schools = {
        school
        for child, own in profile.unit_of.items()
        if own == unit
        for school in profile.people.details(child, "school", "enrolment")[:1]
    }
    categories = profile.shape(unit) | profile.people.place_categories(youngest)
    categories |= {"age_of_youngest": {band}, "family_school": schools}
    if count:
        categories["services"] = {str(count) if count < 4 else "4 or more"}
        categories["combination"] = {"+".join(sorted(targeted))}
    facts = set(targeted)
    if any(
        m["role"] in PARENTS and m["person_id"] in profile.patients for m in profile.members[unit]
    ):
        facts.add("parent_is_patient")
    return Counted(key=unit, family=unit, facts=facts, categories=categories)
