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
