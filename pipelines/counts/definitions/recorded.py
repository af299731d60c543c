"""Counts of what services wrote down, beside what linkage shows."""

from governance.definition import Unit
from pipelines.counts.definitions.wording import (
    AMH,
    IN_NEED,
    IN_THE_YEAR,
    OF_ADULTS,
    OF_CHILDREN,
    PATIENT,
    PATIENTS,
    THEIRS,
    count,
    measure,
)

_NOT_TOLD = "There is no figure where no source tells of it."

RECORDED = (
    count(
        "B1",
        "What the trust records of its patients being parents",
        f"{PATIENT} What counts is what mental health sources recorded last in a field, yes before "
        "no on one day; free text does not, and 'unknown' is as if nothing was recorded.",
        measure(
            "amh_adults",
            "Adults open to adult mental health",
            Unit.ADULT,
            "patients by what is recorded",
            share_of=PATIENTS,
            part_of=(("A1", "amh_adults"),),
        ),
        breakdowns=("recorded_status",),
        sources=AMH,
    ),
    count(
        "B2",
        "Parents whom the trust does not know to be parents",
        "Patients recorded as no parent in B1, or not recorded, whom linkage shows to be one: a "
        "source names a dependent child of theirs, or they live with one as a parent. Who is only "
        "recorded as a parent by another source is not among them.",
        measure(
            "parents",
            "Parents not known as such",
            Unit.ADULT,
            "patients recorded as no parent or not recorded who are a mother, a father or a parent "
            "of a dependent child",
            share_of="patients recorded as no parent or not recorded",
            part_of=(("A1", "parents"), ("B1", "amh_adults")),
        ),
        breakdowns=("recorded_status", *OF_ADULTS),
    ),
    count(
        "B3",
        "Children known to children's services with a parent open to mental health",
        f"Children for whom early help, an episode of need, a protection plan or a period of being "
        f"looked after is open, and those of them who are children of patients. {THEIRS} "
        f"{IN_NEED} A child at two stages is counted at both, and once in every other figure.",
        measure(
            "children",
            "Children with such a parent",
            Unit.CHILD,
            "children at the stage, or at any, who are children of patients",
            share_of="children at the stage, or at any, unborn ones aside",
            part_of=(("A2", "children"),),
        ),
        breakdowns=("stage", *OF_CHILDREN),
    ),
    count(
        "B4",
        "Whether social care notes the mental health of a parent who is a patient",
        f"{THEIRS} {IN_NEED} Noted: an assessment on or after the first day of the oldest of what "
        f"is open names a parent's mental health (factor 4B); one without a day is of now. "
        f"{_NOT_TOLD}",
        measure(
            "children",
            "Children of patients known to social care",
            Unit.CHILD,
            "children of patients who are in need, on a plan or looked after, by what is noted",
            share_of="children of patients who are in need, on a plan or looked after",
            part_of=(("A4", "in_need_or_more"),),
        ),
        breakdowns=("parents_mental_health",),
    ),
    count(
        "C5",
        "Referrals of children of mental health patients to social care, and how they ended",
        f"{THEIRS} Referrals of dependent children, of one child in one source on one day as one. "
        "Where a source tells only of referrals that ended at once, every episode of need began "
        "with one. Other children are all who are not children of "
        "patients.",
        measure("referrals", "Referrals", Unit.REFERRAL, "referrals received"),
        measure(
            "no_further_action",
            "Referrals that ended with no further action",
            Unit.REFERRAL,
            "referrals received that ended at once with no further action",
            share_of="referrals received of these children",
            part_of=(("C5", "referrals"),),
        ),
        breakdowns=("children_of_patients",),
        basis=IN_THE_YEAR,
    ),
)
