"""A1, A7, A8, B1 and B2: patients who are parents, and what is recorded of them."""

from datetime import date

from sources.free_text.quality import HELD_OUT
from tests.recount.night import Row, as_day
from tests.recount.profile import PARENTS, Profile, number
from tests.recount.tally import Counted, Figures, tally

_OF_ADULTS = ("age_band", "sex", "ethnic_group", "ward", "imd_decile", "practice")


def count_adults(profile: Profile) -> Figures:
    """Recompute the counts of adults."""
    patients = [_patient(profile, person) for person in sorted(profile.patients)]
    parents = [one for one in patients if "parent" in one.facts]
    unsaid = [one for one in patients if "yes" not in one.categories["recorded_status"]]

    by_tier, by_status = (*_OF_ADULTS, "tier"), ("recorded_status",)
    return (
        tally("A1", "amh_adults", patients, _OF_ADULTS, lambda _: True, has_share=False)
        | tally("A1", "parents", patients, by_tier, lambda o: "parent" in o.facts, of_all=("tier",))
        | tally("A7", "parents", parents, ("residence",), lambda _: True, of_all=("residence",))
        | tally("A8", "expecting", patients, _OF_ADULTS, lambda o: "expecting" in o.facts)
        | tally(
            "A8",
            "known_to_social_care",
            patients,
            _OF_ADULTS,
            lambda o: "unborn_known" in o.facts,
        )
        | tally("B1", "amh_adults", patients, by_status, lambda _: True, of_all=by_status)
        | tally(
            "B2",
            "parents",
            unsaid,
            (*by_status, *_OF_ADULTS),
            lambda o: bool(o.categories.get("tier", set()) & {"P1", "P3"}),
        )
    )


def _patient(profile: Profile, person: int) -> Counted:
    """Return a patient with everything that a count of adults asks."""
    ties = [
        tie for tie in profile.ties if number(tie, "adult_id") == person and tie["role"] in PARENTS
    ]
    categories = profile.people.categories(person)
    categories["recorded_status"] = {_recorded(profile, person)}
    facts: set[str] = set()
    if tier := _tier(profile, person, ties):
        facts.add("parent")
        categories["tier"] = {tier}
        categories["residence"] = {_residence(ties)}
    unborn = [
        number(tie, "child_id")
        for tie in ties
        if profile.children[number(tie, "child_id")]["is_unborn"]
    ]
    if unborn:
        facts.add("expecting")
    if any(profile.stages(child) - {"early_help"} for child in unborn):
        facts.add("unborn_known")
    units = [
        unit
        for unit, members in profile.members.items()
        if any(number(member, "person_id") == person for member in members)
    ]
    family = ("unit", min(units)) if units else ("alone", person)
    return Counted(key=person, family=family, facts=facts, categories=categories)


def _tier(profile: Profile, person: int, ties: list[Row]) -> str | None:
    """Return the first tier that holds: a source names a child, inferred, or only recorded."""
    tiers = {tie["tier"] for tie in ties}
    for tier in ("P1", "P3"):
        if tier in tiers:
            return tier
    for row in profile.night.tables["family.parent"]:
        if number(row, "adult_id") == person and row["tier"] == "P2":
            if row["is_by_note"] and not _note_counts(profile, person):
                return None
            return "P2"
    return None


def _note_counts(profile: Profile, person: int) -> bool:
    """Say whether a note may make somebody a parent, and a child it tells of is under 18 still."""
    if not HELD_OUT["status"].may_count:
        return False
    day = profile.night.as_at
    born_after = day.replace(year=day.year - 18)
    mentions = [row for who, row in profile.night.about("child_mention") if who == person]
    ages = [as_day(row["born_to"]) for row in mentions if row["born_to"] is not None]
    if ages:
        return max(ages) > born_after
    written = [
        as_day(row["recorded_on"])
        for who, row in profile.night.about("parental_status")
        if who == person and row["from_note"] and row["recorded_on"] is not None
    ]
    return not written or max(written) > day.replace(year=day.year - 5)


def _residence(ties: list[Row]) -> str:
    """Return whether a parent lives with any child, or with none as far as is known."""
    residences = {str(tie["residence"]) for tie in ties}
    return next((r for r in ("with_child", "elsewhere") if r in residences), "unknown")


def _recorded(profile: Profile, person: int) -> str:
    """Return what mental health sources recorded last in a field."""
    told = [
        (date.min if row["recorded_on"] is None else as_day(row["recorded_on"]), str(row["status"]))
        for who, row in profile.night.about("parental_status")
        if who == person
        and row["source"] == "adult_mental_health"
        and not row["from_note"]
        and row["status"] in ("yes", "no")
    ]
    return max(told)[1] if told else "blank"
