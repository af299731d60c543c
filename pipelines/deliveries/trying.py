"""Trying a delivery out: it is assessed as a night would, in memory, and no night is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.config import Config, Engine, SourceConfig
from pipelines.deliveries.arrivals import Arrival, arrival_of, arrivals_of
from pipelines.deliveries.assessing import assess
from pipelines.deliveries.choosing import told_of
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.finding import dated_folders
from pipelines.deliveries.ledger import Decision, Ledger, LedgerEntry
from pipelines.deliveries.outcomes import Outcome
from sources.layout import lay_out_sources


class NotHeldError(ValueError):
    """There is nothing that a person could decide about a delivery."""


def try_delivery(engine: Engine, arrival: Arrival, ledger: Ledger, now: datetime) -> DeliveryFacts:
    """Say what a night would make of a delivery."""
    with _in_memory(engine) as con:
        return assess(con, arrival, ledger, now)


def assess_delivery(
    config: Config, source: SourceConfig, delivered: date, ledger: Ledger, now: datetime
) -> DeliveryFacts:
    """Assess a delivery of the exports folder and note it in the ledger.

    Raises:
        NoDeliveryError: the source has none of that date.
    """
    days = arrivals_of(config.data, source)
    arrival = arrival_of(config.data, source, delivered)
    ledger.see(source.name, days, now)
    facts = try_delivery(config.engine, arrival, ledger, now)
    if facts.outcome is not Outcome.WAITING:
        ledger.note(facts, now)
    return facts


def release_hold(  # noqa: PLR0913, PLR0917 - what is decided, by whom, why and when
    config: Config,
    source: SourceConfig,
    delivered: date,
    ledger: Ledger,
    by: str,
    reason: str,
    now: datetime,
) -> LedgerEntry:
    """Accept a delivery that is held; it is assessed anew: the decision is about what is there.

    Raises:
        NoDeliveryError: the source has none of that date.
        NotHeldError: it is not held: a refused one cannot be accepted, any other need not be.
    """
    facts = assess_delivery(config, source, delivered, ledger, now)
    if facts.outcome is not Outcome.HELD:
        msg = f"{told_of(facts)}\nonly a delivery that is held can be accepted"
        raise NotHeldError(msg)
    files = tuple(replace(file, outcome=Outcome.ACCEPTED) for file in facts.files)
    accepted = replace(facts, outcome=Outcome.ACCEPTED, files=files)
    return ledger.note(accepted, now, Decision(by=by, reason=reason, at=now.isoformat()))


def used_instead(
    ledger: Ledger, data: Path, facts: DeliveryFacts, source: SourceConfig
) -> date | None:
    """Return the date of the delivery that a night uses where it passes this one over."""
    there = dated_folders(data, source)
    days = [
        entry.facts.delivered
        for entry in ledger.accepted(source.name)
        if entry.facts.delivered in there and entry.facts.delivered < facts.delivered
    ]
    return days[-1] if days else None


@contextmanager
def _in_memory(engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database that lives in memory alone: what does not fit there is not spilt in clear."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": engine.threads,
        "memory_limit": engine.memory_limit,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=config) as con:
        lay_out_sources(con)
        yield con
