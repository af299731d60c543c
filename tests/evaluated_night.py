"""A night of seven records and a hand-made truth, for tests of how a night is evaluated."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

# True persons: Ann a1 a2 a3, Bob b1 b2, Cat c1, Dan d1. Bob and Cat live in one household.
RECORDS = {
    "a1": "Ann",
    "a2": "Ann",
    "a3": "Ann",
    "b1": "Bob",
    "b2": "Bob",
    "c1": "Cat",
    "d1": "Dan",
}
HOUSEHOLDS = {"Ann": "H1", "Bob": "H2", "Cat": "H2", "Dan": "H3", "Eve": "H1", "Fay": "H2"}
# Found: a1 and a2 are one person, a3 is alone, Cat's record is on Bob, Dan is right.
FOUND = {"a1": 1, "a2": 1, "a3": 2, "b1": 3, "b2": 3, "c1": 3, "d1": 4}
# Pairs that were scored, by record: a1-a2, a2-a3, b1-b2, b1-c1. b2-c1 and a1-a3 were not.
SCORED = [("a1", "a2"), ("a2", "a3"), ("b1", "b2"), ("b1", "c1")]


def write(folder: Path, name: str, header: str, rows: Sequence[Sequence[object]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split())
        writer.writerows(rows)


def write_truth(folder: Path) -> None:
    """Eve is Ann's child and Fay is Bob's and Cat's; x1 and y1 are the children's records."""
    records = [("s", record, person, "false") for record, person in RECORDS.items()]
    children = [("s", "x1", "Eve", "false"), ("s", "y1", "Fay", "false")]
    withheld = [("s", "w1", "Dan", "true")]
    write(
        folder,
        "record",
        "source record_id person_id excluded",
        [*records, *children, *withheld],
    )
    write(folder, "person", "person_id household_id", [*HOUSEHOLDS.items()])
    write(
        folder,
        "care_tie",
        "child_id adult_id role",
        [("Eve", "Ann", "mother"), ("Fay", "Bob", "father"), ("Fay", "Cat", "mother")],
    )
    write(folder, "unit", "child_id unit_id", [("Eve", "U1"), ("Fay", "U2")])
    write(
        folder,
        "member",
        "unit_id person_id role",
        [
            ("U1", "Eve", "child"),
            ("U1", "Ann", "mother"),
            ("U2", "Fay", "child"),
            ("U2", "Bob", "father"),
            ("U2", "Cat", "mother"),
        ],
    )
    write(
        folder,
        "figure",
        "count_id measure value",
        [
            ("A1", "parents", 10),
            ("B1", "amh_adults_blank", 7),
            ("B2", "parents", 5),
            ("B2", "parents_no", 6),
            ("B3", "children_in_need", 5),
            ("C1", "families_4_or_more", 2),
            ("C2", "a+b", 8),
        ],
    )


def table(con: DuckDBPyConnection, name: str, **columns: Sequence[object]) -> None:
    con.register("made", pa.table(columns))
    con.table("made").create(name)
    con.unregister("made")


def build_night(con: DuckDBPyConnection) -> None:
    """Eve's record is on person 5, Fay's on person 6; Dan's withheld record has no person."""
    for schema in ("linkage", "family", "counts"):
        con.execute(f"create schema {schema}")
    found = {**FOUND, "x1": 5, "y1": 6}
    names = list(found)
    table(
        con,
        "linkage.person_record",
        source=["s"] * len(found),
        record_id=names,
        person_id=list(found.values()),
        # The children's records carry no name, so links between records are not judged by them.
        is_linkable=[name not in {"x1", "y1"} for name in names],
    )
    linkable = list(FOUND)
    table(
        con,
        "linkage.record",
        record_number=list(range(1, len(linkable) + 1)),
        source=["s"] * len(linkable),
        record_id=linkable,
    )
    table(
        con,
        "linkage.pair",
        record_number_l=[linkable.index(left) + 1 for left, _ in SCORED],
        record_number_r=[linkable.index(right) + 1 for _, right in SCORED],
    )
    # Found family of Eve: Eve and Ann, as it should be, and Dan, who is nobody's. Of Fay: Bob.
    table(
        con,
        "family.member",
        unit_id=[1, 1, 1, 2, 2],
        person_id=[5, 1, 4, 6, 3],
        role=["child", "mother", "father", "child", "father"],
    )
    table(
        con,
        "family.care_tie",
        child_id=[5, 5, 6],
        adult_id=[1, 4, 3],
        role=["mother", "father", "father"],
        residence=["with_child", "elsewhere", "unknown"],
    )
    table(con, "family.dependent_child", child_id=[5, 6])
    table(
        con,
        "counts.figure",
        count_id=["A1", "A1", "B1", "B2", "B2", "B3", "C1", "C2"],
        measure=[
            "parents",
            "parents",
            "amh_adults",
            "parents",
            "parents",
            "children",
            "families",
            "families",
        ],
        breakdown=[
            "total",
            "ward",
            "recorded_status",
            "total",
            "recorded_status",
            "stage",
            "services",
            "combination",
        ],
        category=["all", "QQ", "blank", "all", "no", "child_in_need", "4 or more", "a+b"],
        value=[9, 4, 7, 5, 3, 6, 2, 8],
    )
