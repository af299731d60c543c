"""The plain words of breakdowns and categories, in the order they are shown."""

from governance.definition import Breakdown

BREAKDOWNS = (
    Breakdown(name="total", title="Total"),
    Breakdown(name="age_band", title="Age"),
    Breakdown(name="sex", title="Sex"),
    Breakdown(name="tier", title="How the tie is known"),
    Breakdown(name="recorded_status", title="Recorded by the trust as a parent"),
    Breakdown(name="stage", title="Stage of children's services"),
    Breakdown(name="services", title="Services open"),
    Breakdown(name="combination", title="Combination of services"),
    Breakdown(name="residence", title="Where the child lives"),
    Breakdown(name="children", title="Children in the family"),
    Breakdown(name="ward", title="Ward"),
    Breakdown(name="imd_decile", title="Deprivation of the neighbourhood"),
)

# Services that somebody is referred to or chosen for. Registration with a practice and enrolment
# in a school are universal, and say only who lives here.
TARGETED_SERVICES = {
    "adult_mental_health": "Adult mental health",
    "childrens_social_care": "Children's social care",
    "early_help": "Early help",
    "special_educational_needs": "Special educational needs",
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

LABELS: dict[str, dict[str, str]] = {
    "age_band": {age: age for age in _AGES} | {"not known": "Not known"},
    "sex": {"F": "Women", "M": "Men", "not known": "Not known"},
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
    "children": {"1": "One", "2": "Two", "3": "Three", "4 or more": "Four or more"},
    "combination": TARGETED_SERVICES,
    "imd_decile": {
        f"decile {n:02}": f"Decile {n}" + {1: " (most deprived)", 10: " (least)"}.get(n, "")
        for n in range(1, 11)
    },
    "source": {
        "adult_mental_health": "Adult mental health",
        "childrens_social_care": "Children's social care",
        "gp": "GP practices",
        "school": "Schools",
        "reference": "Postcode lookup",
    },
}
