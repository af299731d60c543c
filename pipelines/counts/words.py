"""The plain words of breakdowns and categories, in the order they are shown."""

from governance.definition import Breakdown

BREAKDOWNS = (
    Breakdown(name="total", title="Total"),
    Breakdown(name="age_band", title="Age"),
    Breakdown(name="sex", title="Sex"),
    Breakdown(name="age_sex", title="Age and sex"),
    Breakdown(name="ethnic_group", title="Ethnic group"),
    Breakdown(name="tier", title="How the tie is known"),
    Breakdown(name="recorded_status", title="Recorded by the trust as a parent"),
    Breakdown(name="residence", title="Where the child lives"),
    # A child can be at several stages.
    Breakdown(name="stage", title="Stage of children's services", adds_up=False),
    Breakdown(name="parents_mental_health", title="Parent's mental health in the assessment"),
    Breakdown(name="children_of_patients", title="Child of a mental health patient"),
    Breakdown(name="services", title="Services open"),
    Breakdown(name="combination", title="Combination of services"),
    Breakdown(name="children", title="Children in the family"),
    Breakdown(name="parents_at_home", title="Lone parent or couple"),
    Breakdown(name="age_of_youngest", title="Age of the youngest child"),
    Breakdown(name="ward", title="Ward"),
    Breakdown(name="imd_decile", title="Deprivation of the neighbourhood"),
    Breakdown(name="practice", title="GP practice"),
    Breakdown(name="school", title="School"),
    # A family can have children in several schools, a person records in several sources.
    Breakdown(name="family_school", title="School of a child of the family", adds_up=False),
    Breakdown(name="source", title="Source", adds_up=False),
)

# What a breakdown goes by, where its title and categories do not say it all.
BREAKDOWN_WORDS = {
    "age_band": "Age on the as-at date.",
    "age_sex": "The bands are those of age: others would overlap them, and could be subtracted.",
    "ethnic_group": (
        "The broad group that most sources record; of equals the one whose record has the newest "
        "spell, then the last by name. Refused and not obtained are not known."
    ),
    "tier": (
        "Each is counted once: a named child before an inferred one, and that before a parent of "
        "whom no child is named. A child goes by the first of its ties to patients."
    ),
    "children": "Dependent children of the family, born or not.",
    "parents_at_home": (
        "Mothers, fathers, parents and step-parents of the family who live with a child of it."
    ),
    "age_of_youngest": "The youngest that is born; of twins the one with the greater number.",
    "ward": (
        "Of the home in use on the as-at date, temporary ones too and placements aside: of several "
        "the one that most sources tell, then the newest, undated ones last, then the last "
        "postcode. An unborn child without a home lives where its mother does, or the adult named "
        "only as its parent. A postcode that is "
        "not in the lookup is in no known ward."
    ),
    "imd_decile": "Of the same home.",
    "practice": "The open registration that began last, then the last by name.",
    "school": "The open enrolment that began last, then the last by name.",
    "family_school": "A family with children in two schools is counted in both.",
    "stage": "A child at two stages is counted at both.",
    "source": "Persons with records in several sources are counted in each.",
}

# Services that somebody is referred to or chosen for, each with what makes it open. Registration
# with a practice and enrolment in a school are universal, and say only who lives here.
TARGETED_SERVICES = {
    "adult_mental_health": "Adult mental health",
    "childrens_social_care": "Children's social care",
    "early_help": "Early help",
    "special_educational_needs": "Special educational needs",
    "persistent_absence": "Persistent absence",
    "suspension": "Suspension",
    "young_carer": "Young carer",
}

_AGES = (
    "0 to 4",
    "5 to 9",
    "10 to 15",
    "16 to 17",
    "18 to 24",
    "25 to 34",
    "35 to 44",
    "45 to 54",
    "55 to 64",
    "65 and over",
)

_NOT_KNOWN = {"not known": "Not known"}
_SEXES = {"F": "Female", "M": "Male"}

LABELS: dict[str, dict[str, str]] = {
    "age_band": {age: age for age in _AGES} | _NOT_KNOWN,
    "sex": _SEXES | _NOT_KNOWN,
    "age_sex": {age: age for age in _AGES} | _SEXES | _NOT_KNOWN,
    "age_of_youngest": {"unborn": "Not born yet"} | {age: age for age in _AGES},
    "ethnic_group": {
        "asian": "Asian or Asian British",
        "black": "Black, Black British, Caribbean or African",
        "mixed": "Mixed or multiple ethnic groups",
        "white": "White",
        "other": "Other ethnic group",
    }
    | _NOT_KNOWN,
    "tier": {
        "P1": "A source names the child",
        "P2": "Recorded as a parent, no child named",
        "P3": "Inferred from living together",
    },
    "recorded_status": {"yes": "Yes", "no": "No", "blank": "Not recorded"},
    "residence": {
        "with_child": "With the child",
        "elsewhere": "Elsewhere",
        "unknown": "Not known",
    },
    "stage": {
        "early_help": "Early help",
        "child_in_need": "Child in need",
        "child_protection": "Child protection plan",
        "looked_after": "Looked after",
    },
    "services": {
        "1": "One service",
        "2": "Two services",
        "3": "Three services",
        "4 or more": "Four services or more",
    },
    "parents_mental_health": {"recorded": "Recorded", "not recorded": "Not recorded"},
    "children_of_patients": {"yes": "Yes", "no": "No"},
    "parents_at_home": {
        "one": "One parent at home",
        "two or more": "Two parents at home",
        "none known": "No parent known to be at home",
    },
    "school": {"none": "Not enrolled"} | _NOT_KNOWN,
    "practice": _NOT_KNOWN,
    "ward": _NOT_KNOWN,
    "children": {"1": "One", "2": "Two", "3": "Three", "4 or more": "Four or more"},
    "combination": TARGETED_SERVICES,
    "imd_decile": {
        f"decile {n:02}": f"Decile {n}" + {1: " (most deprived)", 10: " (least)"}.get(n, "")
        for n in range(1, 11)
    }
    | _NOT_KNOWN,
    "source": {
        "adult_mental_health": "Adult mental health",
        "childrens_social_care": "Children's social care",
        "gp": "GP practices",
        "school": "Schools",
        "reference": "Postcode lookup",
    },
}
