"""Code lists of Liquidlogic. Councils keep codes of their own, which the configuration adds."""

from sources.declaration import CodeList

ADDRESS_USE = CodeList(
    name="address type of Liquidlogic",
    values={
        "HOME": "home",
        "MAIN": "home",
        "PLACEMENT": "placement",
        "PLACE": "placement",
        "TEMP": "temporary",
        "TEMPORARY": "temporary",
        "CORR": "correspondence",
        "CORRESPONDENCE": "correspondence",
    },
    # What is not listed is read by its words, in the SELECT.
)

# A code says what the related person is to the first; the word here, what the first is to them.
# Only CHI is confirmed for every council.
RELATION = CodeList(
    name="relation type of Liquidlogic",
    values={
        **dict.fromkeys(("CHI", "SON", "DAU", "UNB"), "parent_of"),
        **dict.fromkeys(("MOT", "FAT", "PAR"), "child_of"),
        **dict.fromkeys(("STC", "STS", "STD"), "step_parent_of"),
        **dict.fromkeys(("STP", "STM", "STF"), "step_child_of"),
        "ADC": "adoptive_parent_of",
        **dict.fromkeys(("ADP", "ADM", "ADF"), "adoptive_child_of"),
        "FCH": "foster_carer_of",
        "FOS": "foster_child_of",
        "SGC": "guardian_of",
        **dict.fromkeys(("GUA", "SGO"), "ward_of"),
        **dict.fromkeys(("GCH", "GSO", "GDA"), "grandparent_of"),
        **dict.fromkeys(("GPA", "GMO", "GFA"), "grandchild_of"),
        "KCH": "carer_of",
        **dict.fromkeys(("CAR", "KIN"), "cared_for_by"),
        **dict.fromkeys(("SIB", "BRO", "SIS", "HSB"), "sibling_of"),
        **dict.fromkeys(("PTR", "SPO", "HUS", "WIF"), "partner_of"),
        **dict.fromkeys(("XPT", "XSP"), "other_family"),
        **dict.fromkeys(("SWK", "CLI"), "professional"),
    },
    default="other",
)
