"""Counts of adults open to mental health: who is a parent, lives with children, expects one."""

from governance.definition import Unit
from pipelines.counts.definitions.wording import (
    DEPENDENT,
    OF_ADULTS,
    PARENT,
    PATIENT,
    PATIENTS,
    count,
    measure,
)

_OF_PATIENTS = (("A1", "amh_adults"),)
_OF_PARENTS = (("A1", "parents"),)

PARENTS = (
    count(
        "A1",
        "Adults open to adult mental health who are parents",
        f"{PATIENT} {PARENT} {DEPENDENT} Step-parents and other carers are no parents here. "
        "What is read of free text counts where nothing else is recorded, as long as a child of "
        "an age that any note tells is under 18, or for five years where no note tells one; a note "
        "without a day is of now.",
        measure("amh_adults", "All adults open to adult mental health", Unit.ADULT, "patients"),
        measure(
            "parents",
            "Patients who are parents",
            Unit.ADULT,
            "patients who are a mother, a father or a parent of a dependent child, or are recorded "
            "as a parent",
            share_of=PATIENTS,
            part_of=_OF_PATIENTS,
        ),
        breakdowns=(*OF_ADULTS, "tier"),
    ),
    count(
        "A7",
        "Mental health patients who are parents, by where their children live",
        "Parents of A1 who live with a dependent child of theirs by what sources state or their "
        "addresses show; else those of whom some child is known to live elsewhere; else not "
        "known, as for parents of whom no child is named. Who lives with one child and not with "
        "another lives with a child.",
        measure(
            "parents",
            "Patients who are parents",
            Unit.ADULT,
            "patients who are parents",
            share_of="patients who are parents",
            part_of=_OF_PARENTS,
        ),
        breakdowns=("residence",),
    ),
    count(
        "A8",
        "Adults open to adult mental health who expect a child",
        f"{PATIENT} A child is expected where a source has a record of an unborn child that is "
        "tied to the patient as to its mother, father or parent. A pregnancy that no source ties "
        "to an unborn child is not counted.",
        measure(
            "expecting",
            "Patients who expect a child",
            Unit.ADULT,
            "patients who are a mother, a father or a parent of an unborn child",
            share_of=PATIENTS,
            part_of=_OF_PARENTS,
        ),
        measure(
            "known_to_social_care",
            "Patients whose unborn child is known to social care",
            Unit.ADULT,
            "of these, patients for whose unborn child an episode of need, a protection plan or a "
            "period of being looked after is open",
            share_of=PATIENTS,
            part_of=(("A8", "expecting"),),
        ),
        breakdowns=OF_ADULTS,
    ),
)
