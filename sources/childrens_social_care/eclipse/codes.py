"""Code lists of Eclipse. Councils name classifications themselves, which the configuration adds."""

from sources.declaration import CodeList

ETHNICITY = CodeList(
    name="ethnicity of Eclipse",
    values={
        "WHITE_BRITISH": "WBRI",
        **dict.fromkeys(("WHITE_NORTHERNIRISH", "WHITE_SCOTTISH", "WHITE_WELSH"), "WBRI"),
        "WHITE_IRISH": "WIRI",
        "OTHER_WHITE_ORIGIN": "WOTH",
        **dict.fromkeys(("WHITE_POLISH", "IRISHTRAVELLER", "ENG_SCOT_TRAVELLER"), "WOTH"),
        **dict.fromkeys(("GYPSY", "TRAVELLER", "ROMA"), "WOTH"),
        "WHITE_AND_BLACK_CARIBBEAN": "MWBC",
        "WHITE_AND_BLACK_AFRICAN": "MWBA",
        "WHITE_AND_ASIAN": "MWAS",
        "OTHER_MIXED": "MOTH",
        "INDIAN": "AIND",
        "PAKISTANI": "APKN",
        "BANGLADESHI": "ABAN",
        "OTHER_ASIAN": "AOTH",
        **dict.fromkeys(("BLACK_CARIBBEAN", "CARIBBEAN"), "BCRB"),
        **dict.fromkeys(("BLACK_AFRICAN", "AFRICAN"), "BAFR"),
        **dict.fromkeys(("OTHER_BLACK", "OTHER_AFRICAN"), "BOTH"),
        "CHINESE": "CHNE",
        **dict.fromkeys(("OTHER_ETHNIC", "ARAB", "ARAB_OTHER"), "OOTH"),
        "REFUSED": "REFU",
        "NOT_KNOWN": "NOBT",
    },
)

ADDRESS_USE = CodeList(
    name="address type of Eclipse",
    values={
        "Home": "home",
        "Placement": "placement",
        "Temporary": "temporary",
        "Correspondence": "correspondence",
    },
    default="home",
)

# What the person in role A is to the person in role B. Only Mother is confirmed by a public script.
RELATIONSHIP = CodeList(
    name="relationship of Eclipse",
    values={
        **dict.fromkeys(("Mother", "Father", "Parent"), "parent_of"),
        **dict.fromkeys(("Child", "Son", "Daughter", "Unborn Child"), "child_of"),
        **dict.fromkeys(("Step Mother", "Step Father", "Step Parent"), "step_parent_of"),
        **dict.fromkeys(("Step Child", "Step Son", "Step Daughter"), "step_child_of"),
        **dict.fromkeys(("Adoptive Mother", "Adoptive Father"), "adoptive_parent_of"),
        "Adopted Child": "adoptive_child_of",
        "Foster Carer": "foster_carer_of",
        "Foster Child": "foster_child_of",
        **dict.fromkeys(("Special Guardian", "Guardian"), "guardian_of"),
        **dict.fromkeys(("Special Guardianship Child", "Ward"), "ward_of"),
        **dict.fromkeys(("Grandmother", "Grandfather", "Grandparent"), "grandparent_of"),
        **dict.fromkeys(("Granddaughter", "Grandson", "Grandchild"), "grandchild_of"),
        **dict.fromkeys(("Kinship Carer", "Carer"), "carer_of"),
        **dict.fromkeys(("Kinship Child", "Cared For"), "cared_for_by"),
        **dict.fromkeys(("Sibling", "Half Sibling", "Sister", "Brother"), "sibling_of"),
        **dict.fromkeys(("Partner", "Husband", "Wife"), "partner_of"),
        "Ex Partner": "other_family",
        **dict.fromkeys(("Social Worker", "Client"), "professional"),
    },
    default="other",
)

# Paths are numbered by each council: these are the ones that the public scripts begin with. What is
# not listed means nothing here; a council adds its own, and those of early help.
CLASSIFICATION = CodeList(
    name="classification path of Eclipse",
    values={"4": "child_in_need", "51": "child_protection", "81": "category_of_abuse"},
)
