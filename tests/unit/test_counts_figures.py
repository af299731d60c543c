"""Each count on a world of a few people whose figures can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from pipelines.counts import counting
from sources.mapping import create_conformed

AS_AT = date(2026, 9, 30)
DAY = timedelta(days=1)
POSTCODES = {"Ashby": "QQ1 1AA", "Burley": "QQ1 1AB"}
TOTAL = ("total", "all")
NOTED_STATUS = "conformed.parental_status (source, record_id, status, recorded_on, from_note)"
NOTED_CHILD = "conformed.child_mention (source, record_id, born_to, residence, recorded_on)"
AMH, CSC = "adult_mental_health", "childrens_social_care"

Figures = dict[tuple[str, str, str], tuple[int, int, int | None]]


@dataclass
class World:
    """People, ties, units and spells, written down as the family and linkage steps leave them."""

    persons: list[tuple[object, ...]] = field(default_factory=list)
    children: list[tuple[object, ...]] = field(default_factory=list)
    members: set[tuple[object, ...]] = field(default_factory=set)
    ties: list[tuple[object, ...]] = field(default_factory=list)
    spells: list[tuple[object, ...]] = field(default_factory=list)
    statuses: list[tuple[object, ...]] = field(default_factory=list)
    notes: list[tuple[object, ...]] = field(default_factory=list)
    noted_children: list[tuple[object, ...]] = field(default_factory=list)
    notes_count: bool = True
    unit_of: dict[int, int] = field(default_factory=dict)
    homes: list[tuple[object, ...]] = field(default_factory=list)

    def adult(
        self,
        person: int,
        *,
        sex: str | None = "F",
        born: date | None = date(1985, 1, 1),
        ward: str | None = "Ashby",
        dead: bool = False,
    ) -> "World":
        self.persons.append((person, sex, born, dead, False))
        self._lives(person, ward)
        return self

    def child(
        self,
        person: int,
        unit: int,
        *,
        born: date = date(2016, 1, 1),
        unborn: bool = False,
        ward: str | None = "Ashby",
    ) -> "World":
        self.persons.append((person, "F", None if unborn else born, False, True))
        self._lives(person, ward)
        self.children.append((person, unborn, born))
        self.members.add((unit, person, "unborn_child" if unborn else "child", "with_child"))
        self.unit_of[person] = unit
        return self

    def tie(self, child: int, adult: int, role: str = "mother", tier: str = "P1") -> "World":
        self.ties.append((child, adult, role, "with_child", tier))
        self.members.add((self.unit_of[child], adult, role, "with_child"))
        return self

    def spell(
        self,
        person: int,
        service: str = AMH,
        kind: str = "referral",
        start: date = date(2026, 1, 1),
        end: date | None = None,
    ) -> "World":
        self.spells.append(("s", str(person), service, kind, start, end))
        return self

    def status(self, person: int, status: str) -> "World":
        self.statuses.append(("s", str(person), status))
        return self

    def note(self, person: int, status: str, on: date, born: date | None = None) -> "World":
        """Have read a note, and in it a child born on that day at the latest."""
        self.notes.append(("s", str(person), status, on, True))
        if born is not None:
            self.noted_children.append(("s", str(person), born, "unknown", on))
        return self

    def count(self, count_id: str) -> Figures:
        with duckdb.connect(config={"threads": 1}) as con:
            self._write(con)
            counting.profile(con, AS_AT, notes_count=self.notes_count)
            counting.count(con, count_id)
            rows = con.table(f"counts.{count_id.lower()}").fetchall()
        figures = {
            (measure, breakdown, category): (value, families, of)
            for measure, breakdown, category, value, families, of in rows
        }
        assert len(figures) == len(rows)
        for value, families, of in figures.values():
            assert families <= value
            assert of is None or value <= of
        return figures

    def total(self, count_id: str, measure: str) -> tuple[int, int, int | None]:
        return self.count(count_id)[measure, *TOTAL]

    def _lives(self, person: int, ward: str | None) -> None:
        if ward:
            self.homes.append(("s", str(person), "home", POSTCODES[ward]))

    def _write(self, con: DuckDBPyConnection) -> None:
        for schema in ("conformed", "linkage", "family", "counts"):
            con.execute(f"create schema {schema}")
        create_conformed(con)
        con.execute(
            "create table conformed.postcode (postcode varchar, ward varchar, imd_decile integer)"
        )
        con.execute(
            "create table linkage.person_record"
            " (person_id bigint, source varchar, record_id varchar)"
        )
        con.execute(
            "create table family.person (person_id bigint, sex varchar, date_of_birth date,"
            " is_dead boolean, is_child boolean)"
        )
        con.execute("create table family.birth (unborn_id bigint, child_id bigint)")
        con.execute(
            "create table family.dependent_child (child_id bigint, is_unborn boolean, birth date)"
        )
        con.execute(
            "create table family.member"
            " (unit_id bigint, person_id bigint, role varchar, residence varchar)"
        )
        con.execute(
            "create table family.care_tie (child_id bigint, adult_id bigint, role varchar,"
            " residence varchar, tier varchar)"
        )
        con.execute("create table family.unit (unit_id bigint, child_count bigint)")
        places = [(code, ward, 1 + n) for n, (ward, code) in enumerate(POSTCODES.items())]
        units = set(self.unit_of.values())
        sizes = [(unit, list(self.unit_of.values()).count(unit)) for unit in sorted(units)]
        persons = [(row[0], "s", str(row[0])) for row in self.persons]
        involvement = (
            "conformed.involvement (source, record_id, service, kind, start_date, end_date)"
        )
        insert(con, "conformed.postcode", places)
        insert(con, "linkage.person_record", persons)
        insert(con, "family.person", self.persons)
        insert(con, "family.dependent_child", self.children)
        insert(con, "family.member", sorted(self.members, key=str))
        insert(con, "family.care_tie", self.ties)
        insert(con, "family.unit", sizes)
        insert(con, involvement, self.spells)
        insert(con, "conformed.address (source, record_id, use, postcode)", self.homes)
        insert(con, "conformed.parental_status (source, record_id, status)", self.statuses)
        insert(con, NOTED_STATUS, self.notes)
        insert(con, NOTED_CHILD, self.noted_children)


def insert(con: DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        con.executemany(f"insert into {table} values ({places})", rows)  # noqa: S608 - ours


def family(born: date = date(2016, 1, 1)) -> World:
    """A mother open to mental health, 10, and her child, 1, in one unit."""
    return World().adult(10).child(1, 1, born=born).tie(1, 10).spell(10)


# A1, and what being open means: every count reads the same spells.


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        (AS_AT, None, True),
        (AS_AT + DAY, None, False),
        (date(2026, 1, 1), AS_AT, True),
        (date(2026, 1, 1), AS_AT - DAY, False),
        (AS_AT, AS_AT, True),
        (date(2026, 1, 1), AS_AT + DAY, True),
    ],
)
def test_a_spell_is_open_from_its_first_day_to_its_last(
    start: date, end: date | None, is_open: bool
) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10).spell(10, start=start, end=end)
    assert world.total("A2", "children") == (is_open, is_open, 1)
    assert world.count("A1").get(("amh_adults", *TOTAL)) == ((1, 1, None) if is_open else None)


def test_a1_counts_patients_and_of_them_parents_of_any_tier() -> None:
    world = World().adult(10).adult(11, sex="M").adult(12).adult(13).child(1, 1).child(2, 2)
    world.tie(1, 10, tier="P1").tie(2, 11, "father", tier="P3").status(12, "yes")
    for patient in (10, 11, 12, 13):
        world.spell(patient)
    figures = world.count("A1")
    assert figures["amh_adults", *TOTAL] == (4, 4, None)
    assert figures["parents", *TOTAL] == (3, 3, 4)
    assert {tier: figures["parents", "tier", tier] for tier in ("P1", "P2", "P3")} == {
        "P1": (1, 1, 4),
        "P2": (1, 1, 4),
        "P3": (1, 1, 4),
    }
    assert figures["parents", "sex", "M"] == (1, 1, 1)
    assert figures["parents", "age_band", "35 to 44"] == (3, 3, 4)


def test_a1_counts_a_patient_with_two_spells_and_two_children_once() -> None:
    world = family().spell(10, kind="inpatient").child(2, 1).tie(2, 10, tier="P3")
    figures = world.count("A1")
    assert figures["parents", *TOTAL] == (1, 1, 1)
    assert ("parents", "tier", "P3") not in figures


@pytest.mark.parametrize(
    ("on", "born", "is_parent"),
    [
        (date(2020, 1, 1), date(2012, 1, 1), True),
        (date(2020, 1, 1), date(2008, 9, 30), False),
        (date(2020, 1, 1), date(2008, 10, 1), True),
        (date(2025, 1, 1), None, True),
        (date(2020, 1, 1), None, False),
    ],
)
def test_a1_believes_a_note_while_its_child_can_be_one(
    on: date, born: date | None, is_parent: bool
) -> None:
    world = World().adult(10).spell(10).note(10, "yes", on, born)
    assert (("parents", "tier", "P2") in world.count("A1")) == is_parent


def test_a1_believes_a_field_and_not_the_note() -> None:
    world = World().adult(10).spell(10).status(10, "no").note(10, "yes", AS_AT)
    assert ("parents", "tier", "P2") not in world.count("A1")


def test_a1_reads_no_note_until_the_reader_is_proven() -> None:
    world = World(notes_count=False).adult(10).spell(10).note(10, "yes", AS_AT)
    assert ("parents", "tier", "P2") not in world.count("A1")


def test_b1_does_not_read_notes() -> None:
    world = World().adult(10).spell(10).note(10, "yes", AS_AT)
    assert world.count("B1") == World().adult(10).spell(10).count("B1")


def test_a1_counts_two_parents_of_one_family_as_one_family() -> None:
    world = family().adult(11, sex="M").tie(1, 11, "father").spell(11)
    assert world.total("A1", "parents") == (2, 1, 2)


def test_a1_takes_a_patient_without_a_family_as_a_family_of_their_own() -> None:
    world = World().adult(10).adult(11).spell(10).spell(11)
    assert world.total("A1", "amh_adults") == (2, 2, None)
    assert world.total("A1", "parents") == (0, 0, 2)


@pytest.mark.parametrize("role", ["foster_carer", "guardian", "grandparent_carer", "step_parent"])
def test_a1_takes_no_other_carer_for_a_parent(role: str) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10, role).spell(10)
    assert world.total("A1", "parents") == (0, 0, 1)


def test_a1_counts_neither_the_dead_nor_children() -> None:
    world = World().adult(10, dead=True).child(1, 1).spell(10).spell(1)
    assert world.count("A1") == {}


def test_a1_tells_by_age_band_and_ward_also_what_is_not_known() -> None:
    world = World().adult(10, born=None, ward=None, sex=None).spell(10)
    world.adult(11, born=date(2001, 10, 1), ward="Burley").spell(11)
    world.adult(12, born=date(2001, 9, 30), ward="Burley").spell(12)
    figures = world.count("A1")
    assert figures["amh_adults", "age_band", "not known"] == (1, 1, None)
    assert figures["amh_adults", "sex", "not known"] == (1, 1, None)
    assert figures["amh_adults", "age_band", "18 to 24"] == (1, 1, None)
    assert figures["amh_adults", "age_band", "25 to 34"] == (1, 1, None)
    assert figures["amh_adults", "ward", "Burley"] == (2, 2, None)
    assert figures["amh_adults", "ward", "not known"] == (1, 1, None)


# A2 to A5 and C4: children of patients.


def test_a2_counts_children_of_patients_among_all_children() -> None:
    world = family().child(2, 1).tie(2, 10).adult(20).child(3, 2, ward="Burley").tie(3, 20)
    figures = world.count("A2")
    assert figures["children", *TOTAL] == (2, 1, 3)
    assert figures["children", "ward", "Ashby"] == (2, 1, 2)
    assert figures["children", "ward", "Burley"] == (0, 0, 1)
    assert figures["children", "imd_decile", "decile 01"] == (2, 1, 2)


def test_a2_counts_unborn_children_apart_and_in_no_age_band() -> None:
    world = family().child(2, 1, unborn=True, born=date(2026, 12, 1)).tie(2, 10)
    figures = world.count("A2")
    assert figures["children", *TOTAL] == (1, 1, 1)
    assert figures["unborn", *TOTAL] == (1, 1, 1)
    bands = {key for key in figures if key[1] == "age_band"}
    assert bands == {("children", "age_band", "10 to 15")}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2021, 10, 1), "0 to 4"),
        (date(2021, 9, 30), "5 to 9"),
        (date(2016, 10, 1), "5 to 9"),
        (date(2016, 9, 30), "10 to 15"),
        (date(2010, 10, 1), "10 to 15"),
        (date(2010, 9, 30), "16 to 17"),
    ],
)
def test_a2_changes_age_band_on_the_birthday(born: date, band: str) -> None:
    assert family(born=born).count("A2")["children", "age_band", band] == (1, 1, 1)


@pytest.mark.parametrize(
    ("role", "counted"),
    [("father", 1), ("step_parent", 1), ("grandparent_carer", 1), ("foster_carer", 0)],
)
def test_a2_counts_children_of_any_carer_foster_carers_aside(role: str, counted: int) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10, role).spell(10)
    assert world.total("A2", "children") == (counted, counted, 1)


def test_a2_counts_a_child_of_two_patients_once() -> None:
    world = family().adult(11, sex="M").tie(1, 11, "father").spell(11)
    assert world.total("A2", "children") == (1, 1, 1)


def stages() -> World:
    """Children of one patient: in need; in need with a plan; looked after; referred; early help."""
    world = family().spell(1, CSC, "child_in_need")
    for child in (2, 3, 4, 5):
        world.child(child, 1).tie(child, 10)
    world.spell(2, CSC, "child_in_need").spell(2, CSC, "child_protection")
    world.spell(3, CSC, "looked_after")
    # A referral that ended in no further action leaves a referral and no stage.
    world.spell(4, CSC, "referral")
    return world.spell(5, "early_help", "early_help")


def test_a3_counts_children_on_a_plan_among_children_of_patients() -> None:
    world = stages().child(9, 2).spell(9, CSC, "child_protection")
    assert world.total("A3", "children") == (1, 1, 5)


def test_a4_counts_a_child_in_need_with_a_plan_only_in_the_wider_measure() -> None:
    world = stages()
    assert world.total("A4", "in_need") == (1, 1, 5)
    assert world.total("A4", "in_need_or_more") == (3, 1, 5)


def test_a5_counts_children_and_families_with_a_plan_or_in_need() -> None:
    # Beside those of the first family: a child with a plan alone, and one who is not known.
    world = stages().adult(20).child(9, 2).tie(9, 20).spell(20).spell(9, CSC, "child_protection")
    world.adult(30).child(8, 3).tie(8, 30).spell(30)
    assert world.total("A5", "children") == (3, 2, 7)
    assert world.total("A5", "families") == (2, 2, 3)


def test_c4_counts_children_whom_neither_social_care_nor_early_help_knows() -> None:
    # Of the five only the one whose referral came to nothing; children of others do not count.
    world = stages().child(9, 2)
    assert world.total("C4", "children") == (1, 1, 5)


def test_an_unborn_child_known_to_social_care_is_in_no_count_of_children() -> None:
    world = World().adult(10).child(1, 1, unborn=True, born=date(2026, 12, 1)).tie(1, 10)
    world.spell(10).spell(1, CSC, "child_protection")
    for count_id in ("A3", "A4", "B3", "C4"):
        assert world.count(count_id) == {}
    assert world.total("A5", "families") == (0, 0, 0)
    assert world.total("A2", "unborn") == (1, 1, 1)


def test_a_stage_that_has_ended_is_none() -> None:
    world = family().spell(1, CSC, "child_protection", end=AS_AT - DAY)
    assert world.total("A3", "children") == (0, 0, 1)
    assert world.total("C4", "children") == (1, 1, 1)


# B1 to B3: what is recorded, and what the other service knows.


def recorded() -> World:
    """Patients recorded as yes, no, unknown, nothing, and both yes and no; all mothers but one."""
    world = World()
    for unit, patient in enumerate((10, 11, 12, 13, 14), start=1):
        world.adult(patient).child(unit, unit).spell(patient)
        if patient != 12:
            world.tie(unit, patient)
    world.status(10, "yes").status(11, "no").status(12, "unknown")
    return world.status(14, "no").status(14, "yes")


def test_b1_counts_patients_by_what_is_recorded() -> None:
    assert recorded().count("B1") == {
        ("amh_adults", "recorded_status", "yes"): (2, 2, 5),
        ("amh_adults", "recorded_status", "no"): (1, 1, 5),
        ("amh_adults", "recorded_status", "blank"): (2, 2, 5),
    }


def test_b2_counts_parents_who_are_not_recorded_as_such() -> None:
    assert recorded().count("B2") == {
        ("parents", "recorded_status", "no"): (1, 1, 1),
        ("parents", "recorded_status", "blank"): (1, 1, 2),
        ("parents", *TOTAL): (2, 2, 3),
    }


def test_b3_counts_each_stage_and_of_it_children_of_patients() -> None:
    world = stages().child(9, 2).spell(9, CSC, "child_in_need")
    assert world.count("B3") == {
        ("children", "stage", "child_in_need"): (2, 1, 3),
        ("children", "stage", "child_protection"): (1, 1, 1),
        ("children", "stage", "looked_after"): (1, 1, 1),
        ("children", "stage", "early_help"): (1, 1, 1),
    }


# C1 to C3: families.


def test_c1_counts_families_by_how_many_services_are_open_for_any_member() -> None:
    world = family().spell(1, CSC, "child_in_need").spell(1, CSC, "child_protection")
    world.adult(11, sex="M").tie(1, 11, "father").spell(11)
    world.child(2, 2).spell(2, "special_educational_needs", "ehcp").child(3, 3)
    world.child(4, 4).adult(40).tie(4, 40).spell(40).spell(4, CSC, "looked_after")
    world.spell(4, "early_help", "early_help").spell(4, "special_educational_needs", "ehcp")
    assert world.count("C1") == {
        ("families", "services", "1"): (1, 1, 4),
        ("families", "services", "2"): (1, 1, 4),
        ("families", "services", "4 or more"): (1, 1, 4),
    }


def test_c1_does_not_count_universal_services_referrals_or_a_foster_carers_own() -> None:
    world = World().child(1, 1).adult(10).tie(1, 10, "foster_carer").spell(10)
    world.spell(1, "gp", "registration").spell(1, "school", "enrolment").spell(1, CSC, "referral")
    assert world.count("C1") == {}
    assert world.total("C3", "families") == (0, 0, 1)


def test_c2_counts_families_by_exactly_which_services_are_open() -> None:
    world = family().spell(1, CSC, "child_in_need")
    world.adult(20).child(2, 2).tie(2, 20).spell(20).spell(2, CSC, "looked_after")
    world.adult(30).child(3, 3).tie(3, 30).spell(30)
    assert world.count("C2") == {
        ("families", "combination", f"{AMH}+{CSC}"): (2, 2, 3),
        ("families", "combination", AMH): (1, 1, 3),
    }


def test_c3_counts_families_known_to_both_where_their_youngest_child_lives() -> None:
    world = family(born=date(2012, 1, 1)).spell(1, CSC, "child_in_need")
    world.child(2, 1, born=date(2020, 1, 1), ward="Burley").tie(2, 10)
    world.adult(20).child(3, 2).tie(3, 20).spell(20)
    figures = world.count("C3")
    assert figures["families", *TOTAL] == (1, 1, 2)
    assert figures["families", "ward", "Burley"] == (1, 1, 1)
    assert figures["families", "ward", "Ashby"] == (0, 0, 1)
    assert figures["families", "children", "2"] == (1, 1, 1)
    assert figures["families", "children", "1"] == (0, 0, 1)


def test_c3_needs_both_services_on_one_day() -> None:
    world = family().spell(1, CSC, "child_in_need", end=AS_AT - DAY)
    assert world.total("C3", "families") == (0, 0, 1)


def test_an_adult_in_two_units_makes_both_known() -> None:
    world = family().adult(11).child(2, 2).tie(2, 11).tie(2, 10, "father")
    assert world.count("C1") == {("families", "services", "1"): (2, 2, 2)}
    # The adult is one adult of one family all the same.
    assert world.total("A1", "parents") == (1, 1, 1)


@pytest.mark.parametrize("count_id", ["A1", "A2", "A3", "A4", "A5", "C3", "C4"])
def test_wards_add_up_to_the_total(count_id: str) -> None:
    world = stages().adult(20, ward="Burley").child(9, 2, ward=None).tie(9, 20).spell(20)
    world.spell(9, CSC, "child_protection")
    figures = world.count(count_id)
    measures = {measure for measure, breakdown, _ in figures if breakdown == "ward"}
    assert measures
    for measure in measures:
        wards = [row for key, row in figures.items() if key[:2] == (measure, "ward")]
        whole = figures[measure, *TOTAL]
        assert sum(value for value, _, _ in wards) == whole[0]
        if whole[2] is not None:
            assert sum(of or 0 for _, _, of in wards) == whole[2]
