"""Code lists of the school census, which only this format knows."""

from collections.abc import Mapping
from types import MappingProxyType

from sources.declaration import CodeList

# What a school may tell more closely than the main code. Some first letters cover several main
# codes, and councils may choose which of the finer ones they use, so each one is named.
_ETHNIC_DETAIL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "WBRI": ("WCOR", "WENG", "WNIR", "WSCO", "WWEL", "WOWB"),
        "WIRI": (),
        "WOTH": (
            *("WIRT", "WROM", "WROG", "WROR", "WROO", "WALB", "WBOS", "WCRO", "WGRE", "WGRK"),
            *("WGRC", "WITA", "WKOS", "WPOR", "WSER", "WTUR", "WTUK", "WTUC", "WEUR", "WEEU"),
            *("WWEU", "WOTW"),
        ),
        "MWBC": (),
        "MWBA": (),
        "MWAS": ("MWAP", "MWAI", "MWAO"),
        "MOTH": (*("MAOE", "MABL", "MACH", "MBOE", "MBCH", "MCOE", "MWOE", "MWCH", "MOTM"),),
        "AIND": (),
        "APKN": ("AMPK", "AKPA", "AOPK"),
        "ABAN": (),
        "AOTH": ("AAFR", "AKAO", "ANEP", "ASNL", "ASLT", "ASRO", "AOTA", "ABRI", "AWEL"),
        "BCRB": (),
        "BAFR": ("BANN", "BCON", "BGHA", "BNGN", "BSLN", "BSOM", "BSUD", "BAOF"),
        "BOTH": ("BEUR", "BNAM", "BOTB", "BBRI", "BWEL"),
        "CHNE": ("CNHE", "CHKC", "CMAL", "CSNG", "CTWN", "COCH"),
        "OOTH": (
            *("OAFG", "ORAB", "OARA", "OEGY", "OFIL", "OIRN", "OIRQ", "OJPN", "OKOR", "OKRD"),
            *("OLAM", "OLEB", "OLIB", "OMAL", "OMRC", "OPOL", "OTHA", "OVIE", "OYEM", "OOEG"),
        ),
        "NOBT": (),
        "REFU": (),
    }
)

ETHNICITY = CodeList(
    name="ethnicity in the school census",
    values={code: main for main, finer in _ETHNIC_DETAIL.items() for code in (main, *finer)},
)

YOUNG_CARER = CodeList(
    name="young carer in the school census",
    values={"P": "yes", "S": "yes", "N": "no"},
)

# Which way a child left care is not kept: that an adopted child was adopted is nobody's business.
PREVIOUSLY_LOOKED_AFTER = CodeList(
    name="arrangements after care",
    values={"A": "yes", "G": "yes", "R": "yes", "C": "yes", "O": "yes", "N": "no"},
)

# Present, taught elsewhere, or not expected: no absence. C is leave, G a holiday without it.
IS_ABSENT = CodeList(
    name="absence by attendance code",
    values=dict.fromkeys(
        ("C", "C1", "C2", "E", "F", "G", "H", "I", "J1", "M", "N", "O", "R", "S", "T", "U"), "yes"
    ),
    default="no",
)
