"""Groups of people in words, and in the order that tables show them."""

from pipelines.counts.words import LABELS
from pipelines.evidence.facts import Group
from pipelines.evidence.words import source_title

TITLES = {
    Group.SEX: "Sex",
    Group.AGE: "Age",
    Group.ETHNIC_GROUP: "Ethnic group",
    Group.DEPRIVATION: "Deprivation",
    Group.SOURCES: "Sources of the pair",
}


def category_title(group: str, category: str) -> str:
    """Return the words for a category of a group."""
    if group == Group.SOURCES:
        return " and ".join(map(source_title, category.split(" + ")))
    plain = category[:1].upper() + category[1:]
    return LABELS.get(group, {}).get(category, plain)


def cell_order(cell: tuple[str, str]) -> tuple[int, int, str]:
    """Order groups as they are declared, and their categories as their words are listed."""
    return list(Group).index(Group(cell[0])), _place(*cell), cell[1]


def _place(breakdown: str, category: str) -> int:
    listed = list(LABELS.get(breakdown, ()))
    if category in listed:
        return listed.index(category)
    return int(category.split(maxsplit=1)[0]) if category[:1].isdigit() else len(listed) + 1000
