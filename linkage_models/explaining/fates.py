"""What became of a pair, and how two records of one person hang together.

A pair is joined, cut, decided by people, or not joined; it is only read here.
"""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from linkage_models.explaining.paths import Edge, strongest_path
from linkage_models.explaining.records import LinkedRecord, RecordKey
from linkage_models.thresholds import STATED_RELATIVES
from sources.tables import select_from

_PACKAGE = "linkage_models.explaining"
_KNOWN_TO_BE_TWO = "known to be two people"
_EVIDENCE = {
    "exact identifier": "joined, on an identifier that agrees",
    "probabilistic": "joined",
    "human": "joined, as people decided",
    "kept": "kept joined, as they were last night",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link on the way from one record to the other: to which record, and its weight.

    A link that people decided on may have no weight.
    """

    to: RecordKey
    weight: float | None


def outcome(
    con: DuckDBPyConnection, one: LinkedRecord, other: LinkedRecord, *, reaches_join: bool
) -> str:
    """Say what became of a pair; `one` is the record with the lower number."""
    (row,) = select_from(
        con, _PACKAGE, "fate", number_l=one.number, number_r=other.number
    ).fetchall()
    evidence, is_cut, reason, decision, status, is_for_review = row
    if status == "conflict":
        return "set aside: decisions of people contradict each other"
    if decision == "different":
        return "kept apart, as people decided"
    if is_cut:
        by = _parted_by(con, one, other) if reason == _KNOWN_TO_BE_TWO else ""
        return f"cut: {reason}{by}" if reason else "cut"
    if evidence:
        return _EVIDENCE.get(evidence, f"joined: {evidence}")
    if is_for_review:
        return "for review: not joined, and people should look"
    return "not joined, although it reaches that level" if reaches_join else "not joined"


def _parted_by(con: DuckDBPyConnection, one: LinkedRecord, other: LinkedRecord) -> str:
    """Say which two records of the two persons are known to be two people, and by what.

    Nothing where further cuts took these records out of both persons.
    """
    row = select_from(
        con,
        _PACKAGE,
        "parted_by",
        number_l=one.number,
        number_r=other.number,
        person_l=one.person_id,
        person_r=other.person_id,
        stated=STATED_RELATIVES.name,
    ).fetchone()
    if row is None:
        return ""
    source_l, id_l, source_r, id_r, guard, is_itself = row
    if is_itself:
        return f" ({guard})"
    left = RecordKey(source=source_l, record_id=id_l)
    right = RecordKey(source=source_r, record_id=id_r)
    return f", as are {left} and {right} ({guard})"


def path(con: DuckDBPyConnection, one: LinkedRecord, other: LinkedRecord) -> tuple[Step, ...]:
    """Return the strongest way from one record to the other through the links of their person."""
    if one.person_id != other.person_id:
        return ()
    rows = select_from(con, _PACKAGE, "person_link", person_id=one.person_id).fetchall()
    keys = {
        number: RecordKey(source=source, record_id=record_id)
        for row in rows
        for number, source, record_id in (row[:3], row[3:6])
    }
    edges = [Edge(left=row[0], right=row[3], weight=row[6]) for row in rows]
    return tuple(
        Step(to=keys[number], weight=weight)
        for number, weight in strongest_path(edges, one.number, other.number)
    )
