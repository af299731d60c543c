"""Where each record lives, as what can be compared: keys, lines, postcodes, and since when."""

from datetime import date
from typing import Any

import pytest

from linkage_models.person.preparing import RECORDS_OF_A_HOUSEHOLD
from tests.person_rows import Row, home, laid_out, person, prepared, reach


def test_a_line_keeps_its_town_where_no_postcode_tells_it() -> None:
    with laid_out() as con:
        for record_id, postcode in (("a", "QZ1 1AB"), ("b", None), ("c", "4223")):
            person(con, record_id, given_name="ORLA")
            parts = {"premises": "1", "street": "MILL LANE"}
            home(con, record_id, "1 MILL LANE QUAYFORD", postcode=postcode, **parts)
        homes = prepared(con)
    town = "1 MILL LANE QUAYFORD"
    assert [homes[name]["current_line"] for name in "abc"] == ["1 MILL LANE", town, town]
    assert homes["a"]["lines"] == ["1 MILL LANE"]
    assert homes["b"]["lines"] == homes["c"]["lines"] == ["1 MILL LANE", town]


def test_records_with_a_rare_line_of_any_time_are_brought_together() -> None:
    with laid_out() as con:
        for record_id in ("a", "b"):
            person(con, record_id, given_name="ORLA")
        home(con, "a", "1 MILL LANE", to_date="2024-01-01")
        home(con, "a", "2 ASH ROW")
        home(con, "b", "1 MILL LANE")
        records = prepared(con)
    assert "line 1 MILL LANE" in records["a"]["rare_values"]
    assert "line 1 MILL LANE" in records["b"]["rare_values"]


def lived(*homes: Row) -> dict[str, Any]:
    """Prepare one record of these homes."""
    with laid_out() as con:
        person(con, "a", given_name="ORLA")
        for each in homes:
            home(con, "a", **{"line": "1 MILL LANE", **each})
        return prepared(con)["a"]


@pytest.mark.parametrize(
    "place",
    [
        {"kind": "communal"},
        {"kind": "no fixed abode"},
        {"kind": "pseudo"},
        {"use": "correspondence"},
    ],
    ids=str,
)
def test_a_place_that_is_nobodys_home_is_no_evidence(place: Row) -> None:
    record = lived({**place, "uprn": "99900000001"})
    assert record["address_keys"] == record["postcodes"] == record["lines"] == []
    assert record["residences"] == []
    assert record["current_postcode"] is None
    assert record["current_line"] is None


@pytest.mark.parametrize(
    "place", [{"kind": "residential"}, {"kind": None, "use": None}, {"use": "temporary"}], ids=str
)
def test_any_other_address_is_a_home(place: Row) -> None:
    assert lived(place)["address_keys"] == ["QZ1 1AB/1"]


def test_a_property_is_known_by_its_number_without_line_or_postcode() -> None:
    record = lived({"line": None, "postcode": None, "uprn": "99900000001"})
    assert record["address_keys"] == ["UPRN 99900000001"]
    assert record["lines"] == record["postcodes"] == []


def test_a_line_without_a_postcode_is_compared_as_a_line_alone() -> None:
    record = lived({"postcode": None})
    assert record["address_keys"] == []
    assert record["lines"] == ["1 MILL LANE"]


EARLIER = {"line": "9 ASH ROW", "postcode": "QZ9 9AB"}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"to_date": date(2020, 1, 1)}, {}),
        ({"to_date": date(2020, 1, 1)}, {"to_date": date(2021, 1, 1)}),
        ({"from_date": date(2019, 1, 1)}, {"from_date": date(2020, 1, 1)}),
        ({}, {"from_date": date(2020, 1, 1)}),
    ],
    ids=["ended", "ended earlier", "begun earlier", "begun at no known time"],
)
def test_the_current_home_is_the_last_to_end_and_then_to_begin(then: Row, now: Row) -> None:
    record = lived({**EARLIER, **then}, now)
    assert (record["current_postcode"], record["current_line"]) == ("QZ1 1AB", "1 MILL LANE")
    assert record["postcodes"] == ["QZ1 1AB", "QZ9 9AB"]
    assert record["address_keys"] == ["QZ1 1AB/1", "QZ9 9AB/9"]


def test_homes_are_dated_and_one_without_dates_is_of_all_time() -> None:
    record = lived({"from_date": date(2019, 1, 1), "to_date": date(2020, 1, 1)}, EARLIER)
    assert record["residences"] == [
        {
            "address": "QZ1 1AB/1",
            "from_date": date(2019, 1, 1),
            "to_date": date(2020, 1, 1),
        },
        {"address": "QZ9 9AB/9", "from_date": date(1, 1, 1), "to_date": date(9999, 12, 31)},
    ]


def test_what_a_crowd_shares_is_left_out_and_what_it_does_not_share_is_kept() -> None:
    with laid_out() as con:
        for number in range(RECORDS_OF_A_HOUSEHOLD + 1):
            person(con, f"r{number}", given_name="ORLA")
            home(con, f"r{number}", uprn=f"999{number:08}")
        record = prepared(con)["r0"]
    assert record["address_keys"] == ["UPRN 99900000000"]
    assert [each["address"] for each in record["residences"]] == ["UPRN 99900000000"]
    assert record["current_postcode"] == "QZ1 1AB"


def test_one_record_that_tells_its_home_many_times_is_no_crowd() -> None:
    record = lived(
        *({"from_date": date(2000, 1, 1 + day % 28)} for day in range(RECORDS_OF_A_HOUSEHOLD + 1))
    )
    assert record["address_keys"] == ["QZ1 1AB/1"]


def test_a_phone_of_more_records_than_a_household_is_a_professionals() -> None:
    with laid_out() as con:
        for number in range(RECORDS_OF_A_HOUSEHOLD + 1):
            person(con, f"r{number}", given_name="ORLA", date_of_birth=date(1980, 1, 2))
            reach(con, f"r{number}", "07700900123")
            if number:
                reach(con, f"r{number}", "orla@example.org", kind="email")
        records = prepared(con)
    assert records["r0"]["contact_points"] == []
    assert records["r1"]["contact_points"] == ["orla@example.org"]
    assert records["r1"]["email"] == "orla@example.org"
