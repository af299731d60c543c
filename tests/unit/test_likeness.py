"""Measures are declared so that they can fail, and a portrait says what was measured."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from synthetic_data.likeness.concerns import CONCERNS
from synthetic_data.likeness.drawing import Picture
from synthetic_data.likeness.error_rates import EXPECTED, PUBLISHED
from synthetic_data.likeness.homes import FamilyType, child_of, family_type
from synthetic_data.likeness.measure import Measure, MeasureError, Unit, read
from synthetic_data.likeness.names import clash
from synthetic_data.likeness.pictures import draw_pictures
from synthetic_data.likeness.places import isolation, morans_i
from synthetic_data.likeness.portrait import Portrait, Readings, page
from synthetic_data.likeness.records import RECORDS
from synthetic_data.likeness.speed import Speed, load_speeds, save_speeds
from synthetic_data.likeness.survey import Survey
from synthetic_data.likeness.written import WrittenTown
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.town import imagine_town
from synthetic_data.world import Household, Person, Role, World
from tests.builders import empty_warehouse

AS_AT = date(2026, 9, 30)
MOST_BYTES = 200_000
SPEEDS = (
    Speed(people=1_000, seconds=2.0, peak_megabytes=100, records=4_000, files=20),
    Speed(people=10_000, seconds=30.0, peak_megabytes=300, records=40_000, files=30),
)


def measure(low: float = 0.1, high: float = 0.2, spread: float = 0.01) -> Measure[float]:
    return Measure(
        name="a share",
        low=low,
        high=high,
        unit=Unit.SHARE,
        source="a table",
        reason="15%",
        spread=spread,
        of=lambda value: value,
    )


def test_a_larger_town_is_given_less_room_for_chance() -> None:
    assert measure().holds(0.22, people=30_000)
    assert not measure().holds(0.22, people=3_000_000)
    assert not measure().holds(0.23, people=30_000)
    assert measure().holds(0.08, people=30_000)
    assert not measure(spread=0.0).holds(0.2001, people=1)


def test_a_measure_that_cannot_be_met_or_checked_is_refused() -> None:
    with pytest.raises(MeasureError, match="low is below high"):
        measure(low=0.2, high=0.2)
    with pytest.raises(MeasureError, match="low is below high"):
        measure(spread=-0.1)
    with pytest.raises(MeasureError, match="names its source and its reason"):
        replace(measure(), source="")


def test_a_reading_is_written_in_the_unit_of_its_measure() -> None:
    reading = read(measure(), 0.3, 30_000)
    assert (reading.interval, reading.value, reading.is_met) == ("10.0% to 20.0%", "30.0%", False)
    small = replace(measure(), unit=Unit.SMALL_SHARE)
    assert read(small, 0.1234, 30_000).value == "12.34%"
    assert replace(measure(), unit=Unit.CHANCE).written(0.00123) == "0.0012"


def test_every_measure_has_a_name_of_its_own_within_its_concern() -> None:
    of_towns = [[measure.name for measure in concern.measures] for concern in CONCERNS]
    of_records = [[measure.name for measure in concern.measures] for concern in RECORDS.values()]
    for names in (*of_towns, *of_records):
        assert names
        assert len(names) == len(set(names))


def test_every_published_figure_has_an_interval_around_it() -> None:
    for level in ErrorLevel:
        assert set(PUBLISHED[level]) <= set(EXPECTED[level])


def test_two_people_of_four_with_one_name_clash_once_in_six_pairs() -> None:
    assert clash(pd.Series(["Smith", "Smith", "Okafor", "Nowak"])) == pytest.approx(1 / 6)
    assert clash(pd.Series(["Smith", "Khan"])) == 0


def test_likeness_of_neighbours_is_high_on_a_slope_and_low_on_a_chessboard() -> None:
    row = np.eye(6, k=1) + np.eye(6, k=-1)
    assert morans_i(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), row) == pytest.approx(0.6)
    assert morans_i(np.array([1.0, 9.0, 1.0, 9.0, 1.0, 9.0]), row) == pytest.approx(-1.0)


def test_a_community_in_one_ward_of_two_meets_its_own_oftener_than_by_chance() -> None:
    together = isolation(pd.DataFrame({"many": [80, 100], "few": [20, 0]}, index=["N", "S"]))
    assert together["few"] == pytest.approx(0.2 / 0.1)
    assert together["many"] == pytest.approx((80 * 0.8 + 100) / 180 / 0.9)


def home_of(roles: list[tuple[Role, str]]) -> World:
    """Build a world of one child, number 0, with adults of these roles and sexes at home."""
    world = World(as_at=AS_AT)
    members = [0, *range(1, len(roles) + 1)]
    world.households.append(
        Household(number=0, kind="family", family_type="", strain=0.5, members=members)
    )
    world.home = dict.fromkeys(members, 0)
    sexes = ["F", *(sex for _, sex in roles)]
    world.people = [person(number, sex) for number, sex in enumerate(sexes)]
    for adult, (role, _) in enumerate(roles, start=1):
        world.tie(0, adult, role)
    return world


def person(number: int, sex: str) -> Person:
    return Person(
        number=number,
        person_id=f"P{number:07}",
        sex=sex,
        date_of_birth=date(2015 if number == 0 else 1985, 1, 1 + number),
        expected=False,
        community="british",
        ethnicity="WBRI",
        given="Ann",
        middle="",
        family="Smith",
        other_family="",
        changed_on=None,
        uses_both=False,
        known_as="",
        nhs_number="",
        phone="",
        old_phone="",
        email="",
    )


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ([(Role.MOTHER, "F"), (Role.FATHER, "M")], FamilyType.COUPLE),
        ([(Role.MOTHER, "F"), (Role.MOTHER, "F")], FamilyType.COUPLE),
        ([(Role.MOTHER, "F")], FamilyType.LONE),
        ([(Role.MOTHER, "F"), (Role.STEP_PARENT, "M")], FamilyType.STEP),
        ([(Role.MOTHER, "F"), (Role.GRANDPARENT_CARER, "F")], FamilyType.LONE),
        ([(Role.GRANDPARENT_CARER, "F")], FamilyType.KIN),
        ([(Role.FOSTER_CARER, "F")], FamilyType.FOSTER),
        ([], FamilyType.NOBODY_TIED),
    ],
)
def test_a_family_is_told_by_who_lives_with_the_child(
    roles: list[tuple[Role, str]], kind: FamilyType
) -> None:
    assert family_type(pd.DataFrame([child_of(home_of(roles), 0)])) is kind


def test_parents_of_one_sex_are_two_adults_at_home() -> None:
    assert child_of(home_of([(Role.MOTHER, "F"), (Role.MOTHER, "F")]), 0).same_sex_parents
    assert not child_of(home_of([(Role.MOTHER, "F"), (Role.FATHER, "M")]), 0).same_sex_parents
    assert not child_of(home_of([(Role.MOTHER, "F")]), 0).same_sex_parents


def test_a_parent_who_lives_in_another_home_of_the_town_makes_a_second_home() -> None:
    world = home_of([(Role.MOTHER, "F"), (Role.FATHER, "M")])
    assert not child_of(world, 0).has_second_home
    world.households.append(Household(number=1, kind="family", family_type="", strain=0.5))
    world.home[2] = 1
    assert child_of(world, 0).has_second_home
    world.households[1].away = True
    assert not child_of(world, 0).has_second_home


@pytest.fixture(scope="module")
def pictures() -> tuple[Picture, ...]:
    return draw_pictures(Survey(town=imagine_town(TownPlan(people=3_000, seed=5))))


def test_a_picture_is_a_small_image_with_a_name_and_a_description(
    pictures: tuple[Picture, ...],
) -> None:
    assert len({picture.name for picture in pictures}) == len(pictures)
    for picture in pictures:
        assert len(picture.svg.encode()) < MOST_BYTES
        root = ElementTree.fromstring(picture.svg)  # noqa: S314 - drawn here
        assert root.get("role") == "img"
        told = [child.text for child in root if child.tag.endswith(("title", "desc"))]
        assert told == [picture.title, picture.description]
        assert len(picture.description) > len(picture.title)
        assert not re.search(r"https?://(?!www\.w3\.org)", picture.svg), "nothing is fetched"


def test_the_same_town_is_drawn_with_the_same_bytes(pictures: tuple[Picture, ...]) -> None:
    again = draw_pictures(Survey(town=imagine_town(TownPlan(people=3_000, seed=5))))
    assert [picture.svg for picture in again] == [picture.svg for picture in pictures]


def portrait_of(value: float, pictures: tuple[Picture, ...]) -> Portrait:
    readings = Readings(title="Names", people=500, readings=(read(measure(), value, 500),))
    return Portrait(plan=TownPlan(people=500, seed=9), concerns=(readings,), pictures=pictures)


def test_the_page_tells_what_was_measured_and_what_is_outside(
    pictures: tuple[Picture, ...],
) -> None:
    good = page(portrait_of(0.15, pictures), ())
    assert "| a share | 10.0% to 20.0% | 15.0% |" in good
    assert "Every measure lies in its interval." in good
    assert "Not measured yet" in good
    bad = page(portrait_of(0.9, pictures), SPEEDS)
    assert "| **no** |" in bad
    assert "Outside their interval: Names: a share." in bad
    assert "| 10,000 | 30.0 | 300 MB | 40,000 | 30 | 3,000 | 1.50 |" in bad


def test_the_page_shows_its_pictures_with_words_for_them(pictures: tuple[Picture, ...]) -> None:
    text = page(portrait_of(0.15, pictures), ())
    surnames = next(picture for picture in pictures if picture.name == "surnames")
    assert f"![{surnames.title}. {surnames.description}](pictures/surnames.svg)" in text


def test_what_a_benchmark_found_is_kept_by_size(tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    assert load_speeds(path) == ()
    save_speeds(path, SPEEDS[::-1])
    assert load_speeds(path) == SPEEDS
    assert SPEEDS[1].growth(SPEEDS[0]) == pytest.approx(1.5)


BLANK = {"given_name": "Ann", "family_name": "Smith", "date_of_birth": "2015-05-05", "sex": "F"}
PRACTICE, SCHOOL, SOCIAL_CARE = "gp", "school", "childrens_social_care"


def written(*records: dict[str, object]) -> WrittenTown:
    """Build a town of these records; each says its source and its person."""
    con = empty_warehouse()
    rows = [
        BLANK | {"record_id": str(number), "is_client": True, "is_restricted": False} | record
        for number, record in enumerate(records)
    ]
    con.register("given", pd.DataFrame(rows).drop(columns="person_id"))
    con.execute("insert into conformed.person_record by name select * from given")
    truth = [{key: row[key] for key in ("source", "record_id", "person_id")} for row in rows]
    con.from_df(pd.DataFrame(truth).assign(excluded=False)).create("truth_record")
    return WrittenTown(con=con, as_at=AS_AT)


def test_records_of_one_person_are_compared_and_others_are_not() -> None:
    town = written(
        {"source": PRACTICE, "person_id": "a"},
        {"source": SCHOOL, "person_id": "a", "given_name": "Anne"},
        {"source": PRACTICE, "person_id": "b", "family_name": "Ann", "given_name": "Smith"},
        {"source": SCHOOL, "person_id": "b"},
        {"source": SCHOOL, "person_id": "c", "given_name": "Zoe"},
    )
    pairs = town.pairs
    assert pairs["given_name"].tolist() == [True, True]
    assert pairs["same_beginning"].tolist() == [True, False]
    assert pairs["swapped"].tolist() == [False, True]


def test_a_pair_of_which_one_record_is_blank_is_left_out() -> None:
    given_name = next(m for m in RECORDS[ErrorLevel.MIXED].measures if m.name == "given name")
    town = written(
        {"source": PRACTICE, "person_id": "a"},
        {"source": SCHOOL, "person_id": "a", "given_name": "Zoe"},
        {"source": PRACTICE, "person_id": "b"},
        {"source": SCHOOL, "person_id": "b", "given_name": None},
        {"source": PRACTICE, "person_id": "c"},
        {"source": SCHOOL, "person_id": "c"},
    )
    assert given_name.of(town) == 0.5


def test_contacts_withheld_records_and_adults_of_social_care_are_not_compared() -> None:
    grown = {"date_of_birth": "1985-05-05"}
    town = written(
        {"source": PRACTICE, "person_id": "a"},
        {"source": SCHOOL, "person_id": "a", "is_client": False},
        {"source": SOCIAL_CARE, "person_id": "a", "is_restricted": True},
        {"source": PRACTICE, "person_id": "b", **grown},
        {"source": SOCIAL_CARE, "person_id": "b", **grown},
    )
    assert town.pairs.empty
