"""Code lists of the Standard Safeguarding Dataset and the relationship extract."""

from sources.codes import ETHNIC_DFE
from sources.declaration import CodeList

ETHNIC_SSD = ETHNIC_DFE

ADDRESS_USE = CodeList(
    name="address type",
    values={
        "Home": "home",
        "Placement": "placement",
        "Temporary": "temporary",
        "Correspondence": "correspondence",
    },
    default="home",
)

IDENTIFIER_TYPE = CodeList(
    name="linked identifier type",
    values={
        "NHS Number": "nhs_number",
        "Unique Pupil Number": "upn",
        "Former Unique Pupil Number": "former_upn",
    },
    default="other",
)


_ENDS = {
    "parent_of": (("Mother", "Father", "Parent"), ("Child", "Son", "Daughter", "Unborn Child")),
    "step_parent_of": (
        ("Step Mother", "Step Father", "Step Parent"),
        ("Step Child", "Step Son", "Step Daughter"),
    ),
    "adoptive_parent_of": (
        ("Adoptive Mother", "Adoptive Father", "Adoptive Parent"),
        ("Adopted Child",),
    ),
    "foster_carer_of": (("Foster Carer", "Private Foster Carer"), ("Foster Child",)),
    "guardian_of": (("Special Guardian", "Guardian"), ("Special Guardianship Child", "Ward")),
    "grandparent_of": (
        ("Grandparent", "Grandmother", "Grandfather"),
        ("Grandchild", "Grandson", "Granddaughter"),
    ),
    "carer_of": (("Carer", "Kinship Carer"), ("Cared For", "Kinship Child")),
}
_INVERSE_WORD = {
    "parent_of": "child_of",
    "step_parent_of": "step_child_of",
    "adoptive_parent_of": "adoptive_child_of",
    "foster_carer_of": "foster_child_of",
    "guardian_of": "ward_of",
    "grandparent_of": "grandchild_of",
    "carer_of": "cared_for_by",
}
_SIBLINGS = ("Sibling", "Brother", "Sister", "Half Sibling")
_PARTNERS = ("Partner", "Husband", "Wife", "Spouse")
_FORMER_PARTNERS = ("Ex Partner", "Ex Spouse")


def _descriptions() -> dict[str, str]:
    """Spell out 'A : B' for every pair of ends, and the same turned round."""
    listed: dict[str, str] = {}
    for type_, (elders, youngers) in _ENDS.items():
        for elder in elders:
            for younger in youngers:
                listed[f"{elder} : {younger}"] = type_
                listed[f"{younger} : {elder}"] = _INVERSE_WORD[type_]
    for words, type_ in (
        (_SIBLINGS, "sibling_of"),
        (_PARTNERS, "partner_of"),
        (_FORMER_PARTNERS, "other_family"),
    ):
        listed |= {f"{one} : {other}": type_ for one in words for other in words}
    return listed


RELATIONSHIP_DESCRIPTION = CodeList(
    name="personal relationship type", values=_descriptions(), default="other"
)
