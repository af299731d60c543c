"""Code lists of the SSDA903 return that no other format knows."""

from sources.declaration import CodeList

USE_OF_PLACEMENT = CodeList(
    name="kind of placement, as use of its address",
    # With own parents: the postcode of the placement is the family's own home.
    values={"P1": "home"},
    default="placement",
)
