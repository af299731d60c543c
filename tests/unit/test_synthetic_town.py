"""A written town: its exports can be read, its truth is whole, and it comes out the same again."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from sources.readers.files import read_delivery
from sources.readers.reading import TableRead
from sources.registry import FORMATS
from synthetic_data.deliveries import TownSummary, write_town
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel

PLAN = TownPlan(people=2_000, seed=11, service_multiplier=3.0)
FORMATS_OF = {
    "adult_mental_health": ("rio",),
    "childrens_social_care": ("ssd", "cin_census"),
    "school": ("ctf",),
    "gp": ("emis",),
    "reference": ("nspl",),
}


@dataclass(frozen=True, kw_only=True)
class WrittenTown:
    """A town on disk."""

    summary: TownSummary
    exports: Path
    truth: Path

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.truth / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def read(self, source: str) -> dict[str, list[TableRead]]:
        formats = [FORMATS[name] for name in FORMATS_OF[source]]
        folder = self.exports / source / PLAN.as_at.isoformat()
        tables: dict[str, list[TableRead]] = {}
        for files in read_delivery(source, folder, formats).values():
            for file in files:
                assert file.undeclared == ()
                for table in file.tables:
                    tables.setdefault(table.table.name, []).append(table)
        return tables

    def rows(self, source: str, table: str) -> list[dict[str, str | None]]:
        return [row for read in self.read(source)[table] for row in read.rows.to_pylist()]


def write(plan: TownPlan, folder: Path) -> WrittenTown:
    summary = write_town(plan, folder / "exports", folder / "truth")
    truth = folder / "truth" / plan.as_at.isoformat()
    return WrittenTown(summary=summary, exports=folder / "exports", truth=truth)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> WrittenTown:
    return write(PLAN, tmp_path_factory.mktemp("town"))


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = TownPlan(people=300, seed=4, service_multiplier=3.0)
    write(plan, tmp_path / "once")
    write(plan, tmp_path / "again")
    assert digests(tmp_path / "once") == digests(tmp_path / "again")


def test_another_seed_gives_another_town(tmp_path: Path) -> None:
    one = digests(
        write(TownPlan(people=300, seed=4, service_multiplier=3.0), tmp_path / "four").truth
    )
    other = digests(
        write(TownPlan(people=300, seed=5, service_multiplier=3.0), tmp_path / "five").truth
    )
    assert one["person.csv"] != other["person.csv"]


def test_the_level_of_errors_does_not_change_the_world(tmp_path: Path) -> None:
    worlds = [
        write(TownPlan(people=300, seed=4, level=level, service_multiplier=3.0), tmp_path / level)
        for level in ErrorLevel
    ]
    people = {digests(town.truth)["person.csv"] for town in worlds}
    files = {tuple(digests(town.exports).values()) for town in worlds}
    assert len(people) == 1
    assert len(files) == 3


def test_steps_are_told_as_they_are_done(tmp_path: Path) -> None:
    steps: list[str] = []
    write_town(
        TownPlan(people=60, service_multiplier=3.0),
        tmp_path / "exports",
        tmp_path / "truth",
        steps.append,
    )
    assert steps[0] == "making people"
    assert [step for step in steps if step.startswith("writing")][-1] == "writing the truth"
    assert len(steps) == 7


@pytest.mark.parametrize("source", FORMATS_OF)
def test_every_export_is_read_with_nothing_undeclared_or_rejected(
    town: WrittenTown, source: str
) -> None:
    tables = town.read(source)
    declared = {name for form in FORMATS_OF[source] for name in FORMATS[form].tables}
    assert set(tables) == declared
    assert not [bad for reads in tables.values() for read in reads for bad in read.rejected]


def test_the_summary_counts_what_was_written(town: WrittenTown) -> None:
    summary = town.summary
    assert summary.people == 2_000
    assert summary.children == len(town.table("unit"))
    assert summary.families == len({row["unit_id"] for row in town.table("unit")})
    assert summary.records == Counter(row["source"] for row in town.table("record"))
    assert summary.files == {
        "adult_mental_health": 8,
        "childrens_social_care": 14,
        "school": 2,
        "gp": 1,
        "reference": 1,
    }


def record_ids(town: WrittenTown, source: str) -> set[str]:
    """Return the ids of all records in a source's files, dummies aside."""
    return set(
        {
            "adult_mental_health": _rio_ids,
            "childrens_social_care": _ssd_ids,
            "school": _ctf_ids,
            "gp": _emis_ids,
        }[source](town)
    )


