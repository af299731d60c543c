"""Groups of people, and of pairs of records, in words and in the order that tables show them.

What is measured of them is in `threshold_evidence` and `evidence`.
"""

from enum import StrEnum

from pipelines.counts.words import LABELS, source_title


class Group(StrEnum):
    """What records, pairs of them and labels are told apart by."""

    SEX = "sex"
    AGE = "age_group"
    ETHNIC_GROUP = "ethnic_group"
    DEPRIVATION = "imd_decile"
    SOURCES = "sources"
    CLOSENESS = "closeness"


TITLES = {
    Group.SEX: "Sex",
    Group.AGE: "Age",
    Group.ETHNIC_GROUP: "Ethnic group",
    Group.DEPRIVATION: "Deprivation",
    Group.SOURCES: "Sources of the pair",
    Group.CLOSENESS: "Home of the pair",
}
_WORDS = LABELS | {Group.CLOSENESS: {"one household": "One household", "elsewhere": "Elsewhere"}}


def category_title(group: str, category: str) -> str:
    """Return the words for a category of a group."""
    if group == Group.SOURCES:
        return " and ".join(map(source_title, category.split(" + ")))
    plain = category[:1].upper() + category[1:]
    return _WORDS.get(group, {}).get(category, plain)


def cell_order(cell: tuple[str, str]) -> tuple[int, int, str]:
    """Order groups as they are declared, and their categories as their words are listed."""
    return list(Group).index(Group(cell[0])), _place(*cell), cell[1]


def _place(breakdown: str, category: str) -> int:
    listed = list(_WORDS.get(breakdown, ()))
    if category in listed:
        return listed.index(category)
    return int(category.split(maxsplit=1)[0]) if category[:1].isdigit() else len(listed) + 1000
