"""The council's gazetteer knows every place of the town once, and classes it as a council would."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sources.landing import land
from sources.mapping import conform_reference
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from synthetic_data import plan as plans
from synthetic_data.places.places import OUTSIDE
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town
from tests.builders import DELIVERED, empty_warehouse
from tests.written_towns import write

ADDRESSBASE = FORMATS["addressbase"]
PLAN = TownPlan(
    people=3_000,
    seed=3,
    nights=2,
    days_between=60,
    formats=("nspl", "addressbase"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write two towns of 1,500 people on two nights."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "PEOPLE_IN_A_TOWN", 1_500)
        yield write(PLAN, tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="module")
def kinds_of_dwellings() -> dict[str, str]:
    """Return what each place of the towns is, by its number."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "PEOPLE_IN_A_TOWN", 1_500)
        worlds = [imagine_town(PLAN, number).world for number in range(len(PLAN.towns))]
    assert len(worlds) == 2
    return {
        stay.dwelling.uprn: stay.dwelling.kind
        for world in worlds
        for stays in world.homes.values()
        for stay in stays
        if stay.dwelling.uprn and stay.dwelling.town != OUTSIDE
    }


def classes(folder: Path, night: date) -> dict[str, str]:
    (path,) = (folder / "exports" / "reference" / night.isoformat()).glob("AddressBase*")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["UPRN"]: row["CLASSIFICATION_CODE"] for row in rows}
    assert len(found) == len(rows), "a number is in it once"
    return found


def test_every_place_of_every_town_is_in_the_one_file(
    written: Path, kinds_of_dwellings: dict[str, str]
) -> None:
    found = classes(written, PLAN.as_at)
    assert set(kinds_of_dwellings) <= set(found)
    assert all(found.values())


def test_a_place_is_classed_alike_on_every_night(written: Path) -> None:
    last = classes(written, PLAN.as_at)
    before = classes(written, PLAN.as_at - timedelta(days=PLAN.days_between))
    both = set(last) & set(before)
    assert len(both) > 1_000
    assert [uprn for uprn in sorted(both) if last[uprn] != before[uprn]] == []


def test_kinds_of_places_are_read_back_and_no_home_of_a_family_is_classed_communal(
    written: Path, kinds_of_dwellings: dict[str, str]
) -> None:
    con = empty_warehouse()
    folder = written / "exports" / "reference" / PLAN.as_at.isoformat()
    formats = [FORMATS["nspl"], ADDRESSBASE]
    landed = land(con, "reference", DELIVERED, formats, read_delivery("reference", folder, formats))
    assert (landed.rejected, landed.undeclared_columns) == (0, 0)
    conform_reference(con, "reference", ADDRESSBASE, {})
    read = dict(con.table("conformed.place").select("uprn", "kind").fetchall())
    told: dict[str, set[str]] = {}
    for uprn, kind in kinds_of_dwellings.items():
        told.setdefault(kind, set()).add(read[uprn])
    assert told["house"] == {"residential"}
    assert told["care_home"] == {"communal"}
    assert told["hmo"] == {"residential", "shared house"}


def test_a_town_that_is_not_asked_for_one_sends_no_gazetteer(tmp_path: Path) -> None:
    folder = write(TownPlan(people=300, seed=4), tmp_path)
    files = [path.name for path in (folder / "exports" / "reference").rglob("*.csv")]
    assert [name.split("_")[0] for name in files] == ["NSPL"]
