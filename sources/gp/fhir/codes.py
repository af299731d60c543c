"""Code lists of FHIR UK Core: what the codes of patients and related persons mean to us.

A related person *is* the code towards the patient: `MTH` is the patient's mother.
"""

from sources.declaration import CodeList

GENDER = CodeList(
    name="administrative gender",
    values={"male": "M", "female": "F", "other": "U", "unknown": "U"},
    default="U",
)

NHS_NUMBER_STATUS = CodeList(
    name="NHS number verification status", values={"01": "verified"}, default="unverified"
)

ADDRESS_USE = CodeList(
    name="use of an address",
    values={"home": "home", "temp": "temporary", "billing": "correspondence", "old": "home"},
    default="home",
)

_BY_TIE = {
    "parent_of": ("PRN", "MTH", "FTH", "NPRN", "NMTH", "NFTH", "GESTM", "PAR"),
    "step_parent_of": ("STPPRN", "STPMTH", "STPFTH"),
    "foster_carer_of": ("PRNFOST", "MTHFOST", "FTHFOST"),
    "adoptive_parent_of": ("ADOPTP", "ADOPTM", "ADOPTF"),
    "guardian_of": ("GUARD", "GRD", "GT", "Guardian"),
    "grandparent_of": (
        *("GRPRN", "GRMTH", "GRFTH", "MGRPRN", "MGRMTH", "MGRFTH", "PGRPRN", "PGRMTH"),
        *("PGRFTH", "GRP"),
    ),
    "sibling_of": (
        *("SIB", "SIS", "BRO", "HSIB", "HSIS", "HBRO", "NSIB", "NSIS", "NBRO", "STPSIB"),
        *("STPSIS", "STPBRO", "TWIN", "TWINSIS", "TWINBRO", "FTWIN", "ITWIN"),
    ),
    "partner_of": ("SPS", "WIFE", "HUSB", "DOMPART", "SIGOTHR", "SPO", "DOM", "Polygamous"),
    "carer_of": ("CGV",),
    "child_of": ("CHILD", "DAU", "DAUC", "SON", "SONC", "NCHILD", "CHD", "NCH"),
    "step_child_of": ("STPCHLD", "STPDAU", "STPSON", "SCH"),
    "foster_child_of": ("CHLDFOST", "DAUFOST", "SONFOST", "FCH"),
    "adoptive_child_of": ("CHLDADOPT", "DAUADOPT", "SONADOPT"),
    "grandchild_of": ("GRNDCHILD", "GRNDDAU", "GRNDSON", "GCH"),
    "ward_of": ("WRD",),
    "other_family": (
        *("FAMMEMB", "EXT", "EXF", "AUNT", "MAUNT", "PAUNT", "UNCLE", "MUNCLE", "PUNCLE"),
        *("COUSN", "NIENEPH", "NIECE", "NEPHEW", "GGRPRN", "INLAW", "FMRSPS", "CHLDINLAW"),
        *("PRNINLAW", "SIBINLAW"),
    ),
    "professional": ("E", "F", "I", "S"),
}

RELATIONSHIP = CodeList(
    name="role of a related person",
    values={code: tie for tie, codes in _BY_TIE.items() for code in codes},
    default="other",
)
