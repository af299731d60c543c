"""Counts of families: by services, joint cases, where they are registered, who they are."""

from governance.definition import Unit
from pipelines.counts.definitions.wording import (
    ABSENT,
    AT_HOME,
    IN_NEED,
    NOTED,
    OF_FAMILIES,
    YEAR,
    YOUNGEST,
    count,
    measure,
)
from pipelines.counts.words import TARGETED_SERVICES

_ALL = "all families"
_LISTED = ", ".join(title.lower() for title in TARGETED_SERVICES.values())
_SERVICES = (
    f"Targeted services: {_LISTED}. One is open for a family if it is open for any member, foster "
    "carers aside; adult mental health if a member is a patient of A1. Social care is open for "
    f"somebody who is in need, on a protection plan or looked after. {IN_NEED} Suspension "
    f"and being a young carer are open if noted in {YEAR}, persistent absence for pupils who "
    f"{ABSENT}. Registration with a practice and enrolment in a school do not count."
)
_JOINT = (
    "Families with adult mental health and children's social care both open on the as-at date, as "
    "in C1."
)

FAMILIES = (
    count(
        "C1",
        "Families by number of services",
        f"{_SERVICES} {YOUNGEST} {AT_HOME}",
        measure(
            "families",
            "Families with a service",
            Unit.FAMILY,
            "families by how many different targeted services are open, one or more",
            share_of=_ALL,
        ),
        measure(
            "several",
            "Families with two or more services",
            Unit.FAMILY,
            "families with two or more different targeted services open",
            share_of=_ALL,
            part_of=(("C1", "families"),),
        ),
        breakdowns=("services", *OF_FAMILIES),
        basis=NOTED,
    ),
    count(
        "C2",
        "Families by combination of services",
        _SERVICES,
        measure(
            "families",
            "Families with a service",
            Unit.FAMILY,
            "families with exactly these targeted services open, and no others",
            share_of=_ALL,
            part_of=(("C1", "families"),),
        ),
        breakdowns=("combination",),
        basis=NOTED,
    ),
    count(
        "C3",
        "Joint cases",
        f"{_JOINT} {YOUNGEST} {AT_HOME}",
        measure(
            "families",
            "Joint cases",
            Unit.FAMILY,
            "families with adult mental health and children's social care both open",
            share_of=_ALL,
            part_of=(("C1", "several"),),
        ),
        breakdowns=OF_FAMILIES,
    ),
    count(
        "D1",
        "Families of mental health patients and joint cases, by practice and school",
        f"{_JOINT} By the practice and the ward of the youngest child that is born, and by the "
        "schools of all children: a family with children in two schools is counted in both, and "
        "one without pupils in none.",
        measure(
            "families_of_patients",
            "Families of patients",
            Unit.FAMILY,
            "families with a patient who is a mother, a father or a parent in them",
            share_of=_ALL,
        ),
        measure(
            "joint_cases",
            "Joint cases",
            Unit.FAMILY,
            "joint cases",
            share_of=_ALL,
            part_of=(("C3", "families"),),
        ),
        breakdowns=("practice", "family_school", "ward"),
    ),
    count(
        "E1",
        "Who the joint cases are",
        f"{_JOINT} {YOUNGEST} {AT_HOME}",
        measure(
            "families",
            "Joint cases",
            Unit.FAMILY,
            "joint cases",
            share_of="joint cases",
            part_of=(("C3", "families"),),
        ),
        breakdowns=OF_FAMILIES,
    ),
)
