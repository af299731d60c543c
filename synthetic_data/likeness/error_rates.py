"""How often two records of one person differ, as published comparisons found: the intervals.

Shares are in per cent. They are of pairs of one record at the practice and one at another
service: adults of mental health, children of social care and of schools. What measures them is
`records`; the page and `tests/integration/test_synthetic_error_rates.py` hold exports to all.
"""

from collections.abc import Mapping
from types import MappingProxyType

from synthetic_data.records.errors import ErrorLevel

Interval = tuple[float, float]

# `clinical` is one trust with two systems, 126,904 people; `mixed` has the names of a birth
# cohort; `hostile` those of a deliberately hard national set. What lies between is our own.
EXPECTED: Mapping[ErrorLevel, Mapping[str, Interval]] = MappingProxyType(
    {
        ErrorLevel.CLINICAL: {
            "date of birth": (0.35, 0.65),
            "one part of a differing date of birth": (88, 97),
            "given name": (2.0, 3.0),
            "first two letters of a differing given name": (55, 78),
            "surname of an adult": (4.0, 6.0),
            "surname of a woman, no match at all": (4.7, 6.7),
            "surname of a man, no match at all": (0.8, 1.8),
            "names swapped": (0.04, 0.13),
            "sex": (0.23, 0.43),
            "postcode": (27, 35),
            "postcode written wrongly": (0.2, 0.8),
            "address written wrongly": (0.3, 1.2),
            "no fixed abode of a client": (0.2, 0.4),
        },
        ErrorLevel.MIXED: {
            "date of birth": (1.2, 3.5),
            "given name": (10.5, 13.5),
            "surname of an adult": (16, 20),
            "names swapped": (0.15, 0.6),
            "sex": (0.5, 1.2),
            "postcode": (27, 37),
            "postcode written wrongly": (1.0, 3.0),
            "address written wrongly": (1.5, 4.5),
        },
        ErrorLevel.HOSTILE: {
            "date of birth": (8.0, 10.0),
            "given name": (29, 35),
            "surname of an adult": (26, 32),
            "names swapped": (0.6, 2.0),
            "sex": (1.2, 3.0),
            "postcode": (30, 40),
            "postcode written wrongly": (5.0, 7.0),
            "address written wrongly": (6.8, 9.2),
        },
    }
)

MISSING_NHS_NUMBER: Mapping[str, Interval] = MappingProxyType(
    {
        "gp": (0.7, 1.3),
        "adult_mental_health": (4, 6),
        "childrens_social_care": (46, 54),
        "school": (100, 100),
    }
)
"""Records without a number, by source and at every level."""

INVALID_NHS_NUMBER: Mapping[ErrorLevel, float] = MappingProxyType(
    {ErrorLevel.CLINICAL: 0.1, ErrorLevel.MIXED: 0.5, ErrorLevel.HOSTILE: 1.5}
)
"""How many more lack one for a wrong figure: such a number is not valid, and so is missing too."""

PUBLISHED: Mapping[ErrorLevel, Mapping[str, str]] = MappingProxyType(
    {
        ErrorLevel.CLINICAL: {
            "date of birth": "0.49%",
            "one part of a differing date of birth": "93%",
            "given name": "2.4%",
            "first two letters of a differing given name": "two thirds",
            "surname of an adult": "4.9%, four fifths of them real changes",
            "surname of a woman, no match at all": "5.7%",
            "surname of a man, no match at all": "1.3%",
            "names swapped": "0.08%",
            "sex": "0.33%",
            "postcode": "31%, by moves",
            "no fixed abode of a client": "0.2% to 0.4%",
        },
        ErrorLevel.MIXED: {"given name": "12%", "surname of an adult": "18%"},
        ErrorLevel.HOSTILE: {
            "date of birth": "9%",
            "given name": "32%",
            "surname of an adult": "29%",
            "postcode written wrongly": "6%",
            "address written wrongly": "8%",
        },
    }
)
"""The figures that intervals are drawn around; where there is none, the interval is our own."""

SOURCES: Mapping[ErrorLevel, str] = MappingProxyType(
    {
        ErrorLevel.CLINICAL: "126,904 people in two systems of one NHS trust",
        ErrorLevel.MIXED: "a birth cohort's survey",
        ErrorLevel.HOSTILE: "a national set made hard on purpose",
    }
)
