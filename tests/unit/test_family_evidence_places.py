"""Which places are evidence of family, and which tie nobody."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from linkage_models.family import evidence
from tests.family_night import AS_AT, CHILD_BORN, DAY, Night

MILL_LANE = "QZ1 1AB/1"
NAMES = ("ABELARD", "BESSARAB", "CASTELLANE", "DANILOV", "ERIKSEN")


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        yield Night(con)


def places(night: Night) -> dict[str, tuple[str, bool]]:
    """Kinds of the places of a night, and whether each is evidence."""
    night.prepare()
    rows = night.con.table("family.place").select("address", "kind", "is_evidence").fetchall()
    return {address: (kind, is_evidence) for address, kind, is_evidence in rows}


def live_together(night: Night, people: int) -> None:
    for number in range(people):
        night.person(f"Person {number}")
        night.home(f"Person {number}")


# Dates.


def test_a_home_is_current_until_its_last_day(night: Night) -> None:
    for name, last in (("Today", AS_AT), ("Yesterday", AS_AT - DAY), ("Open", None)):
        night.person(name)
        night.home(name, to_date=last)
    homes = night.told("family.person", "current_addresses")
    assert homes == {"Today": [MILL_LANE], "Yesterday": [], "Open": [MILL_LANE]}


def test_who_comes_back_was_away_between(night: Night) -> None:
    night.person("Back")
    night.home("Back", from_date=date(2010, 1, 1), to_date=date(2012, 5, 31))
    night.home("Back", from_date=date(2012, 6, 1), to_date=date(2013, 1, 1))
    night.home("Back", from_date=date(2020, 1, 1))
    night.prepare()
    spells = night.con.table("family.residence").order("from_date")
    assert spells.select("from_date", "to_date").fetchall() == [
        (date(2010, 1, 1), date(2013, 1, 1)),
        (date(2020, 1, 1), AS_AT),
    ]


def test_an_address_without_dates_was_true_when_delivered_and_is_marked(night: Night) -> None:
    night.person("Dated")
    night.home("Dated", from_date=date(2020, 1, 1))
    night.person("Undated")
    night.home("Undated")
    assert night.told("family.residence", "is_dated") == {"Dated": True, "Undated": False}
    assert night.con.table("family.residence").filter("not is_dated").select(
        "from_date", "to_date"
    ).fetchall() == [(AS_AT, AS_AT)]


# What is said of a place.


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("LARKFIELD NURSING HOME", "communal"),
        ("WARD 4 THE ROYAL INFIRMARY", "communal"),
        ("HMP LARKFIELD", "communal"),
        ("18 HOSPITAL ROAD", "residential"),
        ("3 OLD MISSION COURT", "residential"),
        ("4 REDHOME WALK", "residential"),
        ("FLAT 2 12 MILL LANE UNIVERSITY QUARTER", "residential"),
        ("ROSE COTTAGE COLLEGE TOWN", "residential"),
        ("LARKFIELD WOMENS REFUGE", "hostel or refuge"),
        ("UNION FOYER UNION TERRACE", "hostel or refuge"),
        ("PO BOX 9", "pseudo"),
        ("ADDRESS WITHHELD", "pseudo"),
        ("CIVIC CENTRE", "pseudo"),
    ],
)
def test_a_line_says_what_place_it_is(night: Night, line: str, kind: str) -> None:
    night.person("Somebody")
    night.home("Somebody", line)
    assert list(places(night).values()) == [(kind, kind == "residential")]


def test_a_box_at_the_post_office_is_not_the_house_of_that_number(night: Night) -> None:
    for name, line in (("Hidden", "PO BOX 1"), ("Neighbour", "1 MILL LANE")):
        night.person(name)
        night.home(name, line)
    assert night.told("family.person", "addresses") == {"Hidden": [], "Neighbour": [MILL_LANE]}


def test_what_a_source_says_of_a_line_holds_for_the_uprn_beside_it(night: Night) -> None:
    for name in ("Told", "Beside", "Of the UPRN"):
        night.person(name)
    night.home("Told", kind="communal")
    night.home("Beside", uprn="100000000001")
    night.add("address", record_id="Of the UPRN", uprn="100000000001")
    assert places(night) == {
        MILL_LANE: ("communal", False),
        "UPRN 100000000001": ("communal", False),
    }


@pytest.mark.parametrize(
    ("classed", "kind"),
    [
        ("communal", "communal"),
        ("non-residential", "communal"),
        ("hostel or refuge", "hostel or refuge"),
        ("residential", "residential"),
        (None, "residential"),
    ],
)
def test_the_class_of_a_uprn_tells_the_place(night: Night, classed: str | None, kind: str) -> None:
    night.person("Somebody")
    night.home("Somebody", uprn="100000000001")
    night.classed("100000000001", classed)
    assert {told for told, _ in places(night).values()} == {kind}


def test_a_placement_is_no_home_though_a_practice_has_it_for_one(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.home("Child", use="placement")
    night.home("Child", use="home")
    assert night.told("family.person", "addresses") == {"Child": []}


# Who is there at one time.


@pytest.mark.parametrize(("people", "is_home"), [(10, True), (11, False)])
def test_more_people_without_ties_than_a_household_are_a_crowd(
    night: Night, people: int, is_home: bool
) -> None:
    assert people in (evidence.HOUSEHOLD_AT_MOST, evidence.HOUSEHOLD_AT_MOST + 1)
    live_together(night, people)
    assert places(night) == {MILL_LANE: ("residential" if is_home else "crowded", is_home)}


def test_a_family_of_eleven_with_recorded_ties_is_no_crowd(night: Night) -> None:
    live_together(night, 12)
    for number in range(1, 11):
        night.tie("Person 0", f"Person {number}", "sibling_of")
    assert places(night) == {MILL_LANE: ("residential", True)}


def test_two_families_of_six_are_a_crowd(night: Night) -> None:
    live_together(night, 12)
    for number in range(1, 6):
        night.tie("Person 0", f"Person {number}", "sibling_of")
        night.tie("Person 6", f"Person {number + 6}", "sibling_of")
    assert places(night) == {MILL_LANE: ("crowded", False)}


def test_people_who_live_there_one_after_another_are_no_crowd(night: Night) -> None:
    for number in range(20):
        night.person(f"Person {number}")
        first = date(2000 + number, 1, 1)
        night.home(f"Person {number}", from_date=first, to_date=first.replace(month=12, day=31))
    assert places(night) == {MILL_LANE: ("residential", True)}


@pytest.mark.parametrize(("other", "is_home"), [("PETRENKO", False), ("MOSSOP", True)])
def test_temporary_accommodation_is_a_home_for_one_family(
    night: Night, other: str, is_home: bool
) -> None:
    for name, surname in (("Mum", "MOSSOP"), ("Child", "MOSSOP"), ("Other", other)):
        night.person(name, family_name=surname)
        night.home(name, use="temporary")
    assert places(night) == {MILL_LANE: ("temporary", is_home)}


def test_families_that_follow_each_other_in_a_room_do_not_share_it(night: Night) -> None:
    for name, surname, first in (
        ("A", "MOSSOP", 2024),
        ("B", "MOSSOP", 2024),
        ("C", "IQBAL", 2025),
    ):
        night.person(name, family_name=surname)
        last = date(first, 12, 31) if first < AS_AT.year - 1 else None
        night.home(name, use="temporary", from_date=date(first, 1, 1), to_date=last)
    assert places(night) == {MILL_LANE: ("temporary", True)}


def test_families_in_rooms_of_whom_one_hides_its_address_are_in_a_refuge(night: Night) -> None:
    for name, surname in (("Mum", "MOSSOP"), ("Other", "PETRENKO"), ("Third", "IQBAL")):
        night.person(name, family_name=surname)
        night.home(name, use="temporary")
    night.home("Other", "ADDRESS WITHHELD", postcode=None)
    assert places(night)[MILL_LANE] == ("hostel or refuge", False)


@pytest.mark.parametrize(
    ("adults", "is_tied", "has_child", "is_shared"),
    [
        (4, False, False, True),
        (3, False, False, False),
        (4, True, False, False),
        (4, False, True, False),
    ],
)
def test_adults_of_different_names_without_ties_or_children_share_a_house(
    night: Night, adults: int, is_tied: bool, has_child: bool, is_shared: bool
) -> None:
    for name in NAMES[:adults]:
        night.person(name, family_name=name)
        night.home(name)
    if is_tied:
        night.tie(NAMES[0], NAMES[1], "partner_of")
    if has_child:
        night.person("Child", CHILD_BORN)
        night.home("Child")
    kind = "shared house" if is_shared else "residential"
    assert places(night) == {MILL_LANE: (kind, not is_shared)}


def test_a_house_that_is_classed_as_a_dwelling_can_be_a_shared_one(night: Night) -> None:
    for name in NAMES:
        night.person(name, family_name=name)
        night.home(name, uprn="100000000001")
    night.classed("100000000001", "residential")
    assert {kind for kind, _ in places(night).values()} == {"shared house"}


# Restricted records.


def test_the_home_and_phone_of_a_restricted_record_tie_nobody_and_are_counted(
    night: Night,
) -> None:
    night.person("Hidden", is_restricted=True)
    night.person("Child", CHILD_BORN)
    night.person("Adult", sex="F")
    night.tie("Hidden", "Child")
    for name in ("Hidden", "Child", "Adult"):
        night.home(name)
        night.phone(name, "01632960001")
    names = night.prepare()
    assert set(names.values()) == {"Child", "Adult"}
    persons = night.con.table("family.person")
    assert persons.filter("len(addresses) + len(contact_points) + len(ties) > 0").fetchall() == []
    counts = evidence.evidence_counts(night.con)
    assert counts["records withheld"] == 1
    assert counts["places: restricted"] == 1
    assert counts["contact points: restricted"] == 1


def test_where_a_restricted_record_lived_before_stays_a_home_of_others(night: Night) -> None:
    night.person("Hidden", is_restricted=True)
    night.home("Hidden", to_date=AS_AT - DAY)
    night.person("Adult")
    night.home("Adult")
    assert places(night) == {MILL_LANE: ("residential", True)}
