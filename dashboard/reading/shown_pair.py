"""Two records side by side, as a reviewer needs them to say whether they are one person.

This is the one place where a page reads names. Values are in what is returned and nowhere else: no
log, no error and no session holds one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from dashboard.reading.nights import Line, rows_of
from pipelines.counts.words import source_title

_SEXES = {"F": "Female", "M": "Male"}
_QUALITIES = {"estimated": "estimated", "default": "a default", "partial": "partly known"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A kind of value of both records, and whether they agree; nothing where one lacks it."""

    title: str
    left: tuple[str, ...] = field(repr=False)
    right: tuple[str, ...] = field(repr=False)

    @property
    def says(self) -> str:
        """Whether the two agree, in a word."""
        one, other = ({_told(each) for each in side} for side in (self.left, self.right))
        if not one or not other:
            return "not known of both"
        if one == other:
            return "the same"
        return "partly the same" if one & other else "different"


@dataclass(frozen=True, kw_only=True)
class ShownPair:
    """Two records, row by row."""

    left_source: str
    right_source: str
    left_is_client: bool
    right_is_client: bool
    rows: tuple[Compared, ...] = field(repr=False)


def shown_pair(
    con: DuckDBPyConnection, left: tuple[str, str], right: tuple[str, str]
) -> ShownPair | None:
    """Return two records of a night by their source and id; none where one is not, or withheld."""
    records = [
        rows_of(con, "shown_record", source=key[0], record_id=key[1]) for key in (left, right)
    ]
    if not all(records):
        return None
    one, other = (
        dict(_values(con, key, found[0])) for key, found in zip((left, right), records, strict=True)
    )
    return ShownPair(
        left_source=source_title(left[0]),
        right_source=source_title(right[0]),
        left_is_client=bool(records[0][0]["is_client"]),
        right_is_client=bool(records[1][0]["is_client"]),
        rows=tuple(
            Compared(title=title, left=one[title], right=other[title])
            for title in one
            if one[title] or other[title]
        ),
    )


def _values(
    con: DuckDBPyConnection, key: tuple[str, str], record: Line
) -> Sequence[tuple[str, tuple[str, ...]]]:
    of = {"source": key[0], "record_id": key[1]}
    contacts = (row["value"] for row in rows_of(con, "shown_contact", **of))
    return (
        ("First name", _texts(record["given_name"])),
        ("Middle names", _texts(record["middle_names"])),
        ("Surname", _texts(record["family_name"])),
        ("Other names", _texts(record["other_given_names"], record["other_family_names"])),
        ("Date of birth", _texts(_born(record))),
        ("Date of death", _texts(_day(record["date_of_death"]))),
        ("Sex", _texts(_SEXES.get(record["sex"] or "", ""))),
        ("NHS number", _texts(record["nhs_number"])),
        ("Pupil number", _texts(record["upn"], record["former_upn"])),
        ("Addresses", _texts(*map(_lived, rows_of(con, "shown_address", **of)))),
        (
            "Phone and e-mail",
            _texts(*contacts),
        ),
    )


def _told(value: str) -> str:
    """Return what of a value is compared: not when it held, nor how it is written."""
    return value.partition(" (")[0].casefold()


def _texts(*values: Any) -> tuple[str, ...]:  # noqa: ANN401 - columns of any type
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(str(each) for each in flat if each))


def _born(record: Line) -> str:
    quality = _QUALITIES.get(record["date_of_birth_quality"] or "")
    day = _day(record["date_of_birth"])
    return f"{day} ({quality})" if day and quality else day


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _lived(row: Line) -> str:
    where = ", ".join(filter(None, (row["line"], row["postcode"])))
    since, until = _day(row["from_date"]), _day(row["to_date"])
    when = f" ({since or 'not known'} to {until or 'now'})" if since or until else ""
    return f"{where}{when}" if where else ""
