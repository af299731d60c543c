"""What a proposal of levels shows beside its totals: groups, join levels, weights, changed pairs.

Exact figures and keys of records: they are for those who decide, and no release.
"""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from governance.register.evidence import ChangedPairs, Evidence, GroupChange
from governance.register.trade_off import AtLevel, BandCheck, Expected, TradeOff
from pipelines.groups import TITLES, Group, category_title


def show_evidence(console: Console, evidence: Evidence) -> None:
    """Show what a proposal holds beside its totals, as far as it does."""
    if evidence.groups:
        console.print(_group_table(evidence.groups))
    if evidence.changed_pairs:
        _show_pairs(console, evidence.changed_pairs)
    if evidence.trade_off:
        show_trade_off(console, evidence.trade_off)


def show_trade_off(console: Console, trade_off: TradeOff) -> None:
    """Show what each join level gives, and whether weights mean what they say."""
    title = "Join levels, before clusters are checked"
    levels = _table(title, "join", "links", "persons", "precision", "recall")
    for each in trade_off.levels:
        levels.add_row(*_level(each))
    console.print(levels)
    _say(console, f"Shares of join levels rest on {trade_off.basis}.")
    if trade_off.calibration:
        title = "Weights and labels"
        bands = _table(title, "match weight", "labels", "predicted", "nominal", "labelled")
        for band in trade_off.calibration:
            bands.add_row(*_band(band))
        console.print(bands)


def _say(console: Console, words: str) -> None:
    console.print(words, markup=False, highlight=False, soft_wrap=True)


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(first, title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _group_table(groups: tuple[GroupChange, ...]) -> Table:
    table = _table(
        "Groups, before and after",
        "group",
        "records",
        "linked",
        "links a record",
        "labels",
        "precision",
        "recall",
    )
    for each in groups:
        linked, links = each.share_linked, each.links_per_record
        table.add_row(
            f"{TITLES[Group(each.group)]}: {escape(category_title(each.group, each.category))}",
            f"{each.records:,}",
            f"{linked[0]:.1%} {linked[1]:.1%}",
            f"{links[0]:.2f} {links[1]:.2f}",
            str(each.labels),
            _told(each.before.precision, each.after.precision),
            _told(each.before.recall, each.after.recall),
        )
    return table


def _told(before: object, after: object) -> str:
    """Say two shares; one that is not there has too few labels."""
    if before is None and after is None:
        return "too few labels"
    return "\n".join("too few labels" if each is None else str(each) for each in (before, after))


def _show_pairs(console: Console, pairs: ChangedPairs) -> None:
    _say(
        console,
        f"{pairs.joined:,} compared pairs would become one person, {pairs.parted:,} would not be "
        "one any more.",
    )
    if not pairs.sample:
        return
    title = f"{len(pairs.sample)} of them"
    table = _table(title, "pair", "", "weight before", "weight after")
    for each in pairs.sample:
        table.add_row(
            escape(f"{each.source_l}/{each.record_id_l} and {each.source_r}/{each.record_id_r}"),
            "joined" if each.is_joined else "parted",
            _weight(each.weight_before),
            _weight(each.weight_after),
        )
    console.print(table)


def _weight(weight: float | None) -> str:
    return "not compared" if weight is None else f"{weight:+.1f}"


def _level(each: AtLevel) -> tuple[str, ...]:
    shares = (each.precision, each.recall)
    return (f"{each.join:+.1f}", f"{each.links:,}", f"{each.persons:,}", *map(_share, shares))


def _share(share: Expected | None) -> str:
    return "no pair" if share is None else str(share)


def _band(band: BandCheck) -> tuple[str, ...]:
    return (
        band.words,
        str(band.labels),
        f"{band.predicted:.1%}",
        f"{band.nominal:.1%}",
        str(band.labelled),
    )
