"""The ledger: every delivery that was assessed, with its files, what came of it and who decided.

A row is about one content of one delivery. A row is only written when something of it changed, so
that a night over the same deliveries leaves the ledger as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, delete, func, insert, inspect, select
from sqlalchemy import update as update_of
from sqlalchemy.dialects.sqlite import insert as insert_new
from sqlalchemy.exc import DatabaseError

from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.ledger_database import engine_in_memory, engine_on
from pipelines.deliveries.ledger_rows import facts_of, file_values, of_delivery
from pipelines.deliveries.outcomes import Outcome
from pipelines.deliveries.tables import DELIVERY, FILE, FOLDER, METADATA

_FILE = "ledger.db"


class LedgerError(ValueError):
    """The ledger cannot be read or written, or nothing in it fits what is asked."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who released a held delivery, when and why."""

    by: str
    reason: str
    at: str


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """A delivery as the ledger knows it; `number` is the order in which contents were noted."""

    number: int
    accepted_after: int
    assessed_at: str
    facts: DeliveryFacts
    decision: Decision | None


class Ledger:
    """The ledger of a data folder."""

    def __init__(self, engine: Engine) -> None:
        """Take the ledger from a database whose tables are there."""
        self._engine = engine

    def see(self, source: str, days: Iterable[date], now: datetime) -> None:
        """Note the folders that were not seen before, in the order of their dates."""
        with self._begin() as con:
            known = set(con.scalars(select(FOLDER.c.delivered).where(FOLDER.c.source == source)))
            new = sorted(set(days) - known)
        if not new:
            return
        with self._begin(writes=True) as con:
            for day in new:
                values = {"source": source, "delivered": day, "seen_at": now.isoformat()}
                con.execute(insert_new(FOLDER).values(values).on_conflict_do_nothing())

    def seen(self, source: str, delivered: date) -> int | None:
        """Return the place of a folder in the order in which folders were first seen."""
        where = (FOLDER.c.source == source) & (FOLDER.c.delivered == delivered)
        with self._begin() as con:
            return con.scalar(select(FOLDER.c.number).where(where))

    def entries(self, source: str | None = None) -> tuple[LedgerEntry, ...]:
        """Return what is known, by source, date and order; of all sources or of one."""
        order = (DELIVERY.c.source, DELIVERY.c.delivered, DELIVERY.c.number)
        chosen = select(DELIVERY).order_by(*order)
        if source is not None:
            chosen = chosen.where(DELIVERY.c.source == source)
        with self._begin() as con:
            return tuple(_entry(con, row) for row in con.execute(chosen).all())

    def accepted(self, source: str) -> tuple[LedgerEntry, ...]:
        """Return the accepted deliveries of a source, the newest last."""
        return tuple(
            entry for entry in self.entries(source) if entry.facts.outcome is Outcome.ACCEPTED
        )

    def entry(self, source: str, delivered: date, signature: str) -> LedgerEntry | None:
        """Return what is known of one content of a delivery."""
        with self._begin() as con:
            return _find(con, source, delivered, signature)

    def note(
        self, facts: DeliveryFacts, now: datetime, decision: Decision | None = None
    ) -> LedgerEntry:
        """Note what came of a delivery; an earlier decision about the same content stays."""
        with self._begin(writes=True) as con:
            known = _find(con, facts.source, facts.delivered, facts.signature)
            decision = decision or (known.decision if known else None)
            if known and _is_the_same(known, facts, decision):
                return known
            last_seen = select(func.max(FOLDER.c.number)).where(FOLDER.c.source == facts.source)
            is_accepted = facts.outcome is Outcome.ACCEPTED
            values = {
                "outcome": facts.outcome.value,
                "reason": "\n".join(facts.reasons),
                "declaration": facts.declaration,
                "stated_day": facts.stated_day,
                "accepted_after": con.scalar(last_seen) if is_accepted else None,
                "assessed_at": now.isoformat(),
                "decided_by": decision.by if decision else None,
                "decided_reason": decision.reason if decision else None,
                "decided_at": decision.at if decision else None,
            }
            number = _write(con, known, facts, values)
            con.execute(delete(FILE).where(FILE.c.delivery == number))
            for file in facts.files:
                con.execute(insert(FILE).values(delivery=number, **file_values(file)))
        noted = self.entry(facts.source, facts.delivered, facts.signature)
        if noted is None:
            msg = "the ledger lost what was noted in it"
            raise LedgerError(msg)
        return noted

    def forget(self, source: str, delivered: date) -> None:
        """Forget a delivery whose files were removed."""
        with self._begin(writes=True) as con:
            numbers = select(DELIVERY.c.number).where(of_delivery(DELIVERY, source, delivered))
            con.execute(delete(FILE).where(FILE.c.delivery.in_(numbers)))
            con.execute(delete(DELIVERY).where(of_delivery(DELIVERY, source, delivered)))
            con.execute(delete(FOLDER).where(of_delivery(FOLDER, source, delivered)))

    @contextmanager
    def _begin(self, *, writes: bool = False) -> Iterator[Connection]:
        """Open a transaction; words of the database may hold a path, and are not passed on."""
        try:
            with self._engine.execution_options(writes=writes).begin() as con:
                yield con
        except DatabaseError:
            msg = "the ledger of deliveries cannot be read or written: damaged, in use, or no room"
            raise LedgerError(msg) from None


