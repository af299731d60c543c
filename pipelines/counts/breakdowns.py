"""The ways that counts are broken down, in the order they are shown, and what each goes by.

The words of their categories are in `words`; how a category is found is in the `.sql` files.
"""

from governance.definition import Breakdown

BREAKDOWNS = (
    Breakdown(name="total", title="Total"),
    Breakdown(
        name="age_band",
        title="Age",
        goes_by="Age on the as-at date.",
    ),
    Breakdown(name="sex", title="Sex"),
    Breakdown(
        name="age_sex",
        title="Age and sex",
        goes_by="The bands are those of age: others would overlap them, and could be subtracted.",
    ),
    Breakdown(
        name="ethnic_group",
        title="Ethnic group",
        goes_by=(
            "The broad group that most sources record; of equals the one whose record has the "
            "newest spell, then the last by name. Refused and not obtained are not known."
        ),
    ),
    Breakdown(
        name="tier",
        title="How the tie is known",
        goes_by=(
            "Each is counted once: a named child before an inferred one, and that before a parent "
            "of whom no child is named. A child goes by the first of its ties to patients."
        ),
    ),
    Breakdown(name="recorded_status", title="Recorded by the trust as a parent"),
    Breakdown(name="residence", title="Where the child lives"),
    # A child can be at several stages.
    Breakdown(
        name="stage",
        title="Stage of children's services",
        adds_up=False,
        goes_by="A child at two stages is counted at both.",
    ),
    Breakdown(name="parents_mental_health", title="Parent's mental health in the assessment"),
    Breakdown(name="children_of_patients", title="Child of a mental health patient"),
    Breakdown(name="services", title="Services open"),
    Breakdown(name="combination", title="Combination of services"),
    Breakdown(
        name="children",
        title="Children in the family",
        goes_by="Dependent children of the family, born or not.",
    ),
    Breakdown(
        name="parents_at_home",
        title="Lone parent or couple",
        goes_by=(
            "Mothers, fathers, parents and step-parents of the family who live with a child of it, "
            "by what sources state or their addresses show. Who has moved out and is still written "
            "down at the address counts as at home: expect more lone parents than are shown."
        ),
    ),
    Breakdown(
        name="age_of_youngest",
        title="Age of the youngest child",
        goes_by="The youngest that is born; of twins the one with the greater number.",
    ),
    Breakdown(
        name="ward",
        title="Ward",
        goes_by=(
            "Of the home in use on the as-at date, temporary ones too and placements aside: of "
            "several the one that most sources tell, then the newest, undated ones last, then the "
            "last postcode. An unborn child without a home lives where its mother does, or the "
            "adult named only as its parent. A postcode that is not in the lookup is in no known "
            "ward."
        ),
    ),
    Breakdown(
        name="imd_decile",
        title="Deprivation of the neighbourhood",
        goes_by="Of the same home.",
    ),
    Breakdown(
        name="practice",
        title="GP practice",
        goes_by=(
            "Of the open registrations that name a practice the one that began last, then the last "
            "by name."
        ),
    ),
    Breakdown(
        name="school",
        title="School",
        goes_by=(
            "Of the open enrolments that name a school the one that began last, then the last by "
            "name."
        ),
    ),
    # A family can have children in several schools, a person records in several sources.
    Breakdown(
        name="family_school",
        title="School of a child of the family",
        adds_up=False,
        goes_by="A family with children in two schools is counted in both.",
    ),
    Breakdown(
        name="source",
        title="Source",
        adds_up=False,
        goes_by="Persons with records in several sources are counted in each.",
    ),
)
