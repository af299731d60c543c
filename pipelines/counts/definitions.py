"""What each count means, in the words it is published with."""

from governance.definition import CountDefinition, Measure, Unit

_OPEN = "Open on the as-at date: begun on or before it and not ended before it."
_NOT_FOR = "deciding about a person or a family, ranking families, or setting a target."
_AMH = ("adult_mental_health",)
_PARENTS = ("adult_mental_health", "childrens_social_care", "school", "gp")
_DEPENDENT = "A dependent child is under 18 on the as-at date."
_PARENT = (
    "A parent is known in one of three ways, counted once and shown apart: a source names the "
    "child; the trust records that the adult is a parent and names no child; or the adult lives "
    "with the child, their ages fit and the family model links them."
)
_THEIRS = (
    "A child of a mental health patient has a parent or carer open to adult mental health, "
    "wherever that adult lives; foster carers aside."
)


def _measure(name: str, title: str, unit: Unit, share_of: str = "") -> Measure:
    return Measure(name=name, title=title, unit=unit, share_of=share_of)


def _count(
    count_id: str,
    title: str,
    definition: str,
    sources: tuple[str, ...],
    *measures: Measure,
) -> CountDefinition:
    return CountDefinition(
        id=count_id,
        title=title,
        definition=definition,
        measures=measures,
        basis=_OPEN,
        sources=sources,
        not_for=_NOT_FOR,
    )


_CHILDREN_OF = "dependent children of adults open to adult mental health"

DEFINITIONS = (
    _count(
        "A1",
        "Adults open to adult mental health who are parents",
        f"Adults with an open referral who are a parent of a dependent child. {_PARENT}",
        _PARENTS,
        _measure(
            "parents", "Patients who are parents", Unit.ADULT, "adults open to adult mental health"
        ),
        _measure("amh_adults", "All adults open to adult mental health", Unit.ADULT),
    ),
    _count(
        "A2",
        "Dependent children of adults open to adult mental health",
        f"{_THEIRS} {_DEPENDENT} Unborn children are counted apart.",
        _PARENTS,
        _measure("children", "Children of patients", Unit.CHILD, "all dependent children"),
        _measure("unborn", "Unborn children", Unit.CHILD, "all unborn children known"),
    ),
    _count(
        "A3",
        "Children of mental health patients on a child protection plan",
        f"{_THEIRS} The plan is open.",
        _PARENTS,
        _measure("children", "Children on a plan", Unit.CHILD, _CHILDREN_OF),
    ),
    _count(
        "A4",
        "Children of mental health patients who are in need",
        f"{_THEIRS} In need: an open episode that was not closed without further action.",
        _PARENTS,
        _measure(
            "in_need",
            "In need, without a protection plan and not looked after",
            Unit.CHILD,
            _CHILDREN_OF,
        ),
        _measure(
            "in_need_or_more",
            "In need, on a protection plan or looked after",
            Unit.CHILD,
            _CHILDREN_OF,
        ),
    ),
    _count(
        "A5",
        "Children of mental health patients on a plan or in need",
        f"{_THEIRS} On a child protection plan or in need; families have at least one such child.",
        _PARENTS,
        _measure("children", "Children on a plan or in need", Unit.CHILD, _CHILDREN_OF),
        _measure(
            "families",
            "Families with such a child",
            Unit.FAMILY,
            "families of mental health patients",
        ),
    ),
    _count(
        "B1",
        "What the trust records of its patients being parents",
        "Adults with an open referral, by the parental responsibility that the trust recorded.",
        _AMH,
        _measure(
            "amh_adults",
            "Adults open to adult mental health",
            Unit.ADULT,
            "adults open to adult mental health",
        ),
    ),
    _count(
        "B2",
        "Parents whom the trust does not know to be parents",
        "Adults recorded as no parent, or not recorded, who are tied to a dependent child in any "
        "source or live with one as a parent.",
        _PARENTS,
        _measure("parents", "Parents not known as such", Unit.ADULT, "adults recorded so"),
    ),
    _count(
        "B3",
        "Children known to children's services with a parent open to mental health",
        f"Children at each stage that is open, and of them those with such a parent. {_THEIRS}",
        _PARENTS,
        _measure("children", "Children with such a parent", Unit.CHILD, "children at the stage"),
    ),
    _count(
        "C1",
        "Families by number of services",
        "Families with one or more targeted services open for any member: adult mental health, "
        "children's social care, early help, special educational needs. Registration with a "
        "practice and enrolment in a school do not count.",
        _PARENTS,
        _measure("families", "Families", Unit.FAMILY, "all families"),
    ),
    _count(
        "C2",
        "Families by combination of services",
        "Families by exactly which targeted services are open for their members.",
        _PARENTS,
        _measure("families", "Families", Unit.FAMILY, "all families"),
    ),
    _count(
        "C3",
        "Joint cases",
        "Families with adult mental health and children's social care open on the same day.",
        _PARENTS,
        _measure("families", "Joint cases", Unit.FAMILY, "all families"),
    ),
    _count(
        "C4",
        "Children of mental health patients known to no children's service",
        f"{_THEIRS} Neither children's social care nor early help is open for the child.",
        _PARENTS,
        _measure("children", "Children known to neither", Unit.CHILD, _CHILDREN_OF),
    ),
)

# What the report opens with.
HEADLINES = (
    ("A1", "parents"),
    ("A2", "children"),
    ("A5", "children"),
    ("C3", "families"),
    ("C4", "children"),
)