def open_ledger(data: Path) -> Ledger:
    """Open the ledger of a data folder, or begin one that its owner alone can read."""
    return _laid_out(engine_on(data / _FILE))


def copy_of_ledger(data: Path) -> Ledger:
    """Return a copy in memory, to try what would happen: the ledger itself stays as it is."""
    ledger = _laid_out(engine_in_memory())
    if (data / _FILE).exists():
        original = open_ledger(data)
        with original._begin() as source, ledger._begin(writes=True) as target:
            for table in METADATA.sorted_tables:
                rows = [dict(row) for row in source.execute(select(table)).mappings()]
                if rows:
                    target.execute(insert(table), rows)
    return ledger


def _laid_out(engine: Engine) -> Ledger:
    ledger = Ledger(engine)
    with ledger._begin() as con:
        is_laid_out = METADATA.tables.keys() <= set(inspect(con).get_table_names())
    if not is_laid_out:
        with ledger._begin(writes=True) as con:
            METADATA.create_all(con)
    return ledger


def _find(con: Connection, source: str, delivered: date, signature: str) -> LedgerEntry | None:
    where = of_delivery(DELIVERY, source, delivered) & (DELIVERY.c.signature == signature)
    row = con.execute(select(DELIVERY).where(where)).first()
    return _entry(con, row) if row else None


def _write(
    con: Connection, known: LedgerEntry | None, facts: DeliveryFacts, values: Mapping[str, object]
) -> int:
    """Write a new row, or over the one that is known; return its number."""
    if known:
        con.execute(update_of(DELIVERY).where(DELIVERY.c.number == known.number).values(**values))
        return known.number
    key = {name: getattr(facts, name) for name in ("source", "delivered", "signature")}
    new = insert(DELIVERY).values(**key, **values).returning(DELIVERY.c.number)
    number: int = con.execute(new).scalar_one()
    return number


def _is_the_same(known: LedgerEntry, facts: DeliveryFacts, decision: Decision | None) -> bool:
    """Compare all but the order and the time; what only `check` tells of is not kept."""
    told = known.facts
    return (
        decision == known.decision
        and (told.outcome, told.reasons) == (facts.outcome, facts.reasons)
        and (told.declaration, told.stated_day) == (facts.declaration, facts.stated_day)
        and [file_values(file) for file in told.files]
        == [file_values(file) for file in sorted(facts.files, key=lambda file: file.name)]
    )


def _entry(con: Connection, row: Row[tuple[object, ...]]) -> LedgerEntry:
    known = row._mapping
    files = con.execute(
        select(FILE).where(FILE.c.delivery == known["number"]).order_by(FILE.c.file)
    ).mappings()
    decision = None
    if known["decided_by"]:
        decision = Decision(
            by=known["decided_by"], reason=known["decided_reason"], at=known["decided_at"]
        )
    return LedgerEntry(
        number=known["number"],
        accepted_after=known["accepted_after"] or 0,
        assessed_at=known["assessed_at"],
        decision=decision,
        facts=facts_of(known, files),
    )
