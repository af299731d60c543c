"""What a proposal of levels would change, laid out for its page: groups, join levels, calibration.

The figures are exact and those of the register; nothing is counted here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from governance.register.evidence import Evidence, GroupChange, HeadlineChange
from governance.register.trade_off import AtLevel, TradeOff
from governance.sureness import signed
from pipelines.counts.definitions import DEFINITIONS
from pipelines.groups import TITLES, Group, category_title, cell_order

_SPAN = 120.0
"""How wide a bar of 100% is, in the picture's own units."""
_MEASURES = {
    (definition.id, measure.name): measure.title
    for definition in DEFINITIONS
    for measure in definition.measures
}


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A category of a group, named in words; `opens` where it is the first of its group."""

    group: str
    category: str
    opens: bool
    change: GroupChange


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A join level as a row of the trade-off, and as the sentence that the slider shows."""

    level: AtLevel
    words: str
    bars: tuple[float, float]
    is_in_force: bool
    is_proposed: bool


@dataclass(frozen=True, kw_only=True)
class LevelRows:
    """The join levels one may choose from; `start` is the place of the one proposed."""

    rows: tuple[LevelRow, ...]
    start: int
    span: float = _SPAN


@dataclass(frozen=True, kw_only=True)
class Change:
    """All that a proposal shows; `before` are the levels that it was held against."""

    before: Mapping[str, float]
    evidence: Evidence
    groups: tuple[GroupRow, ...]
    offered: LevelRows | None

    def title_of(self, headline: HeadlineChange) -> str:
        """Say what a headline figure counts."""
        return _MEASURES.get((headline.count_id, headline.measure), headline.measure)


def change_of(
    evidence: Evidence, before: Mapping[str, float], proposed: Mapping[str, float]
) -> Change:
    """Lay out what a proposal would change.

    Args:
        evidence: what was counted for it.
        before: the levels that it was held against.
        proposed: the levels it proposes.
    """
    trade_off = evidence.trade_off
    return Change(
        before=before,
        evidence=evidence,
        groups=tuple(_group_rows(evidence)),
        offered=level_rows(trade_off, before["join"], proposed["join"]) if trade_off else None,
    )


def _group_rows(evidence: Evidence) -> Iterator[GroupRow]:
    last = ""
    for each in sorted(evidence.groups, key=lambda of: cell_order((of.group, of.category))):
        yield GroupRow(
            group=TITLES[Group(each.group)],
            category=category_title(each.group, each.category),
            opens=each.group != last,
            change=each,
        )
        last = each.group


def level_rows(trade_off: TradeOff, in_force: float, proposed: float) -> LevelRows:
    """Lay the join levels out, the one in force and the one proposed marked.

    Args:
        trade_off: what each level gives.
        in_force: the join level that the proposal was held against.
        proposed: the join level that it proposes.
    """
    was, is_now = trade_off.at(in_force), trade_off.at(proposed)
    rows = tuple(
        LevelRow(
            level=each,
            words=_sentence(each, was),
            bars=_bars(each),
            is_in_force=each is was,
            is_proposed=each is is_now,
        )
        for each in trade_off.levels
    )
    return LevelRows(rows=rows, start=trade_off.levels.index(is_now))


def _sentence(each: AtLevel, was: AtLevel) -> str:
    against = ""
    if each is not was:
        links, persons = signed(each.links - was.links), signed(each.persons - was.persons)
        against = f" Against the level in force: {links} links, {persons} persons."
    right = f" Of links made, {each.precision} are right." if each.precision else ""
    whole = f" Of links to be made, {each.recall} are made." if each.recall else ""
    return (
        f"Joined from {each.join:+.1f}: {each.links:,} links, {each.persons:,} persons."
        f"{right}{whole}{against}"
    )


def _bars(each: AtLevel) -> tuple[float, float]:
    shares = (share.share if share else 0.0 for share in (each.precision, each.recall))
    right, whole = (round(share * _SPAN, 1) for share in shares)
    return right, whole
