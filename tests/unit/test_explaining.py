"""Explaining two records of a night: the weights that decided, and what became of the pair."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.explaining.explain import explain
from linkage_models.explaining.explanation import Explanation
from linkage_models.explaining.records import (
    ExplainError,
    record_key,
)
from linkage_models.identity import last_night
from linkage_models.model import load_trained
from linkage_models.person.linking import link_records
from linkage_models.person.model import PERSON_MODEL
from sources.layout import create_schemas, lay_out_sources
from sources.tables import load_macros

TRAINED = load_trained(PERSON_MODEL)
JOIN = thresholds.SAME_PERSON.weight
BORN = date(1984, 5, 17)
Row = Mapping[str, Any]

# Nobody here exists. Ada moved; Ivy and Isla are twins; Nia is in school under her mother's name.
RECORDS: Mapping[str, Row] = {
    "gp:ada": {"given_name": "ADA", "family_name": "MOSSOP", "date_of_birth": BORN},
    "council:ada": {"given_name": "ADA", "family_name": "MOSSOP", "date_of_birth": BORN},
    "gp:ivy": {"given_name": "IVY", "family_name": "TARN", "date_of_birth": date(2016, 3, 2)},
    "council:isla": {
        "given_name": "ISLA",
        "family_name": "TARN",
        "date_of_birth": date(2016, 3, 2),
    },
    "gp:nia": {
        "given_name": "NIA",
        "family_name": "PELLOW",
        "date_of_birth": date(2014, 9, 9),
        "nhs_number": "9990000018",
        "nhs_number_status": "verified",
    },
    "council:nia": {
        "given_name": "NIA",
        "family_name": "PELLOW",
        "date_of_birth": date(2014, 9, 9),
        "nhs_number": "9990000018",
        "upn": "A999200121017",
        "other_family_names": ["QUILL"],
    },
    "school:nia": {"given_name": "NIA", "family_name": "QUILL", "upn": "A999200121017"},
    "gp:anselm": {
        "given_name": "ANSELM",
        "family_name": "BRACK",
        "date_of_birth": date(1950, 1, 3),
    },
    "gp:withheld": {"given_name": "EVE", "family_name": "LOCK", "is_restricted": True},
    "gp:nameless": {"date_of_birth": BORN},
}
HOMES = {
    "gp:ada": "1 MILL LANE",
    "council:ada": "9 HIGH ROW",
    "gp:ivy": "4 TARN END",
    "council:isla": "4 TARN END",
    "gp:anselm": "1 MILL LANE",
}


# So many others, two to a home, that no name above is a common one and households are in the data.
CROWD = """
    insert into conformed.person_record
        (source, record_id, given_name, family_name, date_of_birth, date_of_birth_quality,
         is_client, is_restricted)
    select 'gp', 'crowd ' || i, chr(65 + i % 23) || chr(97 + i % 7) || repeat(chr(66 + i % 19), 3),
        chr(65 + i % 17) || repeat(chr(67 + i % 11), 2) || chr(65 + i % 13) || chr(65 + i % 5),
        date '1960-01-01' + (37 * i)::integer, 'full', true, false
    from (select unnest(range(500))::integer as i)
"""
HOMES_OF_CROWD = """
    insert into conformed.address (source, record_id, use, line, postcode)
    select 'gp', 'crowd ' || i, 'home', i // 2 || ' CROWD ROAD', 'QZ9 ' || i // 20 || 'ZZ'
    from range(500) as each (i)
