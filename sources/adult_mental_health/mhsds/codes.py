"""National codes of the data set that only it uses, and what they mean in our words.

Options whose meaning is not confirmed are not listed, and an unlisted code is unknown: above all
the two-digit kinds of accommodation of versions 5 and 6. A council that knows them can add them.
"""

from sources.declaration import CodeList

GENDER = CodeList(
    name="Gender in MHSDS", values={"1": "M", "2": "F", "9": "U", "X": "U"}, default="U"
)

NHS_NUMBER_STATUS = CodeList(
    name="NHSNumberStatus", values={"01": "verified", "1": "verified"}, default="unverified"
)

ANSWER = CodeList(
    name="yes, no or not stated",
    values={"Y": "yes", "N": "no", "TRUE": "yes", "FALSE": "no"},
    default="unknown",
)

PROTECTION = CodeList(
    name="child protection plan, at present",
    values={"1": "no", "2": "no", "3": "yes"},
    default="unknown",
)

ACCOMMODATION = CodeList(
    name="AccommodationType",
    values={
        "MA01": "residential",
        "MA02": "residential",
        "MA04": "residential",
        "MA06": "residential",
        "HM01": "no fixed abode",
        "HM04": "no fixed abode",
    },
)
