"""B3, B4 and C5: children known to children's services, and their referrals."""

from tests.recount.night import SOCIAL_CARE_STAGES, as_day
from tests.recount.profile import Profile
from tests.recount.tally import Counted, Figures, tally

OF_CHILDREN = (
    *("age_band", "sex", "age_sex", "ethnic_group", "ward", "imd_decile", "practice"),
    *("school", "children", "parents_at_home"),
)
IN_NEED, ON_PLAN, IN_CARE = {"child_in_need"}, {"child_protection"}, {"looked_after"}
MORE = IN_NEED | ON_PLAN | IN_CARE
STAGES = MORE | {"early_help"}
WHOSE = ("children_of_patients",)


def count_known(profile: Profile, born: list[Counted], theirs: list[Counted]) -> Figures:
    """Recompute B3, B4 and C5."""
    known = [child for child in born if child.facts & STAGES]
    for child in known:
        child.categories["stage"] = child.facts & STAGES
    figures = tally(
        *("B3", "children", known, ("stage", *OF_CHILDREN)),
        lambda child: "of_patient" in child.facts,
    )
    in_need = [child for child in theirs if child.facts & MORE]
    for child in in_need:
        first = _day_of_oldest_stage(profile, int(str(child.key)))
        has = _has_factor_since(profile, int(str(child.key)), "4B", first)
        child.categories["parents_mental_health"] = {"recorded" if has else "not recorded"}
    if any(row["flag"] == "assessment_factor" for row in profile.night.tables["conformed.flag"]):
        by = ("parents_mental_health",)
        figures |= tally("B4", "children", in_need, by, lambda _: True, of_all=by)
    referrals = [one for child in born for one in _referrals(profile, child)]
    return (
        figures
        | tally("C5", "referrals", referrals, WHOSE, lambda _: True, has_share=False)
        | tally(
            *("C5", "no_further_action", referrals, WHOSE), lambda one: "no_action" in one.facts
        )
    )


def _referrals(profile: Profile, child: Counted) -> list[Counted]:
    """Return the referrals of a child in the year, one for each source and day."""
    days: dict[object, list[bool]] = {}
    for spell in profile.night.spells[int(str(child.key))]:
        began_with_one = spell.source not in profile.night.tell_all_referrals
        if (
            spell.service == "childrens_social_care"
            and (spell.kind == "referral" or (spell.kind == "child_in_need" and began_with_one))
            and profile.night.in_the_year(spell.start)
        ):
            days.setdefault((child.key, spell.source, spell.start), []).append(spell.ended_at_once)
    return [
        Counted(key, child.family, {"no_action"} if all(ended) else set(), child.categories)
        for key, ended in days.items()
    ]


def _day_of_oldest_stage(profile: Profile, child: int) -> str:
    """Return the first day of the oldest open episode, plan or period in care of a child."""
    days = [
        spell.start
        for spell in profile.night.open_spells(child)
        if spell.service == "childrens_social_care" and spell.kind in SOCIAL_CARE_STAGES
    ]
    return str(min(days))


def _has_factor_since(profile: Profile, child: int, factor: str, first: str) -> bool:
    """Say whether an assessment since a day names a factor."""
    return any(
        person == child
        and row["flag"] == "assessment_factor"
        and row["value"] == factor
        and (row["on_date"] is None or str(as_day(row["on_date"])) >= first)
        for person, row in profile.night.about("flag")
    )
