"""Reading a family unit out of a night: who, why, what holds it together, what was not believed."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.explaining.family.explanation import CareTie, FamilyExplanation, Weighed
from linkage_models.explaining.family.finding import UnitsOfRecord, find_unit, units_of
from linkage_models.explaining.family.people import age_band
from linkage_models.explaining.family.reading import explain_family
from linkage_models.explaining.records import ExplainError, record_key
from linkage_models.model import Json
from sources.layout import create_schemas

AS_AT = date(2026, 9, 30)
U = 1 / 64


def level(label: str, weight: float) -> Json:
    return {"label_for_charts": label, "m_probability": U * 2**weight, "u_probability": U}


NOT_KNOWN: Json = {"label_for_charts": "not known", "is_null_level": True}
TRAINED: Json = {
    "probability_two_random_records_match": 1 / 17,
    "comparisons": [
        {
            "output_column_name": "recorded_tie",
            "comparison_levels": [
                level("parent and child", 5.0),
                level("All other comparisons", -1),
            ],
        },
        {
            "output_column_name": "family_name",
            "comparison_levels": [NOT_KNOWN, level("Exact match on family_name", 4.0)],
        },
    ],
}

# Persons 1 and 2 are children of 3 and 4; 5 is a lodger; 6 is a child elsewhere whom 4 fathers too.
# The address of 1, 2, 3 and 5 is ZYX LANE; nobody here exists.
NIGHT = """
    create table linkage.person_record as
        select * from (values (1, 'school', 'anna'), (1, 'gp', 'anna'), (2, 'gp', 'ben'),
            (3, 'gp', 'mum'), (4, 'school', 'anna:contact:2'), (5, 'gp', 'lodger'),
            (6, 'gp', 'cleo'), (7, 'gp', 'alone')) as t (person_id, source, record_id);
    create table conformed.person_record as
        select * from (values ('gp', 'hidden', true), ('gp', 'mum', false))
            as t (source, record_id, is_restricted);
    create table family.person as
        select * from (values
            (1, date '2012-10-01', ['ZYX LANE']), (2, date '2020-01-01', ['ZYX LANE']),
            (3, date '1986-01-01', ['ZYX LANE']), (4, null, null),
            (5, date '2000-01-01', ['ZYX LANE']), (6, date '2021-01-01', ['QUX ROW']))
            as t (person_id, birth, current_addresses);
    create table family.unit as
        select * from (values (1, 2, 2), (6, 1, 1)) as t (unit_id, child_count, adult_count);
    create table family.member as
        select * from (values (1, 1, 'child', 'with_child'), (1, 2, 'child', 'with_child'),
            (1, 4, 'father', 'elsewhere'), (1, 3, 'mother', 'with_child'),
            (6, 6, 'child', 'with_child'), (6, 4, 'father', 'unknown'))
            as t (unit_id, person_id, role, residence);
    create table family.dependent_child as
        select * from (values (1, ['ZYX LANE'], [3, 4]), (2, ['ZYX LANE'], [3]),
            (6, ['QUX ROW'], [4])) as t (child_id, home, parents);
    create table family.other_household_member as
        select * from (values (1, 5)) as t (unit_id, person_id);
    create table family.care_tie as
        select * from (values
            (1, 3, 'mother', 'with_child', 'P1', 4.0, 'stated by gp, school'),
            (1, 4, 'father', 'elsewhere', 'P1', null, 'stated by school'),
            (2, 3, 'mother', 'with_child', 'P3', 3.0, 'one home now, ages fit'),
            (6, 4, 'father', 'unknown', 'P1', null, 'stated by school'))
            as t (child_id, adult_id, role, residence, tier, match_weight, evidence);
    create table family.tie as
        select * from (values (3, 1, 'parent_of', 'school'), (3, 1, 'parent_of', 'gp'),
            (4, 1, 'parent_of', 'school'), (1, 2, 'sibling_of', 'gp'))
            as t (from_person_id, to_person_id, type, source);
    create table family.pair as
        select * from (values (1, 3, 4.5e0, 5e0, 4e0, -5e-1), (3, 2, -5e0, -1e0, 0e0, 0e0))
            as t (person_id_l, person_id_r, match_weight, mw_recorded_tie, mw_family_name,
                mw_tf_adj_family_name);
