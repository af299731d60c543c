"""Where each record lives, as what can be compared: lines, with or without their town."""

from tests.person_rows import home, laid_out, person, prepared


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
