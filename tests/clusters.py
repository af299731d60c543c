"""Small clusters for tests: records called by letters, links among them, what people decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import Numbers
from linkage_models.person.checking import Checked, check_clusters
from linkage_models.person.clustering import Links
from linkage_models.person.decision_list import SCHEMA
from linkage_models.person.decisions import create_decisions
from linkage_models.person.preparing import prepare_records

KNOWN = "known to be two"

# Ends, weight, and whether an exact identifier agrees.
Link = tuple[str, str, float] | tuple[str, str, float, bool]
Row = Mapping[str, Any]


def add(con: DuckDBPyConnection, table: str, **values: object) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    con.execute(
        f"insert into conformed.{table} ({names}) values ({places})",  # noqa: S608 - ours
        list(values.values()),
    )


def people(con: DuckDBPyConnection, **rows: Row) -> None:
    """Add records, each called by its letter, all of one name unless a row says otherwise."""
    for record_id, row in rows.items():
        told = {
            "source": "gp",
            "given_name": "ADA",
            "family_name": "MOSSOP",
            "date_of_birth_quality": "full" if "date_of_birth" in row else None,
            "nhs_number_status": "verified" if "nhs_number" in row else None,
            "is_client": True,
            "is_restricted": False,
        }
        add(con, "person_record", record_id=record_id, **{**told, **row})


@dataclass(frozen=True, kw_only=True)
class Found:
    """The persons that came out, by the letters of their records, and why links were cut."""

    persons: set[str]
    cuts: dict[str, str]
    checked: Checked


def check(
    con: DuckDBPyConnection,
    *links: Link,
    apart: Sequence[str] = (),
    said: Sequence[tuple[str, str]] = (),
) -> Found:
    """Check the clusters of links; `said` are pairs of letters with what a person decided."""
    prepare_records(con)
    names = [
        name
        for (name,) in con.table("linkage.record")
        .order("record_number")
        .select("record_id")
        .fetchall()
    ]
    number = {name: place for place, name in enumerate(names)}
    create_decisions(con, decisions(*said))

    def nodes(letters: Sequence[str]) -> Numbers:
        return np.array([number[letter] for letter in letters], dtype=np.int64)

    made = Links(
        left=nodes([link[0] for link in links]),
        right=nodes([link[1] for link in links]),
        weight=np.array([link[2] for link in links], dtype=np.float64),
        is_sure=np.array([len(link) > 3 for link in links], dtype=np.bool_),
        is_human=np.zeros(len(links), dtype=np.bool_),
    )
    pairs = (nodes([pair[0] for pair in apart]), nodes([pair[1] for pair in apart]))
    checked = check_clusters(con, len(names), made, {KNOWN: pairs})
    groups: dict[int, str] = {}
    for name, cluster in zip(names, checked.cluster.tolist(), strict=True):
        groups[cluster] = groups.get(cluster, "") + name
    ends = zip(checked.links.left.tolist(), checked.links.right.tolist(), strict=True)
    why = checked.reason.to_pylist()
    cuts = {names[a] + names[b]: each for (a, b), each in zip(ends, why, strict=True) if each}
    assert set(cuts.values()) <= set(counts(con))
    return Found(persons=set(groups.values()), cuts=cuts, checked=checked)


def decisions(*said: tuple[str, str]) -> pa.Table:
    rows = [
        {
            "source_l": "gp",
            "record_id_l": pair[0],
            "source_r": "gp",
            "record_id_r": pair[1],
            "decision": decision,
            "decided_by": "one",
            "decided_on": date(2026, 3, 1),
            "reason": "why",
        }
        for pair, decision in said
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def counts(con: DuckDBPyConnection) -> dict[str, tuple[int, int, int, int]]:
    """Return clusters, records, links cut and pairs overridden of every check."""
    columns = ("check", "clusters", "records", "links_cut", "overridden")
    rows = con.table("linkage.cluster_check").select(*columns).fetchall()
    return {name: tuple(numbers) for name, *numbers in rows}


def set_aside(con: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.table("linkage.set_aside").order("all").fetchall()
