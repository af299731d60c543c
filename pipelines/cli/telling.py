"""How deliveries are shown on a terminal: one as it was assessed, and the ledger of all."""

from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.deliveries.column_names import NAMELESS, told_names
from pipelines.deliveries.facts import DeliveryFacts, FileFacts
from pipelines.deliveries.ledger import LedgerEntry
from pipelines.deliveries.outcomes import Outcome

_A_DAY = len("2026-09-30")
_MOST_NAMES = 30
_COLOURS = {
    Outcome.ACCEPTED: "green",
    Outcome.SAME: "cyan",
    Outcome.WAITING: "cyan",
    Outcome.HELD: "yellow",
    Outcome.REFUSED: "red",
}


def show_check(
    console: Console, facts: DeliveryFacts, instead: date | None, newer: date | None
) -> None:
    """Show a delivery that was tried: its files, what is wrong, and what a night would do."""
    console.print(_files(facts))
    _show_lines(console, "Why", list(facts.reasons))
    aside = [f"{table}: {reason} ({count:,})" for table, reason, count in facts.set_aside]
    _show_lines(console, "Set aside", aside)
    _show_lines(console, "Noted", [f"{file.name}: {n}" for file in facts.files for n in file.notes])
    undeclared = [
        f"{file.name}: {_some(file.undeclared)}" for file in facts.files if file.undeclared
    ]
    _show_lines(console, "Not declared, so not read", undeclared)
    left = [f"{file.name}: {file.reason}" for file in facts.files if _is_left(file)]
    _show_lines(console, "Not read", left)
    console.print(
        f"[bold]The delivery [{_COLOURS[facts.outcome]}]{facts.outcome.words}[/].[/bold] "
        f"{_would_do(facts, instead, newer)}",
        highlight=False,
    )


def show_ledger(console: Console, entries: tuple[LedgerEntry, ...]) -> None:
    """Show what the ledger knows, a delivery in a line."""
    if not entries:
        console.print("No delivery was assessed yet: a night, the sensor or `accept` does it.")
        return
    table = Table("source", "delivered", "outcome", "data as at", "files", "records", "set aside")
    table.columns[0].overflow = "fold"
    for column in table.columns[4:]:
        column.justify = "right"
    for entry in entries:
        facts = entry.facts
        aside = sum(file.rejected or 0 for file in facts.files)
        table.add_row(
            facts.source,
            str(facts.delivered),
            _coloured(facts.outcome),
            str(facts.data_as_at) if facts.outcome is Outcome.ACCEPTED else "",
            str(len(facts.files)),
            _number(sum(facts.records_by_export.values()) or None),
            _number(aside or None),
        )
    console.print(table)
    _show_lines(console, "Why, and who decided", [told for e in entries if (told := _told(e))])


def _files(facts: DeliveryFacts) -> Table:
    title = f"{facts.source}, delivery of {facts.delivered}, data as at {facts.data_as_at}"
    table = Table("file", "read as", title=title, title_justify="left")
    for column in table.columns:
        column.overflow = "fold"
    for name in ("records", "loaded", "set aside"):
        table.add_column(name, justify="right")
    table.add_column("outcome")
    for file in facts.files:
        table.add_row(
            escape(file.name),
            escape(_read_as(file)),
            _number(file.records),
            _number(file.loaded),
            _number(file.rejected),
            "not read" if _is_left(file) else _of_file(file, facts),
        )
    return table


def _some(names: tuple[str, ...]) -> str:
    """Name columns, but not more than anybody reads, and none whose name may be a value."""
    proper = [name for name in told_names(names) if name != NAMELESS]
    told = ", ".join(proper[:_MOST_NAMES])
    others = len(proper) - _MOST_NAMES
    told = f"{told} and {others:,} others" if others > 0 else told
    nameless = len(names) - len(proper)
    if nameless:
        told += f"{', and ' if told else ''}{nameless:,} without a proper name"
    return told


def _read_as(file: FileFacts) -> str:
    return file.format if file.export == file.format else f"{file.format}, {file.export}"


def _is_left(file: FileFacts) -> bool:
    """Say whether a file stood in a readable delivery without being read."""
    return file.records is None and file.outcome in (Outcome.ACCEPTED, Outcome.HELD)


def _of_file(file: FileFacts, facts: DeliveryFacts) -> str:
    """Say what came of one file; one of a refused delivery may have nothing wrong with it."""
    if facts.outcome is Outcome.REFUSED and not file.reason:
        return "not used"
    return _coloured(file.outcome)


def _would_do(facts: DeliveryFacts, instead: date | None, newer: date | None) -> str:
    day = facts.delivered
    if facts.outcome is Outcome.ACCEPTED:
        until = f" and before {newer}, of when another is there," if newer else ""
        return f"A night at or after {day}{until} would use it."
    kept = f"would use that of {instead}" if instead else "has no other and would fail"
    told = f"A night at or after {day} {kept}."
    if facts.outcome is Outcome.HELD:
        command = f"thinkfamily accept {facts.source} {day} --by NAME --reason WHY"
        return f"{told} If it is right after all: {command}"
    return told


def _told(entry: LedgerEntry) -> str:
    """Say why a delivery came out as it did, or nothing where it was simply accepted."""
    if not entry.facts.reasons:
        return ""
    told = f"{entry.facts.source} {entry.facts.delivered}: {'; '.join(entry.facts.reasons)}"
    if entry.decision:
        decided = entry.decision
        told += f". Accepted by {decided.by} on {decided.at[:_A_DAY]}: {decided.reason}"
    return told


def _show_lines(console: Console, title: str, lines: list[str]) -> None:
    if lines:
        console.print(f"[bold]{title}[/bold]")
    for line in lines:
        console.print(f"  - {line}", markup=False, highlight=False)


def _coloured(outcome: Outcome) -> str:
    return f"[{_COLOURS[outcome]}]{outcome}[/]"


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
