"""What counts as evidence of family: homes, contacts, ages, stated ties and who shares a unit."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.family import units
from linkage_models.person import resolve
from linkage_models.person.preparing import prepare_records
from pipelines import steps

AS_AT = date(2026, 9, 30)
DAY = timedelta(days=1)
ADULT_BORN, CHILD_BORN = date(1985, 1, 1), date(2015, 6, 1)


class Night:
    """A night in which every record is a person of its own."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.con = con
        steps.begin(con)
        con.execute(
            "create table linkage.pair (record_number_l bigint, record_number_r bigint,"
            " match_weight double, guard varchar, cannot_be_one boolean,"
            " weight_of_nhs_number double, weight_of_upn double, closeness varchar)"
        )
        con.execute("create table linkage.weighing as select true as has_households")
        con.execute(
            "create table family.pair (person_id_l bigint, person_id_r bigint, match_weight double)"
        )

    def add(self, table: str, **values: object) -> None:
        told = {"source": "gp", **values}
        names, places = ", ".join(told), ", ".join("?" * len(told))
        self.con.execute(
            f"insert into conformed.{table} ({names}) values ({places})",  # noqa: S608 - ours
            list(told.values()),
        )

    def person(self, name: str, born: date | None = ADULT_BORN, **values: object) -> None:
        self.add(
            "person_record",
            **{
                "record_id": name,
                "given_name": name.upper(),
                "family_name": "MOSSOP",
                "date_of_birth": born,
                "date_of_birth_quality": "full" if born else None,
                "is_client": True,
                "is_restricted": False,
                **values,
            },
        )

    def home(self, name: str, line: str = "1 MILL LANE", **values: object) -> None:
        told = {"use": "home", "postcode": "QZ1 1AB", **values}
        self.add("address", record_id=name, line=line, **told)

    def phone(self, name: str, value: str) -> None:
        self.add("contact_point", record_id=name, kind="phone", value=value)

    def tie(self, adult: str, child: str, type_: str = "parent_of", **values: object) -> None:
        told = {"from_record_id": adult, "to_record_id": child, "type": type_, **values}
        self.add("relationship", **told)

    def prepare(self) -> dict[int, str]:
        """Take the steps up to the family model; return whose record each person is."""
        prepare_records(self.con)
        resolve.resolve_persons(self.con)
        units.prepare_persons(self.con, AS_AT)
        table = self.con.table("linkage.person_record").select("person_id", "record_id")
        return dict(table.fetchall())

    def told(self, table: str, column: str) -> dict[str, object]:
        """A column of `family.person` or of another table, by record."""
        names = self.prepare()
        rows = self.con.table(table).select("person_id", column).fetchall()
        return {names[person]: value for person, value in rows}

    def ties(self) -> set[tuple[str, str, str, str, str]]:
        """Care ties of this night, without what the family model would infer."""
        names = self.prepare()
        units.tie_carers(self.con, AS_AT)
        rows = self.con.table("family.care_tie").select(
            "child_id", "adult_id", "role", "residence", "tier"
        )
        return {(names[row[0]], names[row[1]], *row[2:]) for row in rows.fetchall()}

    def units(self) -> set[frozenset[str]]:
        """The children of each unit."""
        self.ties()
        units.form_units(self.con, AS_AT)
        names = dict(
            self.con.table("linkage.person_record").select("person_id", "record_id").fetchall()
        )
        parts: dict[int, set[str]] = {}
        rows = self.con.table("family.member").filter("role in ('child', 'unborn_child')")
        for unit, child in rows.select("unit_id", "person_id").fetchall():
            parts.setdefault(unit, set()).add(names[child])
        return {frozenset(part) for part in parts.values()}


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        yield Night(con)


# Homes.


def test_a_home_is_current_until_its_last_day(night: Night) -> None:
    for name, last in (("Today", AS_AT), ("Yesterday", AS_AT - DAY), ("Open", None)):
        night.person(name)
        night.home(name, to_date=last)
    homes = night.told("family.person", "current_addresses")
    assert homes == {"Today": ["QZ1 1AB/1"], "Yesterday": [], "Open": ["QZ1 1AB/1"]}


def test_placements_and_temporary_and_communal_addresses_are_no_homes(night: Night) -> None:
    for name, use, kind in (
        ("Placed", "placement", None),
        ("Housed", "temporary", None),
        ("Kept", "home", "communal"),
        ("Home", "home", "residential"),
    ):
        night.person(name)
        night.home(name, f"{name.upper()} COTTAGE", use=use, kind=kind)
    homes = night.told("family.person", "addresses")
    assert {name for name, addresses in homes.items() if addresses} == {"Home"}


