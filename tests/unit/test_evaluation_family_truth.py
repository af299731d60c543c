"""Reading a truth of families from a folder, and making and judging families of linked records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.families.evaluating import (
    evaluate_families,
    newest_date,
    persons_given,
)
from linkage_models.evaluation.truth import TruthOfFamilies, read_truth, true_families
from linkage_models.identity import last_night
from linkage_models.person.preparing import prepare_records
from sources.conformed_folder import load_conformed
from sources.tables import create_table, load_macros

# One mother with two children at one address, a man alone; the mother has two records.
PEOPLE = (
    "source,record_id,given_name,family_name,date_of_birth,sex\n"
    "gp,m1,Tamsin,Oakeshott,1988-04-02,F\nschool,m2,Tamsin,Oakeshott,1988-04-02,F\n"
    "gp,c1,Wilf,Oakeshott,2015-06-11,M\ngp,c2,Nell,Oakeshott,2018-01-23,F\n"
    "gp,x1,Orla,Trevanion,1979-11-23,F\n"
)
HOMES = (
    "source,record_id,line,postcode,from_date\n"
    "gp,m1,1 Larch Rise,QQ1 1AA,2019-03-01\ngp,c1,1 Larch Rise,QQ1 1AA,2019-03-01\n"
    "gp,c2,1 Larch Rise,QQ1 1AA,2019-03-01\ngp,x1,7 Quay Row,QQ1 1AB,2020-02-01\n"
)
TRUTH = {
    "record": (
        "source,record_id,person_id,excluded\n"
        "gp,m1,M,false\nschool,m2,M,false\ngp,c1,C1,\ngp,c2,C2,false\ngp,x1,X,true\n"
    ),
    "person": "person_id,household_id,family_type\nM,H1,\nC1,H1,lone_parent\nC2,H1,lone_parent\n",
    "care_tie": (
        "child_id,adult_id,role,residence\n"
        "C1,M,Mother,with child\nC2,M,mother,with_child\nC2,M,other_carer,\nC1,F,father,away\n"
    ),
    "unit": "child_id,unit_id\nC1,U1\nC2,U1\n",
}
AS_AT = date(2026, 9, 30)


def write(folder: Path, **changed: str) -> Path:
    truth = folder / "truth"
    truth.mkdir(exist_ok=True)
    for name, text in (TRUTH | changed).items():
        if text:
            (truth / f"{name}.csv").write_text(text, "utf-8")
    return truth


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    (tmp_path / "person_record.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "address.csv").write_text(HOMES, "utf-8")
    with duckdb.connect(config={"threads": 1}) as con:
        load_conformed(con, tmp_path)
        con.execute("create schema linkage")
        load_macros(con, "linkage_models")
        last_night.lay_out(con)
        yield con


def link(con: DuckDBPyConnection, *persons: int) -> None:
    """Put the records m1, m2, c1, c2, x1 on persons."""
    prepare_records(con)
    keys = (("gp", "m1"), ("school", "m2"), ("gp", "c1"), ("gp", "c2"), ("gp", "x1"))
    con.execute(
        "create table linkage.person_record "
        "(person_id bigint, source varchar, record_id varchar, is_linkable boolean)"
    )
    con.executemany(
        "insert into linkage.person_record values (?, ?, ?, true)",
        [(person, *key) for person, key in zip(persons, keys, strict=True)],
    )
    create_table(con, "linkage.person", "linkage_models.person", "person")


def persons(con: DuckDBPyConnection) -> list[set[str]]:
    rows = con.sql("select person_id, list(record_id) from linkage.person_record group by 1")
    return sorted((set(records) for _, records in rows.fetchall()), key=sorted)


def test_a_folder_tells_ties_units_homes_and_what_is_withheld(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    truth = read_truth(con, write(tmp_path))
    assert (truth.records, truth.withheld, truth.households_from) == (4, 1, "the truth")
    # A tie that is told twice is one; the father has no record.
    assert truth.families == TruthOfFamilies(
        ties=3, children=2, units=1, persons=4, without_record=1
    )
    true = true_families(con)
    assert true.ties.to_pylist() == [
        {"child_id": "C1", "adult_id": "F", "role": "father", "residence": None},
        {"child_id": "C1", "adult_id": "M", "role": "mother", "residence": "with_child"},
        {"child_id": "C2", "adult_id": "M", "role": "mother", "residence": "with_child"},
    ]
    assert set(true.units["family_type"].to_pylist()) == {"lone_parent"}


def test_columns_of_true_persons_can_be_judged_by(con: DuckDBPyConnection, tmp_path: Path) -> None:
    ward = "person_id,ward\nM,North\nC1,North\nC2,South\n"
    assert read_truth(con, write(tmp_path, person=ward), ("ward",)).groups == ("ward",)
    told = con.sql("select grp, count(*) from labelled.trait where dimension = 'ward' group by 1")
    assert sorted(told.fetchall()) == [("North", 3), ("South", 1)]


def test_a_file_of_records_tells_nothing_of_families(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    file = write(tmp_path) / "record.csv"
    assert read_truth(con, file).families is None


def test_everything_wrong_with_families_is_told_together_and_without_a_value(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    folder = write(
        tmp_path,
        person="person_id\nM\nM\n",
        care_tie="child_id,adult_id,role\nC1,,mother\nC1,C1,father\nC1,M,Mumsie\nC2,M,\n",
        unit="child_id,unit_id\nC1,U1\nC1,U2\n,U3\n",
    )
    with pytest.raises(TruthError) as refused:
        read_truth(con, folder)
    roles = (
        "mother, father, parent, step_parent, guardian, grandparent_carer, other_carer, "
        "foster_carer"
    )
    assert str(refused.value).splitlines() == [
        "person.csv: 1 row names a person again",
        "care_tie.csv: 1 row lacks the child or the adult",
        "care_tie.csv: 1 row ties a person to itself",
        f"care_tie.csv: 2 rows have none of {roles}",
        "unit.csv: 1 row lacks the child or the unit",
        "unit.csv: 1 child is in several units",
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"care_tie": "child_id,role\nC1,mother\n"}, "care_tie.csv lacks the columns adult_id"),
        ({"unit": "unit_id\nU1\n"}, "unit.csv lacks the columns child_id"),
        ({"care_tie": ""}, "unit.csv needs care_tie beside it: who the adults are"),
        (
            {"record": ""},
            "there is no record in truth: a CSV or Parquet of source, record_id, person_id",
        ),
    ],
)
def test_a_folder_that_lacks_something_is_refused_in_words(
    con: DuckDBPyConnection, tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    with pytest.raises(TruthError) as refused:
        read_truth(con, write(tmp_path, **changed))
    assert str(refused.value) == told


def test_persons_given_are_the_true_ones_and_found_ones_come_back(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    link(con, 1, 2, 3, 3, 4)  # The mother in two parts, the two children as one.
    read_truth(con, write(tmp_path))
    before = persons(con)
    with persons_given(con, true_families(con)):
        assert persons(con) == [{"c1"}, {"c2"}, {"m1", "m2"}, {"x1"}]
    assert persons(con) == before


def test_a_record_that_the_truth_does_not_cover_goes_with_those_it_was_found_with(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    link(con, 1, 1, 2, 3, 4)
    covered = "source,record_id,person_id\ngp,m1,M\ngp,c1,C1\ngp,c2,C2\n"
    read_truth(con, write(tmp_path, record=covered))
    with persons_given(con, true_families(con)):
        assert persons(con) == [{"c1"}, {"c2"}, {"m1", "m2"}, {"x1"}]


def test_families_are_made_and_judged_where_no_source_states_a_tie(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    link(con, 1, 2, 3, 4, 5)
    read_truth(con, write(tmp_path))
    judged = evaluate_families(con, true_families(con), AS_AT)
    assert (judged.made.units, judged.made.children) == (1, 2)
    # The mother's school record is a person of its own, and tied to nobody.
    assert judged.found.whole.shares["mothers_found"].value == 1.0
    assert judged.persons_given.whole.shares["wrong_adult"].value == 0.0
    assert judged.persons_given.whole.shares["child_b_cubed_precision"].value == 1.0
    # Of the four of the family the father has no record.
    assert judged.found.whole.shares["child_b_cubed_recall"].value == 0.75


def test_a_child_is_one_on_the_date_that_is_asked_for(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    link(con, 1, 1, 2, 3, 4)
    read_truth(con, write(tmp_path))
    grown = evaluate_families(con, true_families(con), date(2034, 1, 1))
    assert (grown.as_at, grown.made.children) == (date(2034, 1, 1), 1)


def test_the_newest_date_is_that_of_the_records_single_typing_errors_aside(
    con: DuckDBPyConnection,
) -> None:
    assert newest_date(con) == date(2020, 2, 1)
    con.execute(
        "insert into conformed.involvement by name "
        "select 'gp' as source, 'm1' as record_id, date '2021-05-06' as start_date "
        "from range(2000) union all select 'gp', 'm1', date '2121-05-06'"
    )
    assert newest_date(con) == date(2021, 5, 6)


def test_records_without_any_date_ask_for_the_date(con: DuckDBPyConnection) -> None:
    con.execute("update conformed.person_record set date_of_birth = null")
    con.execute("update conformed.address set from_date = null")
    with pytest.raises(TruthError, match="the records hold no date"):
        newest_date(con)
