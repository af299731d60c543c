"""A linkage laid out by hand, of which the errors are to be found: records, scores, links."""

from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from linkage_models.evaluation.misses.finding import kinds_of_errors
from linkage_models.person.preparing import prepare_records

BORN = date(1988, 4, 2)
JOIN = 9.0
REVIEW = 6.0
LAID_OUT = """
create table truth (source varchar, record_id varchar, person_id varchar, household_id varchar);
create table scored (l varchar, r varchar, weight double, before double, guard varchar);
create table joined (l varchar, r varchar, weight double, is_cut boolean, cut_reason varchar);
create table waiting (record_id varchar);
create table found (record_id varchar, person_id bigint);
"""


def record(
    con: DuckDBPyConnection, record_id: str, true: str, found: int, **values: object
) -> None:
    """Add a record with its true and its found person; household after a stroke, if any."""
    person, _, household = true.partition("/")
    told = {
        "given_name": "TAMSIN",
        "family_name": "OAKESHOTT",
        "date_of_birth": BORN,
        "date_of_birth_quality": "full",
        "is_client": True,
        "is_restricted": False,
        **values,
    }
    names, places = ", ".join(told), ", ".join("?" * len(told))
    con.execute(
        f"insert into conformed.person_record (source, record_id, {names}) "  # noqa: S608 - ours
        f"values ('gp', ?, {places})",
        [record_id, *told.values()],
    )
    con.execute("insert into truth values ('gp', ?, ?, ?)", [record_id, person, household or None])
    con.execute("insert into found values (?, ?)", [record_id, found])


def scored(con: DuckDBPyConnection, one: str, other: str, weight: float, **more: object) -> None:
    told = [one, other, weight, more.get("before", weight), more.get("guard")]
    con.execute("insert into scored values (?, ?, ?, ?, ?)", told)


def joined(
    con: DuckDBPyConnection, one: str, other: str, weight: float, cut: str | None = None
) -> None:
    con.execute(
        "insert into joined values (?, ?, ?, ?, ?)", [one, other, weight, cut is not None, cut]
    )


def errors(con: DuckDBPyConnection, truth: str = "truth") -> list[dict[str, Any]]:
    """Lay out what a linkage leaves behind, and find its errors."""
    prepare_records(con)
    con.execute(
        "create table linkage.person_record as select person_id, 'gp' as source, record_id, "
        "true as is_linkable from found"
    )
    numbered = (
        "from {} as p inner join linkage.record as a on p.l = a.record_id "
        "inner join linkage.record as b on p.r = b.record_id"
    )
    con.execute(
        "create table linkage.pair as select a.record_number as record_number_l, "
        "b.record_number as record_number_r, weight as match_weight, "
        f"before as match_weight_before_guard, guard {numbered.format('scored')}"
    )
    con.execute(
        "create table linkage.link as select a.record_number as record_number_l, "
        "b.record_number as record_number_r, weight as match_weight, "
        f"'probabilistic' as evidence, is_cut, cut_reason {numbered.format('joined')}"
    )
    con.execute(
        "create table linkage.for_review as select record_number_l, record_number_r "
        "from linkage.pair where match_weight >= ? and match_weight < ?",
        [REVIEW, JOIN],
    )
    con.execute(
        "create table linkage.set_aside as select p.person_id from linkage.person_record as p "
        "inner join waiting as w on p.record_id = w.record_id"
    )
    found: list[dict[str, Any]] = kinds_of_errors(con, con.table(truth), JOIN).to_pylist()
    return found


def kinds(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, int]]:
    return [(row["error"], row["stage"], row["kind"], row["errors"]) for row in rows]