def test_a_placement_is_no_home_though_a_practice_has_it_for_one(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.home("Child", use="placement")
    night.home("Child", use="home")
    assert night.told("family.person", "addresses") == {"Child": []}


@pytest.mark.parametrize(("people", "is_home"), [(10, True), (11, False)])
def test_more_people_than_a_household_make_an_address_no_evidence(
    night: Night, people: int, is_home: bool
) -> None:
    for number in range(people):
        night.person(f"Person {number}")
        night.home(f"Person {number}")
    homes = night.told("family.person", "current_addresses")
    assert any(homes.values()) == is_home


def test_people_who_have_left_do_not_crowd_an_address(night: Night) -> None:
    for number in range(12):
        night.person(f"Person {number}")
        night.home(f"Person {number}", to_date=AS_AT - DAY if number else None)
    homes = night.told("family.person", "current_addresses")
    assert [name for name, addresses in homes.items() if addresses] == ["Person 0"]


# Contacts.


@pytest.mark.parametrize(
    ("born", "people", "is_theirs"),
    [
        (ADULT_BORN, units.CONTACT_SHARED_BY_AT_MOST, True),
        (ADULT_BORN, units.CONTACT_SHARED_BY_AT_MOST + 1, False),
        (CHILD_BORN, units.CONTACT_OF_CHILDREN_AT_MOST, True),
        (CHILD_BORN, units.CONTACT_OF_CHILDREN_AT_MOST + 1, False),
    ],
)
def test_a_phone_of_very_many_is_a_professionals(
    night: Night, born: date, people: int, is_theirs: bool
) -> None:
    for number in range(people):
        night.person(f"Person {number}", born)
        night.phone(f"Person {number}", "01632960001")
    points = night.told("family.person", "contact_points")
    assert any(points.values()) == is_theirs


# Children.


@pytest.mark.parametrize(
    ("born", "expected", "is_child"),
    [
        (date(2008, 10, 1), None, True),
        (date(2008, 9, 30), None, False),
        (None, AS_AT + DAY, True),
        (None, AS_AT - timedelta(days=41), True),
        (None, AS_AT - timedelta(days=42), False),
    ],
)
def test_a_child_is_under_eighteen_or_not_born_six_weeks_after_the_day(
    night: Night, born: date | None, expected: date | None, is_child: bool
) -> None:
    night.person("Child", born, expected_date_of_birth=expected)
    assert night.told("family.person", "is_child") == {"Child": is_child}


# Stated ties.


def test_a_parent_stays_one_and_other_ties_may_end(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    for name, type_ in (
        ("Mum", "parent_of"),
        ("Carer", "foster_carer_of"),
        ("Aunt", "guardian_of"),
    ):
        night.person(name, sex="F")
        night.tie(name, "Child", type_, to_date=AS_AT - DAY)
    assert night.ties() == {("Child", "Mum", "mother", "unknown", "P1")}


def test_a_tie_that_ends_on_the_day_still_holds(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Carer")
    night.tie("Carer", "Child", "foster_carer_of", to_date=AS_AT)
    assert night.ties() == {("Child", "Carer", "foster_carer", "unknown", "P1")}


@pytest.mark.parametrize(("sex", "role"), [("F", "mother"), ("M", "father"), ("U", "parent")])
def test_a_parent_is_named_by_sex_where_it_is_known(night: Night, sex: str, role: str) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Parent", sex=sex)
    night.tie("Parent", "Child")
    assert night.ties() == {("Child", "Parent", role, "unknown", "P1")}


@pytest.mark.parametrize(("years", "is_believed"), [(12, True), (11, False), (-20, False)])
def test_a_parent_hardly_older_than_the_child_is_not_believed(
    night: Night, years: int, is_believed: bool
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Parent", CHILD_BORN.replace(year=CHILD_BORN.year - years))
    night.tie("Parent", "Child")
    assert bool(night.ties()) == is_believed


@pytest.mark.parametrize(
    ("lives_with", "line", "is_carer"),
    [
        (True, "9 FAR ROAD", True),
        (None, "1 MILL LANE", True),
        (None, "9 FAR ROAD", False),
        (False, "1 MILL LANE", False),
    ],
)
def test_a_grandparent_cares_only_where_the_child_lives_with_them(
    night: Night, lives_with: bool | None, line: str, is_carer: bool
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Gran", date(1960, 1, 1))
    night.home("Child")
    night.home("Gran", line)
    night.tie("Gran", "Child", "grandparent_of", lives_with=lives_with)
    assert bool(night.ties()) == is_carer


@pytest.mark.parametrize("type_", ["professional", "other", "other_family", "sibling_of"])
def test_other_ties_make_nobody_a_carer(night: Night, type_: str) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Somebody")
    night.tie("Somebody", "Child", type_)
    assert night.ties() == set()


def test_where_a_parent_lives_is_told_by_homes(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.home("Child")
    for name, line in (("With", "1 MILL LANE"), ("Elsewhere", "9 FAR ROAD"), ("Unknown", None)):
        night.person(name, sex="F")
        night.tie(name, "Child")
        if line:
            night.home(name, line)
    assert {(adult, residence) for _, adult, _, residence, _ in night.ties()} == {
        ("With", "with_child"),
        ("Elsewhere", "elsewhere"),
        ("Unknown", "unknown"),
    }


# Units.


def two_children(night: Night, home_of_other: str = "1 MILL LANE") -> None:
    for name, line in (("One", "1 MILL LANE"), ("Other", home_of_other)):
        night.person(name, CHILD_BORN)
        night.home(name, line)


def test_children_of_one_parent_in_one_home_are_one_unit(night: Night) -> None:
    two_children(night)
    night.person("Mum", sex="F")
    night.tie("Mum", "One")
    night.tie("Mum", "Other")
    assert night.units() == {frozenset({"One", "Other"})}


def test_children_of_one_home_without_a_common_carer_are_two_units(night: Night) -> None:
    two_children(night)
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


def test_a_foster_carer_joins_nobody(night: Night) -> None:
    two_children(night)
    night.person("Carer")
    night.tie("Carer", "One", "foster_carer_of")
    night.tie("Carer", "Other", "foster_carer_of")
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


def test_a_carer_of_a_foster_child_and_of_an_own_child_joins_neither(night: Night) -> None:
    two_children(night)
    night.person("Carer", sex="F")
    night.tie("Carer", "One", "foster_carer_of")
    night.tie("Carer", "Other")
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


@pytest.mark.parametrize(("has_dad", "count"), [(True, 1), (False, 2)])
def test_children_in_two_homes_are_one_unit_only_with_the_same_parents(
    night: Night, has_dad: bool, count: int
) -> None:
    two_children(night, "9 FAR ROAD")
    night.person("Mum", sex="F")
    night.person("Dad", sex="M")
    night.tie("Mum", "One")
    night.tie("Mum", "Other")
    night.tie("Dad", "One")
    if has_dad:
        night.tie("Dad", "Other")
    assert len(night.units()) == count


@pytest.mark.parametrize(("home_of_mum", "count"), [("1 MILL LANE", 1), ("9 FAR ROAD", 2)])
def test_an_unborn_child_has_its_mothers_home(night: Night, home_of_mum: str, count: int) -> None:
    night.person("One", CHILD_BORN)
    night.home("One")
    night.person("Unborn", None, expected_date_of_birth=AS_AT + 90 * DAY)
    night.person("Mum", sex="F")
    night.home("Mum", home_of_mum)
    night.person("Dad", sex="M")
    night.tie("Dad", "One")
    night.tie("Mum", "One")
    night.tie("Mum", "Unborn")
    assert len(night.units()) == count


def test_a_child_who_is_only_in_somebodys_contacts_is_in_no_unit(night: Night) -> None:
    night.person("Named", CHILD_BORN, is_client=False)
    night.person("Known", CHILD_BORN)
    assert night.units() == {frozenset({"Known"})}


def test_who_else_lives_there_is_kept_apart_from_the_members(night: Night) -> None:
    two_children(night)
    night.person("Mum", sex="F")
    night.tie("Mum", "One")
    night.person("Lodger")
    for name in ("Mum", "Lodger"):
        night.home(name)
    night.units()
    others = night.con.table("family.other_household_member").select("person_id").distinct()
    names = dict(
        night.con.table("linkage.person_record").select("person_id", "record_id").fetchall()
    )
    assert "Lodger" in {names[person] for (person,) in others.fetchall()}
    members = night.con.table("family.member").filter("role = 'mother'").select("person_id")
    assert [names[person] for (person,) in members.fetchall()] == ["Mum"]
