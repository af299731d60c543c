"""How sure a headline figure is, and why it changed, in the words that stand beside it."""

from collections.abc import Iterator

from governance.estimate import NO_LABELS, ShownChange, ShownEstimate
from governance.release_context import long_date, thousands

_MINUS = "\u2212"

INTERVAL_WORDS = (
    "The interval is made to hold the true figure in about 9 of 10 cases, as it was measured to do "
    "on made-up boroughs. It covers links and family ties that were made wrongly and that were "
    "missed, as reviewers found on labelled pairs and people, and the chance in which of them were "
    "reviewed. It does not cover people whom no source knows, what sources record wrongly of "
    "services, errors of the reviewers, nor how children are divided into families."
)
RANGE_WORDS = (
    "The range is the figure when links need more evidence, and when less. It shows how far the "
    "figure depends on where that line is drawn. It is no interval."
)


def sureness(estimate: ShownEstimate) -> Iterator[str]:
    """Say beside a headline how sure it is."""
    if estimate.interval_text:
        yield f"Corrected estimate {estimate.corrected_text}; 90% interval {estimate.interval_text}"
    if estimate.range_text:
        labels = "" if estimate.interval_text else f" ({NO_LABELS})"
        yield f"Range by evidence asked of links: {estimate.range_text}{labels}"


def change_words(change: ShownChange) -> str:
    """Say beside a headline how it changed, and why."""
    earlier = f"{thousands(str(change.earlier))} on {long_date(change.earlier_as_at)}"
    parts = (
        ("real change", change.real_change),
        ("changed coverage", change.coverage_change),
        ("changed model or threshold", change.model_change),
    )
    return f"Was {earlier}: {', '.join(f'{name} {signed(number)}' for name, number in parts)}"


def signed(number: int) -> str:
    """Write a change with its sign; a true minus sign, which no spreadsheet takes for a formula."""
    sign = "+" if number > 0 else _MINUS if number < 0 else ""
    return f"{sign}{abs(number):,}"
