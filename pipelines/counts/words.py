"""The plain words of services and categories, in the order they are shown."""

from governance.release_context import SOURCE, plain

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
    SOURCE: {
        "adult_mental_health": "Adult mental health",
        "childrens_social_care": "Children's social care",
        "gp": "GP practices",
        "school": "Schools",
        "reference": "Postcode lookup",
    },
}


def source_title(source: str) -> str:
    """Return the plain name of a source."""
    return LABELS[SOURCE].get(source, plain(source))
