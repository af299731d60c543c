"""Makers of records whose values are bad: dates; rows 32 to 35."""

from collections.abc import Callable
from datetime import date

from sources.tables import select_from
from tests.bad_input.bench import TODAY, Bench
from tests.bad_input.cases import Becomes, Case, Row, in_turn
from tests.bad_input.makers.mapped import has, mapped, one_wrong
from tests.bad_input.senders import FAMILIES, FAMILIES_BOOK

_UNREAD = "DateOfBirth is not a date in the declared format"
_EPOCH = date(1899, 12, 30)


def _contradict(claim: str, count: int, **values: object) -> Callable[[Bench], None]:
    """Hold how many rows contradict a claim that a night checks."""

    def hold(bench: Bench) -> None:
        source = bench.sender.source
        found = select_from(
            bench.con, "pipelines.checks", f"sql/{claim}", source=source, **values
        ).fetchall()
        assert found == [(count,)]

    return hold


def _everybody_has(column: str) -> Callable[[Bench], None]:
    def hold(bench: Bench) -> None:
        assert bench.conformed("person_record", column, where=f"{column} is null") == []

    return hold


def _serial(day: str) -> str:
    return str((date.fromisoformat(day) - _EPOCH).days)


def _month_first(day: str) -> str:
    return f"{day[3:5]}/{day[:2]}/{day[6:]}" if day else day


ROWS = (
    Row(
        number=32,
        arrives="dates in several formats",
        expected="records whose dates are not in a declared format are set aside",
        cases=(
            Case(
                name="three of 58",
                becomes=Becomes.QUARANTINED,
                spoil=in_turn(
                    lambda bench: bench.edit(1, DateOfBirth="14/03/1987"),
                    lambda bench: bench.edit(2, DateOfBirth="14 March 1987"),
                    lambda bench: bench.edit(3, DateOfBirth="1987-02-30"),
                ),
                aside=dict.fromkeys(("pat-0001", "pat-0002", "pat-0003"), _UNREAD),
            ),
        ),
    ),
    Row(
        number=33,
        arrives="American dates where British ones are declared",
        expected="refused, with the guess that the month comes first",
        cases=(
            Case(
                name="the whole column",
                sender=FAMILIES,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.edit_all("Date of birth", _month_first),
                told=(
                    "early_help: 58 of 58 records break a rule: Date of birth is not a date",
                    "month first in most of them",
                ),
            ),
        ),
    ),
    Row(
        number=34,
        arrives="dates as a spreadsheet's serial numbers",
        expected="refused, unless the format comes as workbooks",
        cases=(
            Case(
                name="in a CSV",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.edit_all("DateOfBirth", _serial),
                told=(
                    f"emis_patient: 58 of 58 records break a rule: {_UNREAD} (58)",
                    "a spreadsheet's serial number in most",
                ),
            ),
            Case(
                name="in a workbook",
                sender=FAMILIES_BOOK,
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: bench.edit_all(
                    "Date of birth",
                    lambda day: _serial(f"{day[6:]}-{day[3:5]}-{day[:2]}"),
                ),
                proof=mapped(
                    _everybody_has("date_of_birth"),
                    has("per-0001", "date_of_birth", date(1951, 9, 14)),
                ),
            ),
        ),
    ),
    Row(
        number=35,
        arrives="days that cannot be: born tomorrow, born in 1850, seen before birth",
        expected="births that cannot be are set aside; the rest is told as unusual",
        cases=(
            one_wrong(
                "born after the delivery",
                1,
                "DateOfBirth is a birth after the delivery",
                DateOfBirth="2031-01-15",
            ),
            one_wrong(
                "born before 1900",
                2,
                "DateOfBirth is a birth before 1900",
                DateOfBirth="1850-06-15",
            ),
            Case(
                name="1 January 1900, which stands for not known",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: bench.edit(3, DateOfBirth="1900-01-01"),
                proof=mapped(has("pat-0003", "date_of_birth_quality", "default")),
            ),
            Case(
                name="registered before birth: told as unusual",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.edit(4, DateOfRegistration="1930-05-05"),
                proof=mapped(_contradict("nothing_begins_before_birth", 1)),
            ),
            Case(
                name="dead before birth: told as unusual",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.edit(4, DateOfDeath="1930-05-05"),
                proof=mapped(
                    _contradict("births_are_plausible", 1, as_at=date.fromisoformat(TODAY))
                ),
            ),
        ),
    ),
)
