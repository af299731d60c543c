"""Canonical words and the code lists that several formats share.

A list that only one format knows stays with that format.
"""

from types import MappingProxyType

from sources.declaration import CodeList

# The other way round of each relationship: a source may state either end first.
INVERSE = MappingProxyType(
    {
        "child_of": "parent_of",
        "step_child_of": "step_parent_of",
        "foster_child_of": "foster_carer_of",
        "adoptive_child_of": "adoptive_parent_of",
        "ward_of": "guardian_of",
        "grandchild_of": "grandparent_of",
        "cared_for_by": "carer_of",
    }
)

RELATIONSHIP_TYPES = (
    "parent_of",
    "step_parent_of",
    "foster_carer_of",
    "adoptive_parent_of",
    "guardian_of",
    "grandparent_of",
    "sibling_of",
    "partner_of",
    "carer_of",
    "other_family",
    "professional",
    "other",
)

PROFESSIONALS = (
    *("social worker", "LAC social worker", "CLA social worker", "allocated social worker"),
    *("senior social worker", "student social worker", "school social worker", "social services"),
    *("social care", "children's social care", "childrens social care", "children's services"),
    *("family support worker", "family worker", "family support", "early help worker"),
    *("key worker", "keyworker", "lead professional", "lead practitioner", "professional"),
    *("personal adviser", "personal advisor", "independent reviewing officer", "IRO"),
    *("support worker", "outreach worker", "youth worker", "case worker", "caseworker"),
    *("youth offending worker", "probation officer", "police officer", "police"),
    *("health visitor", "school nurse", "nurse", "midwife", "GP", "doctor", "family doctor"),
    *("general practitioner", "consultant", "psychiatrist", "psychologist", "counsellor"),
    *("educational psychologist", "therapist", "occupational therapist", "speech therapist"),
    *("care coordinator", "care co-ordinator", "community psychiatric nurse", "CPN"),
    *("care manager", "care worker", "residential care worker", "housing officer"),
    *("solicitor", "advocate", "IMHA", "IMCA", "interpreter", "teacher", "headteacher"),
    *("head teacher", "class teacher", "form tutor", "SENCO", "SENDCO", "teaching assistant"),
    *("education welfare officer", "EWO", "childminder", "nursery worker", "taxi driver"),
)
"""Relationships that somebody has by their work: whole values, in whatever case they are typed.

Staff are nobody's family, and named as a contact they would tie all of their families together.
"""

SEX_LETTERS = CodeList(
    name="sex letters",
    values={"M": "M", "F": "F", "U": "U", "I": "U", "X": "U", "Male": "M", "Female": "F"},
    default="U",
)

SEX_CIN = CodeList(
    name="sex or gender in the CIN census",
    values={"M": "M", "F": "F", "U": "U", "1": "M", "2": "F", "0": "U", "9": "U"},
    default="U",
)

_NHS_TO_DFE = {
    "A": "WBRI",
    "B": "WIRI",
    "C": "WOTH",
    "D": "MWBC",
    "E": "MWBA",
    "F": "MWAS",
    "G": "MOTH",
    "H": "AIND",
    "J": "APKN",
    "K": "ABAN",
    "L": "AOTH",
    "M": "BCRB",
    "N": "BAFR",
    "P": "BOTH",
    "R": "CHNE",
    "S": "OOTH",
    "Z": "REFU",
    "99": "NOBT",
}

ETHNIC_NHS = CodeList(name="NHS ethnic category", values=_NHS_TO_DFE)

ETHNIC_DFE = CodeList(
    name="DfE ethnic code",
    values={
        **{code: code for code in _NHS_TO_DFE.values()},
        "WIRT": "WOTH",
        "WROM": "WOTH",
        "CNHE": "CHNE",
        "MWBa": "MWBA",
    },
)
