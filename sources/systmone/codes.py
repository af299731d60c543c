"""Code lists of the Strategic Reporting Extract.

The extract gives the types of its lists as numbers, and `SRMapping` the words behind them, so the
lists here are of words. Words that are not listed mean another tie; a council adds its own in
`thinkfamily.toml`, under `Mapping` as words or under `RelationshipType` as numbers.
"""

from collections.abc import Iterable, Iterator

from sources.codes import ETHNIC_NHS
from sources.declaration import CodeList

_RELATIVES = {
    "parent_of": ("Mother", "Father", "Parent", "Mum", "Dad", "Birth mother", "Birth father"),
    "step_parent_of": ("Step mother", "Step father", "Step parent"),
    "adoptive_parent_of": ("Adoptive mother", "Adoptive father", "Adoptive parent"),
    "foster_carer_of": ("Foster mother", "Foster father", "Foster parent", "Foster carer"),
    "guardian_of": ("Guardian", "Legal guardian", "Special guardian"),
    "grandparent_of": (
        *("Grandmother", "Grandfather", "Grandparent", "Maternal grandmother"),
        *("Maternal grandfather", "Paternal grandmother", "Paternal grandfather"),
    ),
    "child_of": ("Son", "Daughter", "Child"),
    "step_child_of": ("Step son", "Step daughter", "Step child"),
    "adoptive_child_of": ("Adopted son", "Adopted daughter", "Adopted child"),
    "foster_child_of": ("Foster son", "Foster daughter", "Foster child"),
    "ward_of": ("Ward",),
    "grandchild_of": ("Grandson", "Granddaughter", "Grandchild"),
    "sibling_of": ("Brother", "Sister", "Sibling", "Half brother", "Half sister", "Twin"),
    "partner_of": (
        *("Husband", "Wife", "Spouse", "Partner", "Civil partner", "Cohabitee"),
        *("Common law husband", "Common law wife"),
    ),
    "carer_of": ("Carer", "Informal carer", "Main carer"),
    "other_family": (
        *("Aunt", "Uncle", "Niece", "Nephew", "Cousin", "Family member", "Relative"),
        *("Ex partner", "Ex husband", "Ex wife", "Step brother", "Step sister"),
        *("Mother in law", "Father in law", "Brother in law", "Sister in law"),
        *("Son in law", "Daughter in law"),
    ),
    "professional": (
        *("Social worker", "Care coordinator", "Health visitor", "School nurse", "Key worker"),
        *("Support worker", "Solicitor", "Advocate", "Teacher", "General practitioner"),
    ),
    "other": ("Friend", "Neighbour", "Other"),
}


def _spellings(word: str) -> Iterator[str]:
    """Give a word as units write it: in capitals or not, its parts joined, apart or hyphenated."""
    joined = word.replace("Step ", "Step").replace("Grand", "Grand ", 1)
    for each in (word, word.replace(" ", "-"), joined):
        yield from (each, each.lower(), each.upper(), each.title(), each.capitalize())


def _listed(relatives: dict[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    for type_, words in relatives.items():
        for word in words:
            yield from ((spelling, type_) for spelling in _spellings(word))


RELATIONSHIP_TYPE = CodeList(
    name="RelationshipType", values=dict(_listed(_RELATIVES)), default="other"
)

# Codes of the ethnic categories of the 2001 census, then those of 2011 for England and Wales.
_CTV3_TO_NHS = {
    "XaJQv": "A", "XaJQw": "B", "XaJQx": "C", "XaJQy": "D", "XaJQz": "E", "XaJR0": "F",
    "XaJR1": "G", "XaJR2": "H", "XaJR3": "J", "XaJR4": "K", "XaJR5": "L", "XaJR6": "M",
    "XaJR7": "N", "XaJR8": "P", "XaJR9": "R", "XaJRA": "S", "XaJRB": "Z", "XaQEa": "A",
    "XaQEb": "B", "XactH": "A", "XactI": "B", "XactJ": "C", "XactK": "C", "XactL": "D",
    "Xactd": "E", "Xacte": "F", "Xactf": "G", "Xactg": "H", "Xacth": "J", "Xacti": "K",
    "Xactj": "R", "Xactk": "L", "Xactl": "N", "Xactm": "M", "Xactn": "P", "Xacto": "S",
    "Xactp": "S",
}  # fmt: skip

ETHNIC_CTV3 = CodeList(
    name="ethnic category in CTV3",
    values={code: ETHNIC_NHS.values[letter] for code, letter in _CTV3_TO_NHS.items()},
)
