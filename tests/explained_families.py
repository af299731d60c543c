"""Family units as an explanation tells them, built from a few words."""

from collections.abc import Mapping, Sequence

from linkage_models.explaining.family.explanation import (
    CareTie,
    FamilyExplanation,
    Home,
    Person,
    Weighed,
)
from linkage_models.explaining.records import RecordKey

Tie = tuple[str, str, str]

WEIGHED = (
    Weighed(title="stated tie", found="parent and child", weight=12.5, is_known=True),
    Weighed(title="home", found="cannot be compared", weight=0.0, is_known=False),
)


def family(
    homes: Mapping[str, Sequence[str]],
    ties: Sequence[Tie],
    *,
    roles: Mapping[str, str] | None = None,
    also_at: Mapping[str, tuple[int, ...]] | None = None,
    others: int = 0,
    flag: str = "",
) -> FamilyExplanation:
    """Build a family of homes with their people, and ties written as child, role, adult.

    A role that begins with a question mark is inferred. Each adult's own role is the one of its
    first tie, unless `roles` says another.
    """
    people = {
        label: _person(label, home, ties, roles or {}, (also_at or {}).get(label, ()))
        for home, labels in enumerate(homes.values())
        for label in labels
    }
    return FamilyExplanation(
        unit_id=7,
        unit_key="",
        flag=flag,
        children=tuple(each for each in people.values() if each.label.startswith("child")),
        adults=tuple(each for each in people.values() if each.label.startswith("adult")),
        others=(),
        homes=tuple(
            Home(
                title=title,
                has_children=any(label.startswith("child") for label in labels),
                is_known=title != "Home not known",
                others=others if place == 0 else 0,
            )
            for place, (title, labels) in enumerate(homes.items())
        ),
        ties=tuple(_tie(tie, people) for tie in ties),
        together=(),
        set_aside=(),
        withheld_records=0,
        withheld_places=None,
    )


def _person(
    label: str, home: int, ties: Sequence[Tie], roles: Mapping[str, str], also: tuple[int, ...]
) -> Person:
    is_child = label.startswith("child")
    tied = [role.lstrip("?") for _, role, adult in ties if adult == label]
    return Person(
        label=label,
        role=roles.get(label) or ("child" if is_child else tied[0]),
        residence="with_child" if home == 0 else "elsewhere",
        age="5 to 9" if is_child else "35 to 44",
        records=(RecordKey(source="gp", record_id=f"zyx-canary-{label}"),),
        home=home,
        also_at=also,
    )


def _tie(tie: Tie, people: Mapping[str, Person]) -> CareTie:
    child, role, adult = tie
    is_stated = not role.startswith("?")
    return CareTie(
        child=child,
        adult=adult,
        role=role.lstrip("?"),
        residence="with_child" if people[child].home == people[adult].home else "elsewhere",
        tier="P1" if is_stated else "P3",
        evidence="stated by school" if is_stated else "no source names the tie",
        sources=("school",) if is_stated else (),
        weight=-0.4,
        start=-12.9,
        weighed=WEIGHED,
    )


COUPLE = family(
    {"Home": ("child 1", "child 2", "adult 1", "adult 2")},
    [
        (child, role, adult)
        for child in ("child 1", "child 2")
        for role, adult in (("mother", "adult 1"), ("father", "adult 2"))
    ],
)
SEPARATED = family(
    {"Home": ("child 1", "child 2", "adult 1"), "Elsewhere": ("adult 2",)},
    [
        (child, role, adult)
        for child in ("child 1", "child 2")
        for role, adult in (("mother", "adult 1"), ("father", "adult 2"))
    ],
)
HALF_SIBLINGS = family(
    {"Home": ("child 1", "child 2", "adult 1", "adult 2"), "Elsewhere": ("adult 3",)},
    [
        ("child 1", "mother", "adult 1"),
        ("child 2", "mother", "adult 1"),
        ("child 1", "?step_parent", "adult 2"),
        ("child 2", "father", "adult 2"),
        ("child 1", "father", "adult 3"),
    ],
    roles={"adult 2": "father"},
)
FOSTERED = family(
    {"Home": ("child 1", "child 2", "adult 1"), "Foster home": ("adult 2", "adult 3")},
    [
        ("child 1", "mother", "adult 1"),
        ("child 2", "mother", "adult 1"),
        ("child 2", "foster_carer", "adult 2"),
        ("child 2", "foster_carer", "adult 3"),
    ],
)
EIGHT = family(
    {"Home": (*(f"child {n}" for n in range(1, 9)), "adult 1", "adult 2")},
    [
        (f"child {n}", role, adult)
        for n in range(1, 9)
        for role, adult in (("mother", "adult 1"), ("?father", "adult 2"))
    ],
    others=2,
)
