"""Eclipse as the town writes it: the same people and the same work as the dataset beside it."""

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sources.declaration import Format
from sources.registry import FORMATS
from synthetic_data.exports.eclipse import write_eclipse
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
from tests.builders import Mapped, map_folder
from tests.two_nights import Nights, Row, Written, share_kept, write, write_nights

PLAN = TownPlan(people=4_000, seed=7, service_multiplier=3.0)
ECLIPSE, SSD = FORMATS["eclipse"], FORMATS["ssd"]
WRITERS = {"eclipse": write_eclipse, "ssd": write_ssd}
PERSON = ("record_id", "given_name", "family_name", "date_of_birth", "expected_date_of_birth")
NUMBERS = ("sex", "nhs_number", "upn", "former_upn", "ethnic_group", "is_restricted")


@cache
def read(folder: Path, view: str) -> list[Row]:
    with (folder / f"{view}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("eclipse")
    return write_nights(PLAN, CHILDRENS_SOCIAL_CARE, (write_eclipse,), folder)


@pytest.fixture(scope="module")
def council(nights: Nights) -> Written:
    return nights.after


Map = Callable[[Format], Mapped]


@pytest.fixture(scope="module")
def mapped(council: Written, tmp_path_factory: pytest.TempPathFactory) -> Map:
    """Map the same town in either of the formats."""

    @cache
    def of(name: str) -> Mapped:
        folder = tmp_path_factory.mktemp(name)
        write(council.town, CHILDRENS_SOCIAL_CARE, (WRITERS[name],), folder)
        return map_folder(folder, FORMATS[name])

    return lambda format_: of(format_.name)


@pytest.mark.parametrize("kind", ["child_in_need", "child_protection", "looked_after"])
def test_the_work_is_the_same_in_either_product(kind: str, mapped: Map) -> None:
    columns = ("record_id", "service", "start_date", "end_date")
    own, theirs = (
        mapped(format_).rows("involvement", *columns, where=f"kind = '{kind}'")
        for format_ in (ECLIPSE, SSD)
    )
    assert len(own) > 10
    assert own == theirs


def test_no_other_work_is_told_by_a_view(mapped: Map) -> None:
    kinds = {kind for (kind,) in mapped(ECLIPSE).rows("involvement", "kind")}
    assert kinds == {"child_in_need", "child_protection", "looked_after"}


def test_the_people_are_the_same_in_either_product(mapped: Map) -> None:
    own, theirs = (
        mapped(format_).rows("person_record", *PERSON, *NUMBERS) for format_ in (ECLIPSE, SSD)
    )
    assert len(own) > 600
    assert own == theirs


def test_the_relationships_are_the_same_in_either_product(mapped: Map) -> None:
    """The dataset's own table of mothers repeats some, and has no word for a professional."""
    columns = ("from_record_id", "type", "to_record_id", "from_date", "to_date")
    own = mapped(ECLIPSE).rows("relationship", *columns)
    theirs = mapped(SSD).rows("relationship", *columns, where="source_value <> 'mother'")
    told = {"professional": "other"}
    assert len(own) > 600
    assert sorted((row[0], told.get(str(row[1]), row[1]), *map(str, row[2:])) for row in own) == (
        sorted((row[0], row[1], *map(str, row[2:])) for row in theirs)
    )


def test_homes_are_the_same_in_either_product(mapped: Map) -> None:
    columns = ("record_id", "from_date", "to_date", "use", "postcode")
    own, theirs = (set(mapped(format_).rows("address", *columns)) for format_ in (ECLIPSE, SSD))
    assert len(own) > 600
    assert own == theirs


@pytest.mark.parametrize("view", [export.name for export in ECLIPSE.exports])
def test_nearly_all_rows_are_the_same_a_week_later(view: str, nights: Nights) -> None:
    before, after = (read(night.folder, view) for night in (nights.before, nights.after))
    assert before
    assert share_kept(before, after) > 0.93


def test_nearly_all_numbers_are_given_again_a_week_later(nights: Nights) -> None:
    for export in ECLIPSE.exports:
        if export.table.key:
            (key,) = export.table.key
            before, after = (
                {row[key] for row in read(night.folder, export.name)}
                for night in (nights.before, nights.after)
            )
            assert len(before - after) <= 0.01 * len(before), export.name


def test_every_record_of_the_mapping_is_of_a_known_person(council: Written, mapped: Map) -> None:
    known = {row.record_id for row in council.ledger.rows}
    records = {number for (number,) in mapped(ECLIPSE).rows("person_record", "record_id")}
    assert records == known


def test_a_restricted_record_is_one_that_may_not_be_linked(council: Written, mapped: Map) -> None:
    excluded = {row.record_id for row in council.ledger.rows if row.excluded}
    withheld = mapped(ECLIPSE).rows("person_record", "record_id", where="is_restricted")
    assert {number for (number,) in withheld} == excluded


def test_a_few_records_are_marked_as_duplicates_by_name_or_beside_it(council: Written) -> None:
    people = read(council.folder, "PERSONVIEW")
    named = [row for row in people if row["FORENAME"].startswith("DUPLICATE ")]
    marked = [row for row in people if row["DUPLICATED"] == "DUPLICATE"]
    assert 0.002 < (len(named) + len(marked)) / len(people) < 0.02
    assert not {row["PERSONID"] for row in named} & {row["PERSONID"] for row in marked}


def test_an_unborn_child_has_a_due_date_and_some_born_children_keep_theirs(
    council: Written,
) -> None:
    due = [row for row in read(council.folder, "PERSONVIEW") if row["DUEDATE"]]
    unborn = [row for row in due if not row["DATEOFBIRTH"]]
    as_at = council.world.as_at.isoformat()
    assert unborn
    assert all(row["DUEDATE"] > as_at for row in unborn)
    assert len(unborn) < len(due)


def test_a_few_plans_were_entered_in_error(council: Written) -> None:
    statuses = Counter(row["STATUS"] for row in read(council.folder, "CLASSIFICATIONPERSONVIEW"))
    assert set(statuses) == {"ACTIVE", "DELETED"}
    assert statuses["DELETED"] < 0.03 * statuses["ACTIVE"]


def test_families_are_groups_of_children_and_parents(council: Written, mapped: Map) -> None:
    families = mapped(ECLIPSE).rows("flag", "value", "record_id")
    sizes = Counter(family for family, _ in families)
    assert 0.5 < sum(size > 1 for size in sizes.values()) / len(sizes) < 1.0
    kinds = Counter(row["GROUPTYPE"] for row in read(council.folder, "GROUPVIEW"))
    assert 0 < kinds["Other"] < 0.15 * kinds["Family"]
    ids = council.person_of()
    adopted = {number for number in council.world.adopted if number in ids.values()}
    assert not adopted & {ids[str(record)] for _, record in families}
