"""Words that several counts share, and the short way of declaring one."""

from governance.definition import CountDefinition, Measure, Unit

OPEN = "Open on the as-at date: begun on or before it and not ended before it."
YEAR = "the twelve months to the as-at date"
IN_THE_YEAR = f"Received in {YEAR}."
NOTED = f"{OPEN} What schools and assessments note: in {YEAR}."
NOT_FOR = "deciding about a person or a family, ranking families, or setting a target."

AMH = ("adult_mental_health",)
ALL_SOURCES = ("adult_mental_health", "childrens_social_care", "school", "gp")

PATIENTS = "adults open to adult mental health"
PATIENT = (
    "A patient is somebody with an open referral to adult mental health who is alive and 18 or "
    "over on the as-at date, or whose date of birth is not known."
)
DEPENDENT = "A dependent child is alive and under 18 on the as-at date, or not born yet."
PARENT = (
    "A parent is known in one of three ways, counted once, by the first that holds, and shown "
    "apart: a source names the child; or the adult lives with the child, their ages fit and the "
    "family model links them; or a source records that the adult is a parent and names no child."
)
THEIRS = (
    "A child of a mental health patient is alive, under 18, and has a parent or carer, foster "
    "carers aside, who is open to adult mental health, wherever that adult lives."
)
CHILDREN_OF = "dependent children of adults open to adult mental health"
IN_NEED = (
    "In need: an episode is open that was not closed at once without further action; a contact or "
    "a referral alone is none."
)
YOUNGEST = (
    "A family is counted by the home, the practice, the ethnic group and the age of its youngest "
    "child that is born; an unborn child stands for it only where there is no other."
)
ABSENT = (
    "missed a tenth or more of their sessions, on the mean of the terms that schools told in "
    f"{YEAR}"
)
AT_HOME = (
    "A lone parent is the only mother, father or step-parent who lives with a child of the family."
)

OF_ADULTS = ("age_band", "sex", "ethnic_group", "ward", "imd_decile", "practice")
OF_CHILDREN = (
    "age_band",
    "sex",
    "age_sex",
    "ethnic_group",
    "children",
    "parents_at_home",
    "ward",
    "imd_decile",
    "practice",
    "school",
)
OF_FAMILIES = (
    "children",
    "parents_at_home",
    "age_of_youngest",
    "ethnic_group",
    "ward",
    "imd_decile",
    "practice",
)


def measure(  # noqa: PLR0913 - it is a declaration
    name: str,
    title: str,
    unit: Unit,
    counted: str,
    *,
    share_of: str = "",
    part_of: tuple[tuple[str, str], ...] = (),
) -> Measure:
    """Declare a figure of a count, and who or what is counted in it."""
    return Measure(
        name=name, title=title, unit=unit, share_of=share_of, counted=counted, part_of=part_of
    )


def count(  # noqa: PLR0913 - it is a declaration
    count_id: str,
    title: str,
    definition: str,
    *measures: Measure,
    breakdowns: tuple[str, ...] = (),
    sources: tuple[str, ...] = ALL_SOURCES,
    basis: str = OPEN,
) -> CountDefinition:
    """Declare a count."""
    return CountDefinition(
        id=count_id,
        title=title,
        definition=definition,
        measures=measures,
        basis=basis,
        sources=sources,
        not_for=NOT_FOR,
        breakdowns=breakdowns,
    )
