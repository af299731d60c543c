"""Choosing the delivery that a night reads: the newest that can be used, at or before its date.

What is passed over on the way is kept with its reasons, in the ledger and in the warehouse, so that
nobody takes old data for new. What a single delivery is worth is the business of `assessing`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipelines.config import SourceConfig
from pipelines.deliveries.arrivals import Arrival, arrivals_of, find_arrival
from pipelines.deliveries.assessing import assess, declaration_of
from pipelines.deliveries.choices import write_choice
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.finding import Delivery, NoDeliveryError
from pipelines.deliveries.landed import unland
from pipelines.deliveries.ledger import Ledger, LedgerEntry
from pipelines.deliveries.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The delivery of a source that is landed, and the newer ones that are not used."""

    delivery: Delivery
    facts: DeliveryFacts
    passed_over: tuple[DeliveryFacts, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many records came, were loaded and set aside; what was passed over or undeclared."""
        files = self.facts.files
        return {
            "records": sum(file.records or 0 for file in files),
            "loaded": sum(file.loaded or 0 for file in files),
            "rejected": sum(file.rejected or 0 for file in files),
            "undeclared_columns": sum(len(file.undeclared) for file in files),
            "deliveries_passed_over": len(self.passed_over),
        }


def choose(  # noqa: PLR0913, PLR0917 - a database, a source, where and when
    con: DuckDBPyConnection,
    source: SourceConfig,
    data: Path,
    as_at: date,
    ledger: Ledger,
    now: datetime,
) -> Chosen:
    """Land the newest delivery of a source that can be used, and note what came of each.

    Raises:
        NoDeliveryError: none can be used; what is wrong with each is told.
    """
    days = arrivals_of(data, source)
    ledger.see(source.name, days, now)
    passed: list[DeliveryFacts] = []
    for day in (day for day in days if day <= as_at):
        arrival = find_arrival(data, source, day)
        if arrival is None:
            continue
        facts = _told_before(arrival, ledger) if passed else None
        if facts is None:
            facts = assess(con, arrival, ledger, now)
        if facts.outcome is not Outcome.WAITING:
            ledger.note(facts, now)
        if facts.outcome is Outcome.ACCEPTED:
            chosen = Chosen(delivery=arrival.delivery, facts=facts, passed_over=tuple(passed))
            write_choice(con, source, facts, passed)
            return chosen
        unland(con, source.name, source.read_as)
        passed.append(facts)
    raise NoDeliveryError(no_delivery(source, as_at, tuple(passed)))


def no_delivery(source: SourceConfig, as_at: date, passed: tuple[DeliveryFacts, ...]) -> str:
    """Say why a source has no delivery that can be used."""
    if not passed:
        where = f"exports/{source.folder or source.name}"
        return f"{source.name}: no delivery at or before {as_at} in {where}"
    return "\n".join(told_of(facts) for facts in passed)


def told_of(facts: DeliveryFacts) -> str:
    """Say what became of a delivery and why, a line for each reason."""
    lines = [f"{facts.source}: the delivery of {facts.delivered} {facts.outcome.words}"]
    return "\n".join(lines + [f"  - {reason}" for reason in facts.reasons])


def _told_before(arrival: Arrival, ledger: Ledger) -> DeliveryFacts | None:
    """Return what is known of an older delivery that was not used: it is not read every night.

    The newest is always read again, because what was wrong may have been with the machine.
    """
    name, delivered = arrival.source.name, arrival.delivered
    known: LedgerEntry | None = ledger.entry(name, delivered, arrival.signature)
    if known is None or known.facts.declaration != declaration_of(arrival.source):
        return None
    return known.facts if known.facts.outcome.needs_a_person else None
