"""What identifiers look like when a spreadsheet has spoilt them; columns name the shape they have.

Whether an identifier is valid is judged by the macros when it is mapped: one wrong number is one
person's. Here a whole column is meant, whose values all lost their meaning on the way.
"""

from sources.declaration import Shape

_AS_A_FLOAT = r"-?[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,3}"

NHS_NUMBER = Shape(
    name="NHS number",
    mangled=_AS_A_FLOAT,
    told="are written as a spreadsheet writes large numbers (4.5E+09)",
)

UPRN = Shape(
    name="UPRN",
    mangled=_AS_A_FLOAT,
    told="are written as a spreadsheet writes large numbers (1.0E+11)",
)

IDENTIFIER = Shape(
    name="identifier",
    mangled=_AS_A_FLOAT,
    told="are written as a spreadsheet writes large numbers (9.0E+05)",
)

PHONE = Shape(
    name="phone number",
    mangled=r"[1-9][0-9]{9}",
    told="have lost their leading 0",
    tolerated=0.5,
)
