"""Judging families against a hand-made truth, every figure worked out in the comments."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.families.judgement import ENOUGH_CHILDREN, FamilyJudgement
from linkage_models.evaluation.families.judging import TrueFamilies, judge_families

# True units: Ivy and Jem with Ann and Bob; Kit with Cat and Dan, of whom Dan is in no source.
PERSONS = ("Ivy", "Jem", "Ann", "Bob", "Kit", "Cat")
TIES = (
    ("Ivy", "Ann", "mother", "with_child"),
    ("Ivy", "Bob", "father", "elsewhere"),
    ("Jem", "Ann", "mother", "with_child"),
    ("Jem", "Bob", "father", "elsewhere"),
    ("Kit", "Cat", "mother", "with_child"),
    ("Kit", "Dan", "father", None),
)
UNITS = (("Ivy", "U1", "couple"), ("Jem", "U1", "couple"), ("Kit", "U2", "lone"))


def rows(names: str, values: Sequence[Sequence[object]]) -> pa.Table:
    columns = zip(*values, strict=True) if values else [()] * len(names.split())
    return pa.table(
        {
            name: pa.array(column, type=pa.string() if name != "number" else pa.int64())
            for name, column in zip(names.split(), columns, strict=True)
        }
    )


TRUE = TrueFamilies(
    records=rows("source record_id person_id", [("s", f"{name}1", name) for name in PERSONS]),
    ties=rows("child_id adult_id role residence", TIES),
    units=rows("child_id unit_id family_type", UNITS),
)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("create schema linkage")
        con.execute("create schema family")
        yield con


def found(
    con: DuckDBPyConnection,
    units: Mapping[int, Sequence[str]],
    ties: Sequence[tuple[str, str, str, str]],
    persons: Mapping[str, int] | None = None,
) -> FamilyJudgement:
    """Judge found units, named by the records of members; names of children begin with I to K."""
    persons = persons or {f"{name}1": number for number, name in enumerate(PERSONS)}
    con.register("made", pa.table({"record_id": [*persons], "person_id": [*persons.values()]}))
    con.execute(
        "create or replace table linkage.person_record as select 's' as source, * from made"
    )
    members = [
        (unit, persons[record], "child" if record[0] in "IJK" else "mother")
        for unit, records in units.items()
        for record in records
    ]
    keys = ("unit_id", "person_id", "role")
    con.register("made", pa.table(dict(zip(keys, zip(*members, strict=True), strict=True))))
    con.execute("create or replace table family.member as from made")
    told = [(persons[child], persons[adult], *rest) for child, adult, *rest in ties]
    keys4 = ("child_id", "adult_id", "role", "residence")
    con.register("made", pa.table(dict(zip(keys4, zip(*told, strict=True), strict=True))))
    con.execute("create or replace table family.care_tie as from made")
    con.execute(
        "create or replace table family.dependent_child as "
        "select distinct person_id as child_id from family.member where role = 'child'"
    )
    con.unregister("made")
    return judge_families(con, TRUE)


def values(judged: FamilyJudgement) -> dict[str, float]:
    return {measure: share.value for measure, share in judged.whole.shares.items()}


ALL_FOUND = (
    ("Ivy1", "Ann1", "mother", "with_child"),
    ("Ivy1", "Bob1", "father", "elsewhere"),
    ("Jem1", "Ann1", "mother", "with_child"),
    ("Jem1", "Bob1", "father", "elsewhere"),
    ("Kit1", "Cat1", "mother", "with_child"),
)


def test_families_found_whole_lack_only_those_of_whom_nobody_holds_a_record(
    con: DuckDBPyConnection,
) -> None:
    judged = found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1"), 2: ("Kit1", "Cat1")}, ALL_FOUND)
    # Dan is one of the three of Kit's family: he is missed, and no parent who could be found.
    recall = (1 + 1 + 2 / 3) / 3
    assert values(judged) == {
        "child_b_cubed_precision": 1.0,
        "child_b_cubed_recall": pytest.approx(recall),
        "child_b_cubed_f1": pytest.approx(2 * recall / (1 + recall)),
        "recall_possible": pytest.approx(recall),
        "exact_for_child": pytest.approx(2 / 3),
        "exact_units": 0.5,
        "parents_found": 1.0,
        "mothers_found": 1.0,
        "fathers_found": 1.0,
        "wrong_adult": 0.0,
        "right_role": 1.0,
        "right_residence": 1.0,
    }


def test_a_father_of_the_wrong_child_is_missed_and_a_wrong_adult(con: DuckDBPyConnection) -> None:
    ties = (*ALL_FOUND[:3], ALL_FOUND[4], ("Kit1", "Bob1", "step_parent", "with_child"))
    judged = found(con, {1: ("Ivy1", "Jem1", "Ann1"), 2: ("Kit1", "Cat1", "Bob1")}, ties)
    told = values(judged)
    # Bob is found for Ivy and not for Jem; of three children Kit has him, who is none of Kit's.
    assert told["fathers_found"] == 0.5
    assert told["parents_found"] == pytest.approx(4 / 5)
    assert told["wrong_adult"] == pytest.approx(1 / 3)
    assert judged.gap_of_parents is not None
    assert (judged.gap_of_parents.best, judged.gap_of_parents.gap.value) == ("mothers", 0.5)
    # Of each of Ivy and Jem 3 of 4 members, all right; of Kit 2 of 3, and Bob is wrong.
    assert told["child_b_cubed_precision"] == pytest.approx((1 + 1 + 2 / 3) / 3)
    assert told["child_b_cubed_recall"] == pytest.approx((3 / 4 + 3 / 4 + 2 / 3) / 3)


def test_a_tie_with_the_wrong_role_or_home_is_found_and_told(con: DuckDBPyConnection) -> None:
    ties = (("Ivy1", "Bob1", "step_parent", "with_child"), ("Jem1", "Bob1", "father", "elsewhere"))
    told = values(found(con, {1: ("Ivy1", "Jem1", "Bob1")}, ties))
    assert told["fathers_found"] == 1.0
    assert (told["right_role"], told["right_residence"]) == (0.5, 0.5)


def test_a_child_found_in_two_parts_makes_its_unit_inexact(con: DuckDBPyConnection) -> None:
    persons = {"Kit1": 1, "Cat1": 2, "Kit2": 3}
    more = rows("source record_id person_id", [("s", "Kit2", "Kit")])
    records = pa.concat_tables([TRUE.records, more])
    ties = [("Kit1", "Cat1", "mother", "with_child"), ("Kit2", "Cat1", "mother", "with_child")]
    found(con, {1: ("Kit1", "Kit2", "Cat1")}, ties, persons)
    only_kit = replace(
        TRUE,
        records=records,
        ties=rows("child_id adult_id role residence", [TIES[4]]),
        units=rows("child_id unit_id family_type", [UNITS[2]]),
    )
    told = values(judge_families(con, only_kit))
    # The family of the child is right, and counted as having one child too many.
    assert (told["exact_for_child"], told["exact_units"]) == (1.0, 0.0)


def test_children_of_one_family_are_not_counted_as_independent(con: DuckDBPyConnection) -> None:
    judged = found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1"), 2: ("Kit1", "Cat1")}, ALL_FOUND)
    assert judged.whole.sums["child_b_cubed_recall"].units == 2
    # A found unit that mixes both families makes one of them.
    mixed = found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1", "Kit1", "Cat1")}, ALL_FOUND)
    assert mixed.whole.sums["child_b_cubed_recall"].units == 1
    assert values(mixed)["exact_units"] == 0.0


def test_ties_alone_are_judged_where_no_unit_is_told(con: DuckDBPyConnection) -> None:
    found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1"), 2: ("Kit1", "Cat1")}, ALL_FOUND)
    told = values(
        judge_families(con, replace(TRUE, units=rows("child_id unit_id family_type", [])))
    )
    assert (told["parents_found"], told["wrong_adult"]) == (1.0, 0.0)
    unknown = ("child_b_cubed_f1", "child_b_cubed_recall", "exact_for_child", "exact_units")
    assert all(math.isnan(told[measure]) for measure in unknown)


def test_types_of_family_with_few_children_are_counted_and_not_judged(
    con: DuckDBPyConnection,
) -> None:
    judged = found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1"), 2: ("Kit1", "Cat1")}, ALL_FOUND)
    assert (judged.types, judged.types_too_small) == ((), 2)
    many = [(f"child {number}", f"L{number}", "large") for number in range(ENOUGH_CHILDREN)]
    units = rows("child_id unit_id family_type", [*UNITS, *many])
    (large,) = judge_families(con, replace(TRUE, units=units)).types
    assert (large.name, large.children, large.units) == ("large", ENOUGH_CHILDREN, ENOUGH_CHILDREN)
    # Nobody found any of them.
    assert large.shares["child_b_cubed_recall"].value == 0.0
    assert math.isnan(large.shares["child_b_cubed_precision"].value)


def test_families_are_judged_by_what_records_say_of_their_children(con: DuckDBPyConnection) -> None:
    found(con, {1: ("Ivy1", "Jem1", "Ann1", "Bob1"), 2: ("Kit1", "Cat1")}, ALL_FOUND)
    # Units of two children of different groups, of whom none was found.
    children = [(f"{grp} {at}", f"L{at}") for at in range(ENOUGH_CHILDREN) for grp in "AB"]
    units = [(child, unit, "large") for child, unit in children]
    traits = [(child, "ethnic group", child[0]) for child, _ in children]
    traits += [("Ivy", "ethnic group", "A"), ("Ann", "ethnic group", "C")]
    judged = judge_families(
        con,
        replace(
            TRUE,
            units=rows("child_id unit_id family_type", [*UNITS, *units]),
            traits=rows("person_id dimension grp", traits),
        ),
    )
    # A unit with as many children of two groups is of the first by name: Ivy's, with a brother of
    # whom nothing is known, and all of the others. An adult's group is nobody's.
    told = {each.name: (each.children, each.units) for each in judged.groups}
    assert told == {"A": (ENOUGH_CHILDREN + 1, ENOUGH_CHILDREN + 1), "B": (ENOUGH_CHILDREN, 0)}
    assert judged.groups_too_small == {"ethnic group": 1}
    first, second = judged.groups
    assert first.shares["exact_for_child"].value == pytest.approx(1 / (ENOUGH_CHILDREN + 1))
    assert first.shares["exact_units"].value == pytest.approx(1 / (ENOUGH_CHILDREN + 1))
    assert first.shares["parents_found"].value == 1.0
    assert second.shares["exact_for_child"].value == 0.0
    # Nobody of B could be found, so that parents of B say nothing.
    assert [(gap.measure, gap.best, gap.worst) for gap in judged.gaps] == [
        ("exact_for_child", "A", "B")
    ]


def test_without_any_true_child_there_is_nothing_to_judge(con: DuckDBPyConnection) -> None:
    found(con, {1: ("Ivy1", "Ann1")}, ALL_FOUND[:1])
    nothing = replace(
        TRUE,
        ties=rows("child_id adult_id role residence", []),
        units=rows("child_id unit_id family_type", []),
    )
    judged = judge_families(con, nothing)
    assert judged.whole.children == 0
    assert judged.gap_of_parents is None
    assert all(math.isnan(share.value) for share in judged.whole.shares.values())
