"""For how long nights and releases are kept, and what is overdue."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Table, Text
from pipelines.evidence.facts import Facts


def tell(facts: Facts) -> Iterator[Block]:
    """Say what is kept where, for how long, and what should have gone."""
    kept = facts.config.retention
    nights, releases = facts.overdue
    yield Table(
        name="retention",
        title="What is kept, where and for how long",
        columns=("What", "Holds", "Kept for", "Overdue when this pack was made"),
        rows=(
            (
                "Nights",
                "names, identifiers, links, exact counts; encrypted, for the account that runs it",
                _days(kept.nights_days),
                str(nights),
            ),
            (
                "Releases",
                "figures under the rule, no person",
                _days(kept.releases_days),
                str(releases),
            ),
            (
                "Register",
                "decisions with their reasons, keys of records, never names",
                "not removed by age",
                "",
            ),
            (
                "Deliveries",
                "what the sources handed over",
                "by each agreement: they are the controllers'",
                "",
            ),
        ),
    )
    yield Text(
        words="The last good night and the last release of each rule stay, however old. Each "
        "removal is an entry of the audit chain before it happens. What was published "
        "stays known for the disclosure check. Backups are the council's."
    )


def _days(days: int | None) -> str:
    return "for ever: no time is configured" if days is None else f"{days:,} days"
