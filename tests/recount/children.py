"""A2 to A6, C4, C6 and D2: children of patients and their schools; `known.py` has B3, B4 and C5."""

from collections.abc import Callable

from tests.recount.known import (
    IN_CARE,
    IN_NEED,
    MORE,
    OF_CHILDREN,
    ON_PLAN,
    STAGES,
    WHOSE,
    count_known,
)
from tests.recount.profile import Profile
from tests.recount.tally import Counted, Figures, tally


def count_children(profile: Profile) -> Figures:
    """Recompute the counts of children."""
    born = profile.born_children()
    theirs = [child for child in born if "of_patient" in child.facts]
    return (
        _of_patients(born, profile.unborn_children(), theirs)
        | count_known(profile, born, theirs)
        | _at_school(profile, born, theirs)
    )


def _of_patients(born: list[Counted], unborn: list[Counted], theirs: list[Counted]) -> Figures:
    """Recompute A2 to A6 and C4."""
    figures = tally(
        *("A2", "children", born, (*OF_CHILDREN, "tier")),
        lambda child: "of_patient" in child.facts,
        of_all=("tier",),
    ) | tally(*("A2", "unborn", unborn, OF_CHILDREN), lambda child: "of_patient" in child.facts)
    rules: dict[tuple[str, str], Callable[[set[str]], object]] = {
        ("A3", "children"): lambda facts: facts & ON_PLAN,
        ("A4", "in_need"): lambda facts: facts & IN_NEED and not facts & (ON_PLAN | IN_CARE),
        ("A4", "in_need_or_more"): lambda facts: facts & MORE,
        ("A5", "children"): lambda facts: facts & (IN_NEED | ON_PLAN),
        ("A6", "looked_after"): lambda facts: facts & IN_CARE,
        ("A6", "early_help_only"): lambda facts: facts & STAGES == {"early_help"},
        ("C4", "children"): lambda facts: not facts & STAGES,
    }
    for (count, measure), rule in rules.items():
        figures |= tally(
            count,
            measure,
            theirs,
            OF_CHILDREN,
            _by(rule),
        )
    return figures


def _at_school(profile: Profile, born: list[Counted], theirs: list[Counted]) -> Figures:
    """Recompute C6 and D2. What no source tells of has no figure."""
    told = {row["flag"] for row in profile.night.tables["conformed.flag"]}
    figures: Figures = {}
    if "young_carer" in told:
        figures |= tally(
            "C6", "children", theirs, OF_CHILDREN, lambda child: "young_carer" in child.facts
        )
    pupils = [child for child in born if child.categories["school"] != {"none"}]
    figures |= tally("D2", "pupils", pupils, WHOSE, lambda _: True, has_share=False)
    if "absence" in told:
        told.add("persistent_absence")
    for measure, flag in (
        ("persistent_absence", "persistent_absence"),
        ("suspension", "suspension"),
        ("free_meals", "free_school_meals"),
    ):
        if flag in told:
            figures |= tally("D2", measure, pupils, WHOSE, _by({flag}.intersection))
    return figures | tally(
        *("D2", "special_needs", pupils, WHOSE),
        lambda child: "special_educational_needs" in profile.services(int(str(child.key))),
    )


def _by(rule: Callable[[set[str]], object]) -> Callable[[Counted], bool]:
    """Return a rule of facts as one of a child."""
    return lambda child: bool(rule(child.facts))