"""


def add(con: DuckDBPyConnection, table: str, **values: object) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    con.execute(
        f"insert into conformed.{table} ({names}) values ({places})",  # noqa: S608 - ours
        list(values.values()),
    )


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A night as it lies on disk, linked."""
    path = tmp_path_factory.mktemp("night") / "warehouse.duckdb"
    with duckdb.connect(path, config={"threads": 1}) as con:
        lay_out_sources(con)
        create_schemas(con, "linkage")
        load_macros(con, "linkage_models")
        for text, row in RECORDS.items():
            key = record_key(text)
            told = {"date_of_birth_quality": "full", "is_client": True, "is_restricted": False}
            add(con, "person_record", source=key.source, record_id=key.record_id, **{**told, **row})
        for text, line in HOMES.items():
            key = record_key(text)
            home = {"use": "home", "line": line, "postcode": "QZ1 1AB" if "MILL" in line else "QZ2"}
            add(con, "address", source=key.source, record_id=key.record_id, **home)
        con.execute(CROWD)
        con.execute(HOMES_OF_CROWD)
        last_night.lay_out(con)
        link_records(con, trained=TRAINED)
    return path


@pytest.fixture
def con(night: Path) -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(night, read_only=True, config={"threads": 1}) as connection:
        yield connection


def explained(con: DuckDBPyConnection, left: str, right: str) -> Explanation:
    return explain(con, record_key(left), record_key(right), TRAINED, JOIN)


def found(explanation: Explanation) -> dict[str, str]:
    return {row.title: row.found for row in explanation.rows}


def test_every_pair_is_explained_by_the_weights_that_decided(con: DuckDBPyConnection) -> None:
    pairs = con.execute(
        "select l.source, l.record_id, r.source, r.record_id, p.match_weight_before_guard,"
        " p.match_weight, p.guard from linkage.pair as p"
        " inner join linkage.record as l on p.record_number_l = l.record_number"
        " inner join linkage.record as r on p.record_number_r = r.record_number"
        " where l.record_id not like 'crowd%' order by all"
    ).fetchall()
    assert len(pairs) >= 3
    for source_l, id_l, source_r, id_r, before, after, guard in pairs:
        told = explained(con, f"{source_l}:{id_l}", f"{source_r}:{id_r}")
        assert told.weight_before_guard == pytest.approx(before)
        assert told.weight == pytest.approx(after)
        assert told.rows[-1].total == pytest.approx(after)
        assert (told.guard.name if told.guard else None) == guard
        assert told.is_as_of_night
        assert told.rule
        assert not told.not_held


def test_rows_begin_where_any_pair_of_the_night_starts_and_add_up(con: DuckDBPyConnection) -> None:
    told = explained(con, "gp:ada", "council:ada")
    ((prior,),) = con.table("linkage.weighing").select("prior").fetchall()
    first, *others = told.rows
    assert (first.title, first.weight, first.total) == ("start", prior, prior)
    assert sum(row.weight for row in told.rows) == pytest.approx(told.weight)
    for before, row in zip(told.rows, others, strict=False):
        assert row.total == pytest.approx(before.total + row.weight)


def test_one_person_who_moved_is_told_as_that(con: DuckDBPyConnection) -> None:
    told = explained(con, "gp:ada", "council:ada")
    assert told.outcome == "joined"
    assert told.is_one_person
    assert [str(step.to) for step in told.path] == [str(told.right)]
    assert found(told)["date of birth"] == "the same"
    assert found(told)["address"] == "none agrees"
    assert found(told)["NHS number"] == "cannot be compared"
    assert "same date of birth" in told.sentence.lower()
    assert told.sentence.endswith("; moved house.")


def test_the_order_of_the_two_records_does_not_matter(con: DuckDBPyConnection) -> None:
    assert explained(con, "gp:ada", "council:ada") == explained(con, "council:ada", "gp:ada")


def test_a_guard_is_a_row_of_its_own_with_its_reason(con: DuckDBPyConnection) -> None:
    told = explained(con, "gp:ivy", "council:isla")
    assert told.guard is not None
    declared = {
        each.name: each
        for each in vars(thresholds).values()
        if isinstance(each, thresholds.Penalty)
    }[told.guard.name]
    assert told.guard.reason == declared.reason
    assert told.guard.weight == pytest.approx(declared.weight)
    assert (told.rows[-1].title, told.rows[-1].found) == ("guard", declared.name)
    assert told.weight == pytest.approx(told.weight_before_guard + declared.weight)
    assert not told.is_one_person
    assert told.path == ()


