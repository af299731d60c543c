"""Assessing one delivery: it is really read and landed, and then compared with those before.

The same code runs for `thinkfamily check`, for the sensor and for the night; only the database it
lands in differs. What is done with a delivery that cannot be used is the business of `choosing`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from duckdb import DuckDBPyConnection

from pipelines import steps
from pipelines.config import SourceConfig
from pipelines.deliveries import landed
from pipelines.deliveries.arrivals import Arrival, look_at
from pipelines.deliveries.bands import against_the_last, against_what_is_expected, fewer_files
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.ledger import Ledger, LedgerEntry
from pipelines.deliveries.outcomes import Outcome
from pipelines.deliveries.received import files_left, files_read
from pipelines.deliveries.totals import differences, read_totals
from sources.readers.files import exports_of
from sources.readers.gathering import DeliveryRefusedError, Reads
from sources.readers.reading import FileRefusedError

OLDER = "an older export after a newer one"
_CHANGED = "it changed while it was read"


def assess(
    con: DuckDBPyConnection, arrival: Arrival, ledger: Ledger, now: datetime
) -> DeliveryFacts:
    """Say what becomes of a delivery; an accepted or held one is then landed in the database."""
    declaration = declaration_of(arrival.source)
    waits = arrival.waits_for(now)
    if waits:
        return _facts(arrival, declaration, Outcome.WAITING, waits)
    last = in_use_before(ledger, arrival)
    if last and last.facts.signature == arrival.signature and _still_holds(arrival, last):
        of = f"the files of {last.facts.delivered} once more"
        return _facts(arrival, declaration, Outcome.SAME, of)
    try:
        reads = steps.read_source(arrival.delivery)
        if _was_another(arrival, reads):
            return _facts(arrival, declaration, Outcome.WAITING, _CHANGED)
        facts = _land(con, arrival, declaration, reads)
    except DeliveryRefusedError as error:
        return _facts(arrival, declaration, Outcome.REFUSED, *error.problems)
    if look_at(arrival.source, arrival.folder, arrival.delivered).looks != arrival.looks:
        return _facts(arrival, declaration, Outcome.WAITING, _CHANGED)
    return _compared(con, arrival.source, facts, ledger, last)


def declaration_of(source: SourceConfig) -> str:
    """Return a sign of how a source is read: it changes with formats, layout and expectations."""
    told = (source.read_as, sorted(source.expected_rows.items()))
    return sha256(repr(told).encode()).hexdigest()[:16]


def in_use_before(ledger: Ledger, arrival: Arrival) -> LedgerEntry | None:
    """Return the accepted delivery that was in use when this one came, in the order of dates."""
    before = [
        entry
        for entry in ledger.accepted(arrival.source.name)
        if entry.facts.delivered < arrival.delivered
        or (
            entry.facts.delivered == arrival.delivered
            and entry.facts.signature != arrival.signature
        )
    ]
    return before[-1] if before else None


def _still_holds(arrival: Arrival, last: LedgerEntry) -> bool:
    """Say whether the delivery before can be read in place of this one: it is as it was."""
    folder = arrival.folder.parent / last.facts.delivered.isoformat()
    before = look_at(arrival.source, folder, last.facts.delivered)
    return before.signature == last.facts.signature


def _was_another(arrival: Arrival, reads: Reads) -> bool:
    """Say whether a file was read with another content than that by which it is judged."""
    judged = dict(arrival.hashes)
    return any(
        judged.get(file.path.name) != file.sha256 for files in reads.values() for file in files
    )


def _land(
    con: DuckDBPyConnection, arrival: Arrival, declaration: str, reads: Reads
) -> DeliveryFacts:
    """Land a delivery that was read.

    Raises:
        DeliveryRefusedError: it breaks too many rules, or is not what the source says that it sent.
    """
    source = arrival.source
    if arrival.is_marked:
        try:
            totals = read_totals(arrival.marker)
        except FileRefusedError as error:
            raise DeliveryRefusedError(source.name, [str(error)]) from None
        different = tuple(differences(totals, dict(arrival.hashes), reads))
        if different:
            raise DeliveryRefusedError(source.name, different)
    steps.land_reads(con, arrival.delivery, reads)
    rejected = landed.rejected_by_file(con, source.name)
    return DeliveryFacts(
        source=source.name,
        delivered=arrival.delivered,
        outcome=Outcome.ACCEPTED,
        signature=arrival.signature,
        declaration=declaration,
        stated_day=landed.stated_day(con, source),
        files=files_read(arrival, source.read_as, reads, rejected),
        set_aside=landed.set_aside(con, source.name),
    )


def _compared(
    con: DuckDBPyConnection,
    source: SourceConfig,
    facts: DeliveryFacts,
    ledger: Ledger,
    last: LedgerEntry | None,
) -> DeliveryFacts:
    """Hold a landed delivery that is strange, unless it was accepted before."""
    accepted = _accepted_before(ledger, facts)
    if accepted:
        return replace(facts, reasons=accepted.facts.reasons)
    held = tuple(_strange(con, source, facts, ledger, last))
    return _with(facts, Outcome.HELD, held) if held else facts


def _accepted_before(ledger: Ledger, facts: DeliveryFacts) -> LedgerEntry | None:
    """Return the same content if it was accepted before: by a person, or read as it is now."""
    known = ledger.entry(facts.source, facts.delivered, facts.signature)
    if known is None or known.facts.outcome is not Outcome.ACCEPTED:
        return None
    is_read_alike = known.facts.declaration == facts.declaration
    return known if known.decision or is_read_alike else None


def _strange(
    con: DuckDBPyConnection,
    source: SourceConfig,
    facts: DeliveryFacts,
    ledger: Ledger,
    last: LedgerEntry | None,
) -> Iterator[str]:
    """Tell everything for which a person has to look at a delivery before it is used."""
    yield from _too_old(facts, ledger, last)
    tables = landed.records_by_table(con, source.name)
    yield from against_what_is_expected(tables, source.expected_rows)
    if last:
        before = _declared(source, last.facts.records_by_export)
        yield from against_the_last(facts.records_by_export, before)
        files_before = _declared(source, last.facts.files_by_export)
        yield from fewer_files(facts.files_by_export, files_before)


def _declared(source: SourceConfig, by_export: Mapping[str, int]) -> dict[str, int]:
    """Leave out what the source is no longer read as: nobody expects it to come."""
    names = {export.name for export in exports_of(source.read_as)}
    return {name: count for name, count in by_export.items() if name in names}


def _too_old(facts: DeliveryFacts, ledger: Ledger, last: LedgerEntry | None) -> Iterator[str]:
    """Tell why a delivery is an earlier state of the source than one that is in use."""
    accepted = ledger.accepted(facts.source)
    if last:
        repeated = [
            entry.facts.delivered
            for entry in accepted
            if entry.facts.signature == facts.signature
            and (entry.facts.delivered, entry.number) < (last.facts.delivered, last.number)
        ]
        if repeated:
            yield f"{OLDER}: it holds the files of {repeated[-1]}"
        if _is_earlier(facts.stated_day, last.facts.stated_day):
            stated, before = facts.stated_day, last.facts.stated_day
            yield f"{OLDER}: it says that it is of {stated}, the one in use of {before}"
    seen = ledger.seen(facts.source, facts.delivered)
    newer = [
        entry.facts.delivered
        for entry in accepted
        if entry.facts.delivered > facts.delivered
        and seen is not None
        and entry.accepted_after < seen
    ]
    if newer:
        yield f"{OLDER}: it came when that of {newer[-1]} was in use already"


def _is_earlier(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def _facts(arrival: Arrival, declaration: str, outcome: Outcome, *reasons: str) -> DeliveryFacts:
    """Tell of a delivery that was not landed."""
    hashes = {} if outcome is Outcome.WAITING else dict(arrival.hashes)
    return DeliveryFacts(
        source=arrival.source.name,
        delivered=arrival.delivered,
        outcome=outcome,
        signature="" if outcome is Outcome.WAITING else arrival.signature,
        declaration=declaration,
        reasons=reasons,
        files=files_left(arrival, hashes, outcome, reasons),
    )


def _with(facts: DeliveryFacts, outcome: Outcome, reasons: tuple[str, ...]) -> DeliveryFacts:
    files = tuple(replace(file, outcome=outcome) for file in facts.files)
    return replace(facts, outcome=outcome, reasons=reasons, files=files)