def _rio_ids(town: WrittenTown) -> Iterator[str]:
    for row in town.rows("adult_mental_health", "client_index"):
        yield str(row["ClientID"])
    for row in town.rows("adult_mental_health", "client_contact"):
        yield f"{row['ClientID']}:contact:{row['ClientContactID']}"


def _ssd_ids(town: WrittenTown) -> Iterator[str]:
    for row in town.rows("childrens_social_care", "dm_persons"):
        yield str(row["person_id"])


def _ctf_ids(town: WrittenTown) -> Iterator[str]:
    tables = town.read("school")
    for pupils, contacts in zip(tables["pupil"], tables["pupil_contact"], strict=True):
        upns = {row["_record"]: row["UPN"] for row in pupils.rows.to_pylist()}
        yield from upns.values()
        for row in contacts.rows.to_pylist():
            yield f"{upns[row['_parent']]}:contact:{row['Order']}"


def _emis_ids(town: WrittenTown) -> Iterator[str]:
    for row in town.rows("gp", "emis_patient"):
        if not row["DummyType"]:
            yield str(row["PatientGuid"])
            if row["CarerName"]:
                yield f"{row['PatientGuid']}:carer"


@pytest.mark.parametrize("source", ["adult_mental_health", "childrens_social_care", "school", "gp"])
def test_every_record_has_its_truth_and_every_truth_its_record(
    town: WrittenTown, source: str
) -> None:
    known = [row["record_id"] for row in town.table("record") if row["source"] == source]
    assert len(known) == len(set(known))
    assert set(known) == record_ids(town, source)


def test_restricted_and_deleted_records_are_excluded(town: WrittenTown) -> None:
    excluded = {row["record_id"] for row in town.table("record") if row["excluded"] == "true"}
    for row in town.rows("adult_mental_health", "client_index"):
        is_out = "1" in (row["Deleted"], row["SensitiveFlag"])
        assert is_out == (row["ClientID"] in excluded)
    for row in town.rows("childrens_social_care", "dm_persons"):
        assert (row["restricted"] == "Y") == (row["person_id"] in excluded)


def test_every_dependent_child_is_in_exactly_one_unit_and_an_unborn_one_if_recorded(
    town: WrittenTown,
) -> None:
    units = [row["child_id"] for row in town.table("unit")]
    assert len(units) == len(set(units))
    as_at = PLAN.as_at
    recorded = {row["person_id"] for row in town.table("record")}
    children = {
        row["person_id"]
        for row in town.table("person")
        if row["resident"] == "true"
        and (
            row["person_id"] in recorded
            if row["expected_date_of_birth"]
            else date.fromisoformat(row["date_of_birth"]).replace(day=1)
            > as_at.replace(year=as_at.year - 18)
        )
    }
    assert children <= set(units)
    assert {row["child_id"] for row in town.table("care_tie")} == set(units)


def test_members_are_the_children_and_the_adults_tied_to_them(town: WrittenTown) -> None:
    unit_of = {row["child_id"]: row["unit_id"] for row in town.table("unit")}
    members = {(row["unit_id"], row["person_id"]) for row in town.table("member")}
    assert len(members) == len(town.table("member"))
    tied = {(unit_of[row["child_id"]], row["adult_id"]) for row in town.table("care_tie")}
    assert members == tied | {(unit, child) for child, unit in unit_of.items()}


