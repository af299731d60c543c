"""Counts of children of mental health patients, and of what is open for them."""

from governance.definition import Measure, Unit
from pipelines.counts.definitions.wording import (
    AT_HOME,
    CHILDREN_OF,
    IN_NEED,
    OF_CHILDREN,
    THEIRS,
    YOUNGEST,
    count,
    measure,
)

_CHILDREN = ("A2", "children")
_OR_MORE = ("A4", "in_need_or_more")


def _children(name: str, title: str, counted: str, *part_of: tuple[str, str]) -> Measure:
    return measure(
        name, title, Unit.CHILD, counted, share_of=CHILDREN_OF, part_of=part_of or (_CHILDREN,)
    )


CHILDREN = (
    count(
        "A2",
        "Dependent children of adults open to adult mental health",
        f"{THEIRS} Unborn children are counted apart. A child with ties to several patients is "
        "counted once, by the best known of them.",
        measure(
            "children",
            "Children of patients",
            Unit.CHILD,
            "dependent children with a parent or carer who is open to adult mental health",
            share_of="all dependent children, unborn ones aside",
        ),
        measure(
            "unborn",
            "Unborn children of patients",
            Unit.CHILD,
            "unborn children with a record in some source and a parent or carer who is a patient",
            share_of="all unborn children with a record in some source",
        ),
        breakdowns=(*OF_CHILDREN, "tier"),
    ),
    count(
        "A3",
        "Children of mental health patients on a child protection plan",
        THEIRS,
        _children(
            "children",
            "Children on a plan",
            "children of patients for whom a child protection plan is open",
            ("A5", "children"),
        ),
        breakdowns=OF_CHILDREN,
    ),
    count(
        "A4",
        "Children of mental health patients who are in need",
        f"{THEIRS} {IN_NEED}",
        _children(
            "in_need",
            "In need, without a protection plan and not looked after",
            "children of patients in need for whom neither a protection plan nor a period of being "
            "looked after is open",
            _OR_MORE,
            ("A5", "children"),
        ),
        _children(
            "in_need_or_more",
            "In need, on a protection plan or looked after",
            "children of patients who are in need, on a protection plan or looked after",
        ),
        breakdowns=OF_CHILDREN,
    ),
    count(
        "A5",
        "Children of mental health patients on a plan or in need",
        f"{THEIRS} {IN_NEED} {YOUNGEST} {AT_HOME}",
        _children(
            "children",
            "Children on a plan or in need",
            "children of patients who are on a protection plan or in need",
            _OR_MORE,
        ),
        measure(
            "families",
            "Families with such a child",
            Unit.FAMILY,
            "families with one or more of these children",
            share_of="families with a child of a patient",
            part_of=(("C1", "several"),),
        ),
        breakdowns=(*OF_CHILDREN, "age_of_youngest"),
    ),
    count(
        "A6",
        "Children of mental health patients who are looked after, or have early help only",
        f"{THEIRS} {IN_NEED}",
        _children(
            "looked_after",
            "Children looked after",
            "children of patients who are looked after by the council",
            _OR_MORE,
        ),
        _children(
            "early_help_only",
            "Children with early help only",
            "children of patients for whom early help is open, and who are neither in need nor on "
            "a plan nor looked after",
        ),
        breakdowns=OF_CHILDREN,
    ),
    count(
        "C4",
        "Children of mental health patients known to no children's service",
        f"{THEIRS} {IN_NEED}",
        _children(
            "children",
            "Children known to neither",
            "children of patients who are neither in need nor on a plan nor looked after, and for "
            "whom early help is not open",
        ),
        breakdowns=OF_CHILDREN,
    ),
)