"""


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        create_schemas(connection, "conformed", "linkage", "family")
        connection.execute(NIGHT)
        yield connection


def explained(con: DuckDBPyConnection, unit: int = 1) -> FamilyExplanation:
    return explain_family(con, unit, TRAINED, AS_AT)


def ties(told: FamilyExplanation) -> dict[tuple[str, str], CareTie]:
    return {(tie.child, tie.adult): tie for tie in told.ties}


def test_children_come_eldest_first_and_adults_by_their_role(con: DuckDBPyConnection) -> None:
    told = explained(con)
    assert [(each.label, each.age) for each in told.children] == [
        ("child 1", "10 to 15"),
        ("child 2", "5 to 9"),
    ]
    assert [(each.label, each.role, each.age) for each in told.adults] == [
        ("adult 1", "mother", "35 to 44"),
        ("adult 2", "father", "age not known"),
    ]


def test_people_are_named_by_their_records_alone(con: DuckDBPyConnection) -> None:
    told = explained(con)
    assert [str(key) for key in told.children[0].records] == ["gp:anna", "school:anna"]
    assert [str(key) for key in told.others[0].records] == ["gp:lodger"]
    assert "ZYX" not in repr(told)
    assert "2012" not in repr(told)


def test_homes_hold_who_lives_there_and_count_the_others(con: DuckDBPyConnection) -> None:
    told = explained(con)
    assert [(home.title, home.has_children, home.others) for home in told.homes] == [
        ("Home", True, 1),
        ("Elsewhere", False, 0),
    ]
    assert [each.home for each in (*told.children, *told.adults, *told.others)] == [0, 0, 0, 1, 0]
    assert [home.title for home in explained(con, 6).homes] == ["Home", "Home not known"]


def test_a_tie_has_its_tier_evidence_sources_and_weights(con: DuckDBPyConnection) -> None:
    tie = ties(explained(con))["child 1", "adult 1"]
    assert (tie.role, tie.tier, tie.is_stated) == ("mother", "P1", True)
    assert tie.sources == ("gp", "school")
    assert tie.start == -4.0
    assert tie.weight == 4.5
    assert tie.weighed == (
        Weighed(title="stated tie", found="parent and child", weight=5.0, is_known=True),
        Weighed(title="surname", found="the same", weight=3.5, is_known=True),
    )
    assert tie.start + sum(each.weight for each in tie.weighed) == tie.weight


def test_an_inferred_tie_names_no_source_and_what_cannot_be_compared(
    con: DuckDBPyConnection,
) -> None:
    tie = ties(explained(con))["child 2", "adult 1"]
    assert (tie.is_stated, tie.sources) == (False, ())
    assert [(each.found, each.is_known) for each in tie.weighed] == [
        ("none", True),
        ("cannot be compared", False),
    ]


def test_a_rare_surname_is_told_as_rare(con: DuckDBPyConnection) -> None:
    con.execute("update family.pair set mw_tf_adj_family_name = 3 where person_id_l = 1")
    tie = ties(explained(con))["child 1", "adult 1"]
    assert tie.weighed[1] == Weighed(
        title="surname", found="the same, rare", weight=7.0, is_known=True
    )


def test_a_weight_of_no_level_is_told_and_not_taken_for_another(con: DuckDBPyConnection) -> None:
    con.execute("update family.pair set mw_recorded_tie = 5.001 where person_id_l = 1")
    tie = ties(explained(con))["child 1", "adult 1"]
    assert tie.weighed[0].found == "a level that this model does not have"


def test_a_tie_that_the_night_does_not_weigh_has_no_levels(con: DuckDBPyConnection) -> None:
    tie = ties(explained(con))["child 1", "adult 2"]
    assert (tie.weight, tie.weighed) == (None, ())


def test_only_ties_of_the_units_own_children_are_told(con: DuckDBPyConnection) -> None:
    assert set(ties(explained(con))) == {
        ("child 1", "adult 1"),
        ("child 1", "adult 2"),
        ("child 2", "adult 1"),
    }
    assert set(ties(explained(con, 6))) == {("child 1", "adult 1")}


def test_a_mother_who_is_a_child_herself_brings_no_ties_of_her_own(con: DuckDBPyConnection) -> None:
    con.execute("insert into family.member values (6, 1, 'mother', 'with_child')")
    con.execute(
        "insert into family.care_tie values (6, 1, 'mother', 'with_child', 'P1', null, 'stated')"
    )
    told = explained(con, 6)
    assert [(each.label, each.role) for each in told.adults] == [
        ("adult 1", "mother"),
        ("adult 2", "father"),
    ]
    assert set(ties(told)) == {("child 1", "adult 1"), ("child 1", "adult 2")}


def test_what_holds_children_together_is_told(con: DuckDBPyConnection) -> None:
    assert [each.words for each in explained(con).together] == [
        "child 1, child 2: share adult 1; one home"
    ]
    con.execute("update family.dependent_child set parents = [3] where child_id = 1")
    assert [each.words for each in explained(con).together] == [
        "child 1, child 2: share adult 1; one home; the same known parents"
    ]
    assert explained(con, 6).together == ()


def test_a_shared_foster_carer_holds_no_children_together(con: DuckDBPyConnection) -> None:
    con.execute("update family.care_tie set role = 'foster_carer' where adult_id = 3")
    con.execute("update family.member set role = 'foster_carer' where person_id = 3")
    told = explained(con)
    assert told.together == ()
    assert told.is_fostered("child 1")


def test_ties_set_aside_are_told_with_their_reason(con: DuckDBPyConnection) -> None:
    assert explained(con).set_aside == ()
    con.execute(
        "create table family.tie_set_aside as select * from (values"
        " (3, 1, 'step_parent_of', 'gp', 'another mother is stated by more sources'),"
        " (7, 2, 'parent_of', 'school', 'too young'), (7, 6, 'parent_of', 'gp', 'too young'))"
        " as t (from_person_id, to_person_id, type, source, reason)"
    )
    assert [
        (each.one, each.kind, each.other, each.reason) for each in explained(con).set_aside
    ] == [
        ("adult 1", "step parent of", "child 1", "another mother is stated by more sources"),
        ("somebody outside the unit", "parent of", "child 2", "too young"),
    ]


def test_what_is_withheld_is_counted_for_the_whole_night(con: DuckDBPyConnection) -> None:
    told = explained(con)
    assert (told.withheld_records, told.withheld_places) == (1, None)
    con.execute(
        "create table family.place as select unnest(['restricted', 'residential',"
        " 'hostel or refuge']) as kind"
    )
    assert explained(con).withheld_places == 2
    assert explained(con, 6).withheld_records == told.withheld_records


def test_a_flag_of_the_unit_is_told_where_there_is_one(con: DuckDBPyConnection) -> None:
    assert explained(con).flag == ""
    con.execute("alter table family.unit add column flag varchar")
    assert explained(con).flag == ""
    con.execute("update family.unit set flag = 'split: more than 8 children' where unit_id = 1")
    assert explained(con).flag == "split: more than 8 children"


def test_a_unit_is_found_by_its_number_or_its_key(con: DuckDBPyConnection) -> None:
    assert find_unit(con, "6") == 6
    con.execute("create table family.unit_key as select 6 as unit_id, 'f00d' as unit_key")
    assert find_unit(con, "f00d") == 6
    assert explained(con, 6).unit_key == "f00d"
    assert explained(con, 1).unit_key == ""


def test_a_key_of_digits_alone_is_no_number(con: DuckDBPyConnection) -> None:
    con.execute("create table family.unit_key as select 6 as unit_id, '1' as unit_key")
    assert find_unit(con, "1") == 6


@pytest.mark.parametrize("text", ["5", "f00d", "", "-1", "1" * 40, "²"])
def test_a_unit_that_is_not_there_is_told(con: DuckDBPyConnection, text: str) -> None:
    with pytest.raises(ExplainError, match=r"has no family unit .*--family-of finds the unit"):
        find_unit(con, text)


def test_the_units_of_a_record_are_found(con: DuckDBPyConnection) -> None:
    def found(key: str) -> UnitsOfRecord:
        return units_of(con, record_key(key))

    assert found("school:anna") == UnitsOfRecord(member_of=(1,), lives_with=())
    assert found("school:anna:contact:2") == UnitsOfRecord(member_of=(1, 6), lives_with=())
    assert found("gp:lodger") == UnitsOfRecord(member_of=(), lives_with=(1,))
    assert found("gp:alone") == UnitsOfRecord(member_of=(), lives_with=())


def test_why_a_record_is_not_held_is_not_told(con: DuckDBPyConnection) -> None:
    told = set()
    for key in ("gp:hidden", "gp:never_there"):
        with pytest.raises(ExplainError) as error:
            units_of(con, record_key(key))
        told.add(str(error.value).replace(key, "KEY"))
    assert told == {"KEY: not among the records of this night: not delivered, or withheld"}


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2026, 9, 30), "0 to 4"),
        (date(2021, 10, 1), "0 to 4"),
        (date(2021, 9, 30), "5 to 9"),
        (date(2008, 10, 1), "16 to 17"),
        (date(2008, 9, 30), "18 to 24"),
        (date(1950, 1, 1), "65 and over"),
        (None, "age not known"),
    ],
)
def test_ages_are_told_in_the_bands_of_the_counts(birth: date | None, band: str) -> None:
    assert age_band(birth, AS_AT) == band
