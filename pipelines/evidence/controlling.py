"""Figures of a night as a pack may show them: by the rule of a release, tried with what was shown.

Where a release of the night is there, its own figures are shown and no others of the same count.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from governance.charting.flow import FLOW
from governance.definition import Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import Relations
from governance.disclosure.checking import DisclosureError
from governance.disclosure.relations import Gathering
from governance.disclosure.releasing import protected
from governance.disclosure.remembering import Occasion, Published
from governance.estimate import shown_estimates
from governance.figure import Figure
from governance.release_context import SOURCE
from pipelines.counts.definitions.relations import RELATIONS
from pipelines.evidence.facts import Shown, Warehouse
from pipelines.evidence.reading import BY_GROUP
from pipelines.evidence.showing import About, estimates_in, flow_of, headlines_of
from pipelines.groups import Group

AGE_GROUP = Breakdown(name=Group.AGE, title="Age")
LINKED, LINKABLE = "linked of ", "linkable of "
_GROUPS = (Group.SEX, Group.AGE, Group.ETHNIC_GROUP, Group.DEPRIVATION)


def shown_of_night(warehouse: Warehouse, about: About, published: Sequence[Published]) -> Shown:
    """Control the figures of a night together, as a release of it would be."""
    base = _nothing(f"the night of {about.as_at}")
    exact = (*warehouse.figures, *warehouse.by_group)
    occasion = Occasion(
        as_at=about.as_at,
        profile=about.profile,
        relations=_relations(exact),
        published=tuple(published),
    )
    try:
        figures, checked = protected(exact, occasion)
    except DisclosureError as error:
        return replace(base, why_not=str(error))
    rows = headlines_of(figures, about)
    return replace(
        base,
        figures=tuple(each for each in figures if each.count_id != BY_GROUP),
        by_group=tuple(each for each in figures if each.count_id == BY_GROUP),
        flow=flow_of(figures, about, "not made yet"),
        estimates=shown_estimates(warehouse.estimates, rows, about.profile),
        checked=checked,
    )


def shown_of_release(released: Published, folder: Path, about: About) -> Shown:
    """Show the figures of a release, as they lie in its folder."""
    return replace(
        _nothing(f"release {folder.name}"),
        figures=released.figures,
        flow=flow_of(released.figures, about, folder.name),
        estimates=estimates_in(folder, headlines_of(released.figures, about)),
    )


def nothing_shown(why_not: str) -> Shown:
    """Say why there are no figures."""
    return replace(_nothing("no night"), why_not=why_not)


def _nothing(of: str) -> Shown:
    return Shown(figures=(), by_group=(), of=of, flow="", estimates=(), checked=None)


def _relations(exact: Sequence[Figure]) -> Relations:
    """Add what a reader can reckon with figures by group: linked are a part, and sums are F1's."""
    measures = sorted({each.measure for each in exact if each.count_id == BY_GROUP})
    definition = CountDefinition(
        id=BY_GROUP,
        title="Records linked, by group",
        definition="",
        measures=tuple(map(_measure, measures)),
        basis="",
        sources=(),
        not_for="",
    )
    gatherings = tuple(
        Gathering(
            whole=(FLOW, "linked"),
            breakdown=SOURCE,
            parts=(BY_GROUP, each),
            parts_breakdown=group,
            category_of=_always(each.removeprefix(LINKED)),
        )
        for each in measures
        if each.startswith(LINKED)
        for group in _GROUPS
    )
    return replace(
        RELATIONS,
        definitions=(*RELATIONS.definitions, definition),
        breakdowns=(*RELATIONS.breakdowns, AGE_GROUP),
        gatherings=(*RELATIONS.gatherings, *gatherings),
    )


def _always(category: str) -> Callable[[str], str]:
    return lambda _: category


def _measure(name: str) -> Measure:
    whole = name.replace(LINKED, LINKABLE)
    part_of = ((BY_GROUP, whole),) if whole != name else ()
    return Measure(name=name, title=name, unit=Unit.RECORD, part_of=part_of)
