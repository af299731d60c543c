"""Judging persons against a labelled truth, every figure worked out in the comments."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.intervals import Share
from linkage_models.evaluation.persons import Group, compare_persons, judge_groups, judge_persons
from linkage_models.evaluation.truth import Truth, read_truth
from sources.conformed_folder import load_conformed
from sources.tables import load_macros

# True persons: Ann a1 a2 a3, Bob b1 b2, Cat c1, Dan d1. Bob and Cat live in one household.
PEOPLE = (
    "source,record_id,sex,date_of_birth,region,is_restricted\n"
    "gp,a1,F,1990-01-01,North,\ngp,a2,F,1990-01-01,South,\nschool,a3,M,1980-01-01,North,\n"
    "gp,b1,M,1985-01-01,South,\nschool,b2,M,,South,\ngp,c1,F,2015-01-01,,\n"
    "school,d1,,1900-01-01,North,\ngp,w1,F,1990-01-01,,true\n"
)
HOMES = (
    "source,record_id,line,postcode,use\n"
    "gp,b1,1 Larch Rise,QQ1 1AA,\nschool,b2,9 Quay Row,QQ1 1AB,\ngp,c1,1 Larch Rise,QQ1 1AA,\n"
    "gp,a1,1 Larch Rise,QQ1 1AA,correspondence\n"
)
TRUTH = (
    "source,record_id,person_id\n"
    "gp,a1,Ann\ngp,a2,Ann\nschool,a3,Ann\ngp,b1,Bob\nschool,b2,Bob\ngp,c1,Cat\nschool,d1,Dan\n"
)
# Found: a1 and a2 are one person, a3 is alone, Cat's record is on Bob; nobody found Dan's.
FOUND = {
    "source": ["gp", "gp", "school", "gp", "school", "gp"],
    "record_id": ["a1", "a2", "a3", "b1", "b2", "c1"],
    "person_id": ["x", "x", "y", "z", "z", "z"],
}


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    (tmp_path / "person_record.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "address.csv").write_text(HOMES, "utf-8")
    with duckdb.connect(config={"threads": 1}) as con:
        load_conformed(con, tmp_path, keep=("region",))
        load_macros(con, "linkage_models")
        con.register("found", pa.table(FOUND))
        yield con


def read(
    con: DuckDBPyConnection, folder: Path, text: str = TRUTH, groups: tuple[str, ...] = ()
) -> Truth:
    path = folder / "truth.csv"
    path.write_text(text, "utf-8")
    return read_truth(con, path, groups)


def judged(con: DuckDBPyConnection) -> dict[tuple[str, str], Group]:
    compare_persons(con, "found")
    return {(each.dimension, each.name): each for each in judge_groups(con, has_pairs=False)}


def values(shares: Mapping[str, Share]) -> dict[str, float]:
    return {measure: share.value for measure, share in shares.items()}


def test_shares_of_pairs_records_and_persons(con: DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path)
    # True pairs: 3 of Ann, 1 of Bob. Found: a1-a2, and 3 among b1, b2, c1. Both: a1-a2 and b1-b2.
    # B-cubed precision: 1 of a1, a2, a3 and d1, 2/3 of b1 and b2, 1/3 of c1; recall: 2/3 of a1 and
    # a2, 1/3 of a3, 1 of the others. Of 4 true and 4 found persons only Dan is exact. Two of the
    # found pairs, b1-c1 and b2-c1, are two people; Bob and Cat share an address.
    precision, recall = (4 + 5 / 3) / 7, (4 + 5 / 3) / 7
    assert values(judge_persons(con, "found")) == {
        "pair_precision": 0.5,
        "pair_recall": 0.5,
        "pair_f1": 0.5,
        "b_cubed_precision": pytest.approx(precision),
        "b_cubed_recall": pytest.approx(recall),
        "b_cubed_f1": pytest.approx(precision),
        "exact_precision": 0.25,
        "exact_recall": 0.25,
        "exact_f1": 0.25,
        "false_in_household": 0.5,
    }


def test_shares_of_another_linker_do_not_depend_on_what_was_judged_before(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    read(con, tmp_path)
    first = judge_persons(con, "found")
    con.register("right", pa.table(FOUND | {"person_id": [1, 1, 1, 2, 2, 3]}))
    assert set(values(judge_persons(con, "right")).values()) == {1.0, 0.0}
    assert judge_persons(con, "found") == first


def test_a_household_that_the_truth_states_outranks_addresses(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    lines = TRUTH.splitlines()
    homes = ["household_id", "H1", "H1", "H1", "H2", "H2", "H3", "H3"]
    stated = "\n".join(f"{line},{home}" for line, home in zip(lines, homes, strict=True))
    truth = read(con, tmp_path, stated)
    assert truth.households_from == "the truth"
    assert judge_persons(con, "found")["false_in_household"].value == 0.0


def test_without_any_household_false_links_inside_one_cannot_be_told(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("delete from conformed.address")
    assert read(con, tmp_path).households_from is None
    assert math.isnan(judge_persons(con, "found")["false_in_household"].value)


def test_a_truth_without_a_household_in_its_column_is_filled_from_addresses(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    head, *lines = TRUTH.splitlines()
    text = "\n".join([f"{head},household_id", *(f"{line}," for line in lines)])
    assert read(con, tmp_path, text).households_from == "addresses that records share"
    assert judge_persons(con, "found")["false_in_household"].value == 0.5


def test_all_problems_of_a_truth_are_told_together(con: DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(TruthError) as refused:
        read(con, tmp_path, "source,record_id\ngp,a1\ngp,a1\n", groups=("ward",))
    assert str(refused.value).splitlines() == [
        "truth.csv lacks the columns person_id",
        "truth.csv: 1 row names a source and record_id again",
        "neither the truth nor person_record has the columns ward",
    ]


def test_only_labelled_records_are_judged_and_the_rest_is_counted(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    text = "source,record_id,person_id\ngp,a1,Ann\ngp,a2,Ann\ngp,zz,Zoe\nschool,b2,\ngp,w1,Ann\n"
    assert read(con, tmp_path, text) == Truth(
        records=2,
        persons=1,
        withheld=1,
        not_in_data=1,
        without_person=1,
        households_from=None,  # The one address of these records is for letters only.
        groups=(),
    )
    assert values(judge_persons(con, "found"))["pair_f1"] == 1.0


def test_people_are_grouped_by_what_most_of_their_records_say(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    truth = read(con, tmp_path, groups=("region",))
    assert truth.groups == ("region",)
    found = judged(con)
    # Ann's records say F, F and M; nobody knows Dan's sex or birth.
    assert [(name, found["sex", name].persons) for name in ("F", "M", "not known")] == [
        ("F", 2),
        ("M", 1),
        ("not known", 1),
    ]
    assert found["born", "1990s"].records == 3
    assert found["born", "not known"].persons == 1
    # Ann, with two records in the north of three, and Dan.
    assert found["region", "North"].persons == 2
    # Of Ann's and Cat's found pairs, seen from their records: a1-a2 twice, c1-b1, c1-b2.
    assert values(found["sex", "F"].shares)["pair_precision"] == 0.5
    # Bob's: b1-b2 twice is right, b1-c1 and b2-c1 are not.
    assert values(found["sex", "M"].shares)["pair_precision"] == 0.5
    assert values(found["sex", "M"].shares)["pair_recall"] == 1.0


def test_pairs_are_judged_by_the_two_sources_they_are_of(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    read(con, tmp_path)
    found = judged(con)
    # Within the GP: true a1-a2; found a1-a2 and b1-c1. GP and school: true a1-a3, a2-a3 and b1-b2;
    # found b1-b2 and c1-b2. Within schools there is no pair.
    within = values(found["source pair", "gp + gp"].shares)
    across = values(found["source pair", "gp + school"].shares)
    assert (within["pair_precision"], within["pair_recall"]) == (0.5, 1.0)
    assert across["pair_precision"] == 0.5
    assert across["pair_recall"] == pytest.approx(1 / 3)
    assert ("source pair", "school + school") not in found


def test_records_of_one_source_are_judged_with_all_their_pairs(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    read(con, tmp_path)
    school = judged(con)["source", "school"]
    # a3 and d1 were found with nobody, b2 with b1 and c1; truly a3 is with a1 and a2, b2 with b1.
    assert values(school.shares)["pair_precision"] == 0.5
    assert values(school.shares)["pair_recall"] == pytest.approx(1 / 3)
    assert (school.persons, school.records) == (3, 3)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source,record\ngp,a1\n", "truth.csv lacks the columns record_id, person_id"),
        ("record_id,person_id\na1,Ann\n", "truth.csv lacks the columns source"),
        (
            "source,record_id,person_id\ngp,a1,Ann\ngp,a1,Zebedee\n",
            "truth.csv: 1 row names a source and record_id again",
        ),
        (
            "source,record_id,person_id\ngp,Zebedee,Ann\n",
            "truth.csv: none of its 1 rows names a record of the data and its person",
        ),
        ("", "truth.csv cannot be read: empty, damaged, or not what its ending says"),
    ],
)
def test_a_truth_that_cannot_be_used_is_refused_in_words(
    con: DuckDBPyConnection, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(TruthError) as refused:
        read(con, tmp_path, text)
    assert str(refused.value) == told


def test_columns_to_group_by_that_nobody_has_are_named(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(TruthError, match="has the columns ward, tenure"):
        read(con, tmp_path, groups=("ward", "region", "tenure"))
    with pytest.raises(TruthError, match=r"there is no truth at absent\.csv"):
        read_truth(con, tmp_path / "absent.csv")
