"""What records are compared by: homes, people they belong to, rare values, names."""

from datetime import date

import pytest

from linkage_models.person.preparing import BEARERS_OF_A_RARE_VALUE, RECORDS_OF_A_HOUSEHOLD
from tests.person_rows import CHILD_BORN, home, laid_out, person, prepared, reach, tie


def test_a_contact_is_looked_for_where_its_child_lives_in_another_source() -> None:
    with laid_out() as con:
        person(con, "mother", source="school", given_name="ANN", is_client=False)
        for source in ("school", "gp"):
            person(
                con, f"child_{source}", source=source, given_name="TOM", date_of_birth=CHILD_BORN
            )
        tie(con, "mother", "child_school", source="school")
        home(con, "child_gp", "4 MILL LANE")
        records = prepared(con)
    assert records["mother"]["family_homes"] == records["child_gp"]["address_keys"]
    assert records["mother"]["address_keys"] == []
    assert records["child_school"]["family_homes"] == []


def test_the_same_child_in_two_sources_is_one_relative() -> None:
    with laid_out() as con:
        for source in ("school", "adult_mental_health"):
            person(con, f"adult_{source}", source=source, given_name="ANN", is_client=False)
            person(
                con, f"child_{source}", source=source, given_name="TOM", date_of_birth=CHILD_BORN
            )
            tie(con, f"adult_{source}", f"child_{source}", source=source)
        records = prepared(con)
    assert records["adult_school"]["relatives"] == records["adult_adult_mental_health"]["relatives"]
    assert records["adult_school"]["relatives"]


@pytest.mark.parametrize(("records", "is_home"), [(RECORDS_OF_A_HOUSEHOLD, True), (61, False)])
def test_an_address_of_very_many_records_is_nobodys_home(records: int, is_home: bool) -> None:
    with laid_out() as con:
        for number in range(records):
            person(con, f"r{number}", given_name="ANN", date_of_birth=date(1980, 1, 2))
            home(con, f"r{number}", "1 HIGH STREET")
        found = prepared(con)["r0"]["address_keys"]
    assert bool(found) is is_home


@pytest.mark.parametrize(("bearers", "is_rare"), [(BEARERS_OF_A_RARE_VALUE, True), (21, False)])
def test_a_name_of_few_brings_its_bearers_together(bearers: int, is_rare: bool) -> None:
    with laid_out() as con:
        for number in range(bearers):
            person(con, f"r{number}", given_name="ANN", date_of_birth=date(1980, 1, 1 + number))
        found = prepared(con)["r0"]["rare_values"]
    assert ("ANN MOSSOP" in found) is is_rare


def test_a_surname_at_an_address_is_anybody_who_lives_there() -> None:
    with laid_out() as con:
        person(con, "mum")
        home(con, "mum")
        person(con, "mum_with_phone")
        reach(con, "mum_with_phone", "07700900123")
        records = prepared(con)
    assert "mum" not in records
    assert "mum_with_phone" in records


def test_a_restricted_record_is_no_evidence_for_anybody() -> None:
    with laid_out() as con:
        person(con, "mother", given_name="ANN", is_client=False, sex="F")
        person(con, "child", given_name="TOM", date_of_birth=CHILD_BORN, is_restricted=True)
        home(con, "child")
        tie(con, "mother", "child")
        person(con, "other", given_name="BEA", date_of_birth=date(1990, 3, 4))
        home(con, "mother", "9 OTHER ROAD")
        records = prepared(con)
    assert "child" not in records
    assert records["mother"]["relatives"] == []
    assert records["mother"]["family_homes"] == []
    assert records["mother"]["born_before"] is None


def test_brothers_called_muhammad_go_by_the_name_that_follows() -> None:
    with laid_out() as con:
        person(con, "elder", given_name="MUHAMMAD", middle_names="TAHIR", date_of_birth=CHILD_BORN)
        person(con, "known_as", given_name="TAHIR", date_of_birth=CHILD_BORN)
        person(con, "alone", given_name="MOHAMMED", date_of_birth=CHILD_BORN)
        records = prepared(con)
    assert records["elder"]["given_name"] == "TAHIR"
    assert records["elder"]["middle_names"][-1] == "MUHAMMAD"
    assert set(records["elder"]["given_names"]) & set(records["known_as"]["given_names"])
    assert not set(records["elder"]["given_names"]) & set(records["alone"]["given_names"])
    assert set(records["elder"]["middle_names"]) & set(records["alone"]["given_names"])