def test_two_birth_families_are_not_joined_by_a_foster_carer(town: WrittenTown) -> None:
    unit_of = {row["child_id"]: row["unit_id"] for row in town.table("unit")}
    placed: dict[str, set[str]] = {}
    for row in town.table("care_tie"):
        if row["role"] == "foster_carer":
            placed.setdefault(row["adult_id"], set()).add(unit_of[row["child_id"]])
    assert placed
    assert max(len(units) for units in placed.values()) > 1


def figures(town: WrittenTown) -> dict[tuple[str, str], int]:
    return {(row["count_id"], row["measure"]): int(row["value"]) for row in town.table("figure")}


def test_true_figures_fit_each_other(town: WrittenTown) -> None:
    figure = figures(town)
    assert 0 < figure["A1", "parents"] < figure["A1", "amh_adults"]
    assert figure["A3", "children"] <= figure["A5", "children"] <= figure["A2", "children"]
    assert figure["A4", "in_need"] <= figure["A4", "in_need_or_more"]
    assert figure["A5", "families"] <= figure["A5", "children"]
    assert figure["C3", "families"] <= figure["A4", "in_need_or_more"] + figure["A2", "unborn"]
    known = figure["C1", "families"]
    assert figure["C3", "families"] <= figure["C1", "several"] <= known <= town.summary.families
    counts = "A1 A2 A3 A4 A5 A6 A7 A8 B1 B2 B3 B4 C1 C2 C3 C4 C5 C6 D1 D2 E1 F1"
    assert {count_id for count_id, _ in figure} == set(counts.split())


def test_unborn_children_are_named_so_by_social_care(town: WrittenTown) -> None:
    rows = town.rows("childrens_social_care", "dm_persons")
    expected = [row for row in rows if row["first_name"] == "UNBORN"]
    assert all(str(row["date_of_birth"]) > PLAN.as_at.isoformat() for row in expected)
    assert all(row["gender"] == "U" for row in expected)


def test_nhs_numbers_are_missing_as_often_as_in_each_source(town: WrittenTown) -> None:
    def share(source: str, table: str, column: str) -> float:
        rows = [row[column] for row in town.rows(source, table)]
        return sum(value in (None, "", "NULL") for value in rows) / len(rows)

    assert share("gp", "emis_patient", "NhsNumber") < 0.03
    assert 0.02 < share("adult_mental_health", "client_index", "NNN") < 0.12
    assert share("childrens_social_care", "dm_persons", "nhs_id") > 0.45


def test_half_of_the_clients_have_something_recorded_about_being_a_parent(
    town: WrittenTown,
) -> None:
    clients = [
        row["ClientID"]
        for row in town.rows("adult_mental_health", "client_index")
        if row["NonClient"] == row["Deleted"] == row["SensitiveFlag"] == "0"
    ]
    links = town.rows("adult_mental_health", "client_family_link")
    recorded = {
        row["ClientID"] for row in links if row["ParentalResponsibility"] in ("1", "2", "9")
    }
    assert 0.38 < len(recorded) / len(clients) < 0.6


def test_brothers_and_sisters_may_have_their_mother_spelt_in_two_ways(tmp_path: Path) -> None:
    town = write(
        TownPlan(people=600, seed=2, level=ErrorLevel.HOSTILE, service_multiplier=3.0), tmp_path
    )
    person_of = {
        row["record_id"]: row["person_id"]
        for row in town.table("record")
        if row["source"] == "school"
    }
    spellings: dict[str, set[tuple[str | None, str | None]]] = {}
    tables = town.read("school")
    for pupils, contacts in zip(tables["pupil"], tables["pupil_contact"], strict=True):
        upns = {row["_record"]: row["UPN"] for row in pupils.rows.to_pylist()}
        for row in contacts.rows.to_pylist():
            person = person_of[f"{upns[row['_parent']]}:contact:{row['Order']}"]
            spellings.setdefault(person, set()).add((row["Forename"], row["Surname"]))
    assert max(len(names) for names in spellings.values()) > 1


def test_the_smallest_town_has_one_person(tmp_path: Path) -> None:
    town = write(TownPlan(people=1, service_multiplier=3.0), tmp_path)
    assert town.summary.people == 1
    assert town.summary.families == 0
