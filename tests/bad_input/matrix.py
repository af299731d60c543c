"""The matrix of bad input: every row of it, in order. What a row is tried with is in `makers`."""

from collections.abc import Iterator

from tests.bad_input.cases import Case, Row
from tests.bad_input.makers import (
    arrivals,
    containers,
    dates,
    headers,
    identifiers,
    markup,
    nights,
    texts,
    whole_files,
)

KINDS = range(1, 57)

ROWS: tuple[Row, ...] = tuple(
    sorted(
        (
            row
            for module in (
                arrivals,
                containers,
                dates,
                headers,
                identifiers,
                markup,
                nights,
                texts,
                whole_files,
            )
            for row in module.ROWS
        ),
        key=lambda row: row.number,
    )
)


def all_cases() -> Iterator[tuple[Row, Case]]:
    """Give every case with its row."""
    for row in ROWS:
        for case in row.cases:
            yield row, case


def title(row: Row, case: Case) -> str:
    """Return how a case is called where it is reported."""
    return f"{row.number:02d} {row.arrives}: {case.name} -> {case.becomes.value}"
