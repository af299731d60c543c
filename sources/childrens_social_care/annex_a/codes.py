"""Code lists of Annex A, whose codes carry the letter of their place in Ofsted's list: `b) Female`.

A council's own spellings beside these are given in the configuration.
"""

from string import ascii_lowercase

from sources.codes import ETHNIC_DFE
from sources.declaration import CodeList

# In the order of Ofsted's list. Where a list has no letter for refused, the last one moves up.
_ETHNIC = (
    *("WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN"),
    *("ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"),
)
_LETTERED = {
    f"{letter}) {code}": code for letter, code in zip(ascii_lowercase, _ETHNIC, strict=False)
}

ETHNIC_ANNEX_A = CodeList(
    name="Annex A ethnicity",
    values={
        **ETHNIC_DFE.values,
        **{written: ETHNIC_DFE.values[code] for written, code in _LETTERED.items()},
        "s) NOBT": "NOBT",
        "t) REFU": "REFU",
    },
)

_SEXES = {
    "M": ("Male", "a) Male", "M", "1"),
    "F": ("Female", "b) Female", "F", "2"),
    "U": (
        *("c) Not stated/recorded", "c) Not stated/recorded (or unborn)", "c) Unborn", "U", "0"),
        *("d) Neither", "Neither", "9", "Unborn", "Not stated"),
    ),
}

SEX_ANNEX_A = CodeList(
    name="Annex A gender",
    values={word: sex for sex, words in _SEXES.items() for word in words},
    default="U",
)
