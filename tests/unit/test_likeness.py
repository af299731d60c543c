"""Measures are declared so that they can fail, and a portrait says what was measured."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from synthetic_data.facts import Household, Person, Role
from synthetic_data.likeness.concerns import CONCERNS
from synthetic_data.likeness.drawing import Picture
from synthetic_data.likeness.error_rates import EXPECTED, PUBLISHED
from synthetic_data.likeness.fingerprint import fingerprint
from synthetic_data.likeness.homes import FamilyType, child_of, family_type
from synthetic_data.likeness.measure import Measure, MeasureError, Unit, read
from synthetic_data.likeness.names import clash
from synthetic_data.likeness.pictures import draw_pictures
from synthetic_data.likeness.places import isolation, morans_i
from synthetic_data.likeness.portrait import Portrait, Readings, page
from synthetic_data.likeness.records import RECORDS, Share, measures_of_pairs
from synthetic_data.likeness.speed import Speed, load_speeds, save_speeds
from synthetic_data.likeness.survey import Survey
from synthetic_data.likeness.written import WrittenTown
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.town import imagine_town
from synthetic_data.world import World
from tests.builders import empty_warehouse, person_of

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
    of_records = [[measure.name for measure in measures] for measures in RECORDS.values()]
    for names in (*of_towns, *of_records):
        assert names
        assert len(names) == len(set(names))


def test_every_published_figure_has_an_interval_around_it() -> None:
    for level in ErrorLevel:
        assert set(PUBLISHED[level]) <= set(EXPECTED[level])


def test_every_interval_of_records_is_measured_at_its_level() -> None:
    for level in ErrorLevel:
        assert set(EXPECTED[level]) < {measure.name for measure in RECORDS[level]}


def test_an_interval_that_nothing_measures_is_refused() -> None:
    with pytest.raises(MeasureError, match="shoe size: there is an interval, and nothing"):
        list(measures_of_pairs(ErrorLevel.MIXED, {"sex": (0, 1), "shoe size": (1, 2)}))


def test_an_interval_has_room_for_the_noise_of_a_sample_and_no_more() -> None:
    within = (0.35, 0.65)
    assert Share(hits=5, among=1_000).fits(within)
    assert Share(hits=12, among=1_000).fits(within)
    assert not Share(hits=14, among=1_000).fits(within)
    assert not Share(hits=60, among=20_000).fits((0.45, 0.65))
    assert not Share(hits=0, among=0).fits((0, 100))
    assert Share(hits=3, among=3).fits((100, 100))


def test_a_rare_thing_that_never_happens_is_missed_where_enough_are_looked_at() -> None:
    assert Share(hits=0, among=10_000).fits((0.04, 0.13))
    assert not Share(hits=0, among=20_000).fits((0.04, 0.13))
    assert Share(hits=0, among=20_000).fits((0.0, 0.13))


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
    born = date(2015 if number == 0 else 1985, 1, 1 + number)
    return person_of(number=number, person_id=f"P{number:07}", sex=sex, date_of_birth=born)


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
    plan = TownPlan(people=500, seed=9)
    return Portrait(plan=plan, fingerprint="0a1b", concerns=(readings,), pictures=pictures)


def test_the_page_tells_what_was_measured_and_what_is_outside(
    pictures: tuple[Picture, ...],
) -> None:
    good = page(portrait_of(0.15, pictures), ())
    assert "| a share | 10.0% to 20.0% | 15.0% |" in good
    assert "Every measure lies in its interval." in good
    assert "Not measured yet" in good
    assert "has the digest `0a1b`" in good
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


PAGE = Path(__file__).parents[2] / "docs" / "synthetic_population.md"


def test_the_page_is_of_this_code() -> None:
    is_current = f"has the digest `{fingerprint()}`" in PAGE.read_text("utf-8")
    assert is_current, "the town is another than the page tells of: run `make portrait`"


def test_the_page_tells_every_measure_that_is_declared() -> None:
    told = PAGE.read_text("utf-8")
    of_towns = [f"| {m.name} | {m.interval} |" for c in CONCERNS for m in c.measures]
    of_records = [f"| {m.name} | {m.interval} |" for level in RECORDS.values() for m in level]
    missing = [row for row in (*of_towns, *of_records) if row not in told]
    assert missing == [], "the page tells other measures or intervals: run `make portrait`"


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
    born = {str(row["person_id"]): date.fromisoformat(str(row["date_of_birth"])) for row in rows}
    is_adult = [day < date(2008, 9, 30) for day in born.values()]
    people = pd.DataFrame({"person_id": list(born), "sex": "F", "is_adult": is_adult})
    stays = pd.DataFrame({"person_id": list(born), "postcode": "QQ1 1AA", "line": "1 Larch Road"})
    con.from_df(pd.DataFrame(truth).assign(excluded=False)).create("truth_record")
    con.from_df(people).create("truth_person")
    con.from_df(stays).create("truth_stay")
    return WrittenTown(con=con)


def live_at(town: WrittenTown, *addresses: tuple[str, str, str]) -> WrittenTown:
    """Write an address on records of a town: its number, the postcode and the line."""
    for record_id, postcode, line in addresses:
        town.con.execute(
            "insert into conformed.address by name "
            "select source, record_id, 'home' as use, $postcode as postcode, $line as line "
            "from conformed.person_record where record_id = $record_id",
            {"record_id": record_id, "postcode": postcode, "line": line},
        )
    return town


def read_of(name: str, town: WrittenTown) -> str:
    measure = next(measure for measure in RECORDS[ErrorLevel.MIXED] if measure.name == name)
    return measure.read(town).value


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
    town = written(
        {"source": PRACTICE, "person_id": "a"},
        {"source": SCHOOL, "person_id": "a", "given_name": "Zoe"},
        {"source": PRACTICE, "person_id": "b"},
        {"source": SCHOOL, "person_id": "b", "given_name": None},
        {"source": PRACTICE, "person_id": "c"},
        {"source": SCHOOL, "person_id": "c"},
    )
    assert read_of("given name", town) == "50.00% of 2"


def test_an_address_is_wrong_where_the_person_has_never_lived() -> None:
    held: list[dict[str, object]] = [
        {"source": source, "person_id": who} for who in "abc" for source in (PRACTICE, SCHOOL)
    ]
    town = live_at(
        written(*held),
        ("0", "QQ1 1AA", "1 LARCH ROAD"),
        ("1", "QQ1 1AA", "FLAT 2 1 LARCH RD OLDMOOR"),
        ("2", "QQ1 1AA", "1 LARCH ROAD"),
        ("3", "QQ1 1AB", "11 LARCH ROAD"),
        ("4", "QQ9 9ZZ", "1 LARCH ROAD"),
    )
    assert read_of("postcode written wrongly", town) == "50.00% of 2"
    assert read_of("address written wrongly", town) == "50.00% of 2"


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
