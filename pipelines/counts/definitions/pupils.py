"""Counts of what schools record of the children of mental health patients."""

from governance.definition import Measure, Unit
from pipelines.counts.definitions.wording import (
    ABSENT,
    CHILDREN_OF,
    NOTED,
    OF_CHILDREN,
    THEIRS,
    YEAR,
    count,
    measure,
)

_NOT_TOLD = "There is no figure of what no source tells of."


def _pupils(name: str, title: str, counted: str) -> Measure:
    return measure(
        name,
        title,
        Unit.CHILD,
        counted,
        share_of="pupils of the same column",
        part_of=(("D2", "pupils"),),
    )


PUPILS = (
    count(
        "C6",
        "Children of mental health patients who are young carers",
        f"{THEIRS} {_NOT_TOLD}",
        measure(
            "children",
            "Young carers",
            Unit.CHILD,
            f"children of patients whom a source recorded as young carers in {YEAR}",
            share_of=CHILDREN_OF,
            part_of=(("A2", "children"),),
        ),
        breakdowns=OF_CHILDREN,
        basis=NOTED,
    ),
    count(
        "D2",
        "What schools record of children of mental health patients, beside other children",
        f"{THEIRS} Other children are all who are not. {_NOT_TOLD}",
        measure("pupils", "Pupils", Unit.CHILD, "dependent children who are enrolled in a school"),
        _pupils(
            "persistent_absence",
            "Persistent absence",
            f"pupils who {ABSENT}",
        ),
        _pupils("suspension", "Suspended", f"pupils who were suspended in {YEAR}"),
        _pupils(
            "special_needs",
            "Special educational needs",
            "pupils with special educational needs: support, or an education, health and care plan",
        ),
        _pupils(
            "free_meals", "Free school meals", f"pupils with free school meals at a day of {YEAR}"
        ),
        breakdowns=("children_of_patients",),
        basis=NOTED,
    ),
)