def test_a_pair_that_no_rule_brings_together_is_weighed_all_the_same(
    con: DuckDBPyConnection,
) -> None:
    told = explained(con, "gp:nia", "gp:ada")
    assert told.not_held.startswith("no blocking rule brings the two together")
    assert told.rule == ""
    assert told.weight_of_night is None
    assert told.outcome == "not joined"
    assert found(told)["surname"] == "different"


def test_a_pair_that_is_too_light_to_be_kept_is_told_with_its_rule(con: DuckDBPyConnection) -> None:
    told = explained(con, "gp:ada", "gp:anselm")
    assert told.not_held == "the pair weighs less than what a night keeps"
    assert "first letter of first name" in told.rule
    assert told.guard is not None  # Found anew, by the guards of a night.
    assert told.weight == pytest.approx(told.weight_before_guard + told.guard.weight)


def test_two_records_of_one_person_are_told_through_the_record_that_joins_them(
    con: DuckDBPyConnection,
) -> None:
    told = explained(con, "gp:nia", "school:nia")
    assert told.is_one_person
    assert told.weight < JOIN
    assert {str(step.to) for step in told.path} == {"council:nia", str(told.right)}
    assert all(step.weight is not None and step.weight >= JOIN for step in told.path)


def test_the_night_is_left_as_it_was(con: DuckDBPyConnection, night: Path) -> None:
    before = night.read_bytes(), con.execute("from duckdb_tables()").fetchall()
    explained(con, "gp:ada", "council:ada")
    explained(con, "gp:nia", "gp:ada")
    assert (night.read_bytes(), con.execute("from duckdb_tables()").fetchall()) == before


def test_no_value_of_a_record_is_in_an_explanation(con: DuckDBPyConnection) -> None:
    values = {
        str(value).lower()
        for row in RECORDS.values()
        for name, value in row.items()
        if name.endswith(("_name", "_birth", "_number", "upn"))
    } | {"mill lane", "qz1"}
    for pair in (("gp:ivy", "council:isla"), ("gp:nia", "council:nia"), ("gp:ada", "gp:anselm")):
        told = explained(con, *pair)
        rows = [f"{row.title} {row.found}" for row in told.rows]
        text = " ".join([*rows, told.sentence, told.outcome, told.rule, told.not_held]).lower()
        assert not [value for value in values if f" {value} " in f" {text} "]


def test_why_a_record_was_not_linked_is_not_told_and_all_records_are(
    con: DuckDBPyConnection,
) -> None:
    keys = ("gp:nobody", "gp:nameless", "gp:withheld")
    told = set()
    for one, other in pairwise((*keys, keys[0])):
        with pytest.raises(ExplainError) as error:
            explained(con, one, other)
        lines = str(error.value).splitlines()
        assert [line.split(": ")[0] for line in lines] == [one, other]
        told |= {line.split(": ", 1)[1] for line in lines}
    (sentence,) = told
    assert "not delivered, withheld, or too little to go by" in sentence
    assert (
        "two of first name, surname, date of birth, NHS number or UPN, and phone or e-mail"
        in sentence
    )
    assert "somebody who is born" in sentence


def test_a_record_is_no_pair_with_itself(con: DuckDBPyConnection) -> None:
    with pytest.raises(ExplainError, match="gp:ada is named twice"):
        explained(con, "gp:ada", "gp:ada")


def test_the_id_of_a_record_may_hold_colons() -> None:
    key = record_key("school:A999200121017:contact:1")
    assert (key.source, key.record_id) == ("school", "A999200121017:contact:1")
    assert str(key) == "school:A999200121017:contact:1"


@pytest.mark.parametrize("text", ["", "gp", ":12", "gp:", ":"])
def test_what_is_no_record_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ExplainError, match="write source:record_id, such as gp:12345"):
        record_key(text)
