"""Who is linked, by group, and what there is to link by: shares under the rule of releases."""

from collections.abc import Iterator

from governance.disclosure import ControlledFigure
from governance.evidence.blocks import Block, Table, Text
from pipelines.counts.words import source_title
from pipelines.evidence.controlling import LINKABLE, LINKED
from pipelines.evidence.facts import Facts, Warehouse
from pipelines.evidence.words import Numbers
from pipelines.groups import TITLES, Group, category_title, cell_order

ENOUGH_RECORDS = 50
"""Of fewer records a share of rounded numbers would say more about rounding."""


def linked(facts: Facts) -> Iterator[Block]:
    """Give the share of the records of each source that is linked, by group."""
    if not facts.shown.by_group:
        why = facts.shown.why_not or "no record can be linked"
        yield Text(words=f"Shares linked by group are not known: {why}.")
        return
    sources = sorted(
        {
            each.measure.removeprefix(LINKED)
            for each in facts.shown.by_group
            if each.measure.startswith(LINKED)
        }
    )
    found = {(each.breakdown, each.category, each.measure): each for each in facts.shown.by_group}
    order = list(dict.fromkeys((breakdown, category) for breakdown, category, _ in found))
    order.sort(key=cell_order)
    titles = tuple(map(source_title, sources))
    yield Table(
        name="linked_by_group",
        title="Share of the records of each source that can be linked and are linked with another "
        "record, by who their person is. Worked out from numbers under the rule of releases",
        columns=("Group", "Category", *titles),
        rows=tuple(
            (
                TITLES[Group(breakdown)],
                category_title(breakdown, category),
                *(
                    _share(
                        found.get((breakdown, category, f"{LINKED}{each}")),
                        found.get((breakdown, category, f"{LINKABLE}{each}")),
                    )
                    for each in sources
                ),
            )
            for breakdown, category in order
        ),
        amounts=frozenset(titles),
    )
    yield Text(
        words="A low share is no error by itself: most people whom only a practice knows have no "
        "other record to be linked with. Differences between groups of one source are what to look "
        "at; whether they are errors, labels tell."
    )


def _share(part: ControlledFigure | None, whole: ControlledFigure | None) -> str:
    """Work a share out from two numbers as they are shown."""
    if part is None or whole is None:
        return ""
    if part.value is None or whole.value is None:
        return part.text if part.value is None else whole.text
    if whole.value < ENOUGH_RECORDS:
        return "few records" if whole.value else ""
    return f"{min(1.0, part.value / whole.value):.0%}"


def completeness(warehouse: Warehouse, numbers: Numbers) -> Table:
    """Give the share of records that hold each field."""
    sources = list(dict.fromkeys(each.source for each in warehouse.fields))
    titles = tuple(map(source_title, sources))
    found: dict[str, dict[str, str]] = {}
    for each in warehouse.fields:
        share = numbers.share(each.filled, each.records)
        found.setdefault(each.name, {})[each.source] = share
    return Table(
        name="completeness",
        title="Share of records, those of contacts among them, that hold what is linked by. "
        f"{numbers.profile.symbol} stands for a share of which the part or the rest is small",
        columns=("Field", *titles),
        rows=tuple(
            (name, *(told.get(source, "") for source in sources)) for name, told in found.items()
        ),
        amounts=frozenset(titles),
    )
