"""A family in the case management system: the dataset beside the raw people and relationships.

Adaeze and Ivy are in the recent cohort; Tom never was, and only the raw extract knows him.
"""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_files

SSD = FORMATS["ssd"]
ADAEZE, IVY, TOM, UNBORN, DUE, OLD = "310551", "310552", "310553", "310559", "310560", "310400"

TYPES = {
    "101": "Mother : Child",
    "102": "Child : Mother",
    "103": "Father : Daughter",
    "104": "Mother : Unborn Child",
    "105": "Foster Child : Foster Carer",
    "106": "Ex Partner : Ex Partner",
    "107": "Half Sibling : Half Sibling",
    "108": "Family Friend : Godchild",
}


def tie(number: int, one: str, kind: str, other: str, **more: str) -> dict[str, str]:
    ends = {"person_id": one, "other_person_id": other, "personal_rel_type_id": kind}
    return {"personal_relationship_id": str(number), **ends, **more}


FILES = {
    "ssd_person": [
        {
            "pers_person_id": ADAEZE,
            "pers_forename": "Adaeze",
            "pers_surname": "Whitlock",
            "pers_sex": "F",
            "pers_dob": "1988-07-14 00:00:00.000",
            "pers_single_unique_id": "9991000410",
            "pers_is_mother": "Y",
        },
        {
            "pers_person_id": IVY,
            "pers_forename": "Ivy",
            "pers_surname": "Whitlock-Brennan",
            "pers_sex": "F",
            "pers_gender": "02",
            "pers_ethnicity": "MWBa",
            "pers_dob": "2013-05-02 00:00:00.000",
            "pers_upn": "Q999400119001",
        },
        {
            "pers_person_id": UNBORN,
            "pers_forename": "UNBORN",
            "pers_surname": "Whitlock",
            "pers_sex": "U",
            "pers_expected_dob": "2026-11-20 00:00:00.000",
        },
    ],
    "ssd_linked_identifiers": [
        {
            "link_table_id": "1",
            "link_person_id": IVY,
            "link_identifier_type": "NHS Number",
            "link_identifier_value": "9991000453",
        },
        {
            "link_table_id": "2",
            "link_person_id": IVY,
            "link_identifier_type": "Former Unique Pupil Number",
            "link_identifier_value": "E999400119002",
        },
        {
            "link_table_id": "3",
            "link_person_id": TOM,
            "link_identifier_type": "NHS Number",
            "link_identifier_value": "9991000429",
            "link_valid_to_date": "2020-01-01 00:00:00.000",
        },
    ],
    "dm_persons": [
        {"person_id": ADAEZE, "first_name": "ADAEZE", "last_name": "WHITLOCK", "gender": "F"},
        {"person_id": IVY, "full_name": "Ivy Whitlock-Brennan", "restricted": "N"},
        {
            "person_id": TOM,
            "full_name": "Mr Tom Brennan",
            "nhs_id": "9991000437",
            "date_of_birth": "1986-11-23 00:00:00.000",
            "gender": "M",
            "full_ethnicity_code": "CNHE",
            "context_flag": "A",
        },
        {"person_id": DUE, "last_name": "Okafor", "date_of_birth": "2027-01-15 00:00:00.000"},
        {"person_id": OLD, "first_name": "Nan", "last_name": "Whitlock", "restricted": "y"},
    ],
    "dm_personal_rel_types": [
        {"personal_rel_type_id": kind, "description": words} for kind, words in TYPES.items()
    ],
    "dm_personal_relationships": [
        tie(1, ADAEZE, "101", IVY, parental_responsibility="Y", start_date="2013-05-02 00:00:00"),
        tie(2, IVY, "102", ADAEZE),
        tie(3, TOM, "103", IVY, parental_responsibility="n"),
        tie(4, ADAEZE, "104", UNBORN),
        tie(5, DUE, "105", OLD, end_date="2026-01-01"),
        tie(6, ADAEZE, "106", TOM),
        tie(7, IVY, "107", DUE),
        tie(8, OLD, "108", IVY),
        tie(9, OLD, "999", TOM),
        tie(10, IVY, "101", IVY),
        tie(11, ADAEZE, "101", "nobody"),
    ],
    "ssd_mother": [
        {"moth_table_id": "1", "moth_person_id": ADAEZE, "moth_childs_person_id": IVY},
    ],
    "ssd_address": [
        {
            "addr_table_id": "1",
            "addr_person_id": IVY,
            "addr_address_type": "Home",
            "addr_address_start_date": "2015-03-01 00:00:00.000",
            "addr_address_postcode": "B99 9ZZ",
            "addr_address_json": '{"ROOM":"","FLAT":"Flat 3","BUILDING":"","HOUSE":"12",'
            '"STREET":"Larch Rise","TOWN":"Oldmoor","UPRN":"100012345678"}',
        },
        {
            "addr_table_id": "2",
            "addr_person_id": IVY,
            "addr_address_type": "Placement",
            "addr_address_postcode": "nopostcode",
            "addr_address_json": '{"BUILDING":"The Larches","STREET":"Mill Lane","UPRN":"1.0"}',
        },
    ],
    "dm_addresses": [
        {"person_id": IVY, "address": "9 Elsewhere Street", "post_code": "B98 7YY"},
        {
            "person_id": TOM,
            "address": "7 Mill Lane, Oldmoor",
            "post_code": "B98 7YY",
            "unique_id": "100012345679",
            "start_date": "2020-02-01 00:00:00.000",
            "end_date": "NULL",
        },
    ],
    "ssd_early_help_episodes": [
        {
            "earl_episode_id": "1",
            "earl_person_id": IVY,
            "earl_episode_start_date": "2023-01-09 00:00:00.000",
            "earl_episode_end_date": "2023-06-30 00:00:00.000",
            "earl_episode_organisation": "Family hub",
            "earl_episode_end_reason": "Step up",
        },
    ],
    "ssd_cin_episodes": [
        {
            "cine_referral_id": "1",
            "cine_person_id": IVY,
            "cine_referral_date": "2022-03-01 00:00:00.000",
            "cine_referral_nfa": "Y",
            "cine_close_date": "2022-04-01 00:00:00.000",
        },
        {
            "cine_referral_id": "2",
            "cine_person_id": IVY,
            "cine_referral_date": "2024-09-11 00:00:00.000",
            "cine_cin_primary_need_code": "N3",
            "cine_referral_nfa": "N",
        },
    ],
    "ssd_cin_plans": [
        {
            "cinp_cin_plan_id": "1",
            "cinp_person_id": IVY,
            "cinp_cin_plan_start_date": "2024-10-01",
            "cinp_cin_plan_end_date": "2024-12-01",
        },
    ],
    "ssd_cp_plans": [
        {
            "cppl_cp_plan_id": "1",
            "cppl_person_id": IVY,
            "cppl_cp_plan_start_date": "2024-12-01",
            "cppl_cp_plan_initial_category": "NEG",
            "cppl_cp_plan_latest_category": "EMO",
        },
    ],
    "ssd_cla_episodes": [
        {
            "clae_cla_episode_id": "1",
            "clae_person_id": IVY,
            "clae_cla_episode_start_date": "2025-02-01",
            "clae_cla_primary_need_code": "N1",
            "clae_cla_episode_ceased": "2025-05-01",
            "clae_cla_episode_ceased_reason": "X1",
        },
        {
            "clae_cla_episode_id": "2",
            "clae_person_id": IVY,
            "clae_cla_episode_start_date": "2025-05-01",
        },
    ],
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("ssd"), SSD, files=FILES)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_nothing_of_the_extract_is_set_aside(family: Mapped) -> None:
    assert family.landed.rejected == 0


def test_everybody_is_one_record_whichever_table_knows_them(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "given_name", "family_name") == [
        (OLD, "NAN", "WHITLOCK"),
        (ADAEZE, "ADAEZE", "WHITLOCK"),
        (IVY, "IVY", "WHITLOCK BRENNAN"),
        (TOM, "TOM", "BRENNAN"),
        (UNBORN, None, "WHITLOCK"),
        (DUE, None, "OKAFOR"),
    ]


def test_numbers_come_from_whichever_table_holds_them(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "nhs_number", "upn", "former_upn") == [
        (OLD, None, None, None),
        (ADAEZE, "9991000410", None, None),
        (IVY, "9991000453", "Q999400119001", "E999400119002"),
        (TOM, "9991000437", None, None),
        (UNBORN, None, None, None),
        (DUE, None, None, None),
    ]


def test_a_number_of_the_past_is_not_believed(tmp_path: Path) -> None:
    past = [row for row in FILES["ssd_linked_identifiers"] if row["link_person_id"] == TOM]
    files = {"dm_persons": [{"person_id": TOM}], "ssd_linked_identifiers": past}
    assert map_files(tmp_path, SSD, files=files).row("person_record", "nhs_number") == (None,)


def test_a_birth_still_to_come_is_an_expected_one(family: Mapped) -> None:
    columns = ("date_of_birth", "date_of_birth_quality", "expected_date_of_birth")
    assert family.row("person_record", *columns, where=of(IVY)) == (date(2013, 5, 2), "full", None)
    assert family.row("person_record", *columns, where=of(UNBORN)) == (
        None,
        None,
        date(2026, 11, 20),
    )
    assert family.row("person_record", *columns, where=of(DUE)) == (None, None, date(2027, 1, 15))


def test_sex_and_misspelt_ethnic_codes_are_read(family: Mapped) -> None:
    columns = ("sex", "ethnic_group")
    assert family.row("person_record", *columns, where=of(IVY)) == ("F", "MWBA")
    assert family.row("person_record", *columns, where=of(TOM)) == ("M", "CHNE")


def test_a_restricted_record_says_so_in_either_case(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", where="is_restricted") == [(OLD,)]


def test_every_tie_reads_from_the_elder_to_the_younger(family: Mapped) -> None:
    columns = ("from_record_id", "type", "to_record_id", "source_value")
    assert family.rows("relationship", *columns) == [
        (OLD, "foster_carer_of", DUE, "Foster Child : Foster Carer"),
        (OLD, "other", IVY, "Family Friend : Godchild"),
        (OLD, "other", TOM, None),
        (ADAEZE, "other_family", TOM, "Ex Partner : Ex Partner"),
        (ADAEZE, "parent_of", IVY, "Child : Mother"),
        (ADAEZE, "parent_of", IVY, "Mother : Child"),
        (ADAEZE, "parent_of", IVY, "mother"),
        (ADAEZE, "parent_of", UNBORN, "Mother : Unborn Child"),
        (IVY, "sibling_of", DUE, "Half Sibling : Half Sibling"),
        (TOM, "parent_of", IVY, "Father : Daughter"),
    ]


def test_parental_responsibility_is_stated_and_never_inferred(family: Mapped) -> None:
    columns = ("source_value", "parental_responsibility")
    ties = family.rows("relationship", *columns, where="type = 'parent_of'")
    assert ties == [
        ("Child : Mother", None),
        ("Father : Daughter", False),
        ("Mother : Child", True),
        ("Mother : Unborn Child", None),
        ("mother", None),
    ]


def test_a_tie_keeps_its_dates(family: Mapped) -> None:
    columns = ("from_date", "to_date")
    assert family.row("relationship", *columns, where="source_value = 'Mother : Child'") == (
        date(2013, 5, 2),
        None,
    )
    assert family.row("relationship", *columns, where="type = 'foster_carer_of'") == (
        None,
        date(2026, 1, 1),
    )


def test_the_parts_of_an_address_are_read_from_its_json(family: Mapped) -> None:
    columns = ("use", "line", "flat", "premises", "street", "postcode", "uprn")
    assert family.rows("address", *columns, where=of(IVY)) == [
        (
            "home",
            "FLAT 3 12 LARCH RISE",
            "FLAT 3",
            "12",
            "LARCH RISE",
            "B99 9ZZ",
            "100012345678",
        ),
        ("placement", "THE LARCHES MILL LANE", None, "THE LARCHES", "MILL LANE", None, None),
    ]


def test_adults_who_were_never_clients_have_the_raw_address(family: Mapped) -> None:
    columns = ("from_date", "to_date", "line", "premises", "postcode", "uprn")
    assert family.row("address", *columns, where=of(TOM)) == (
        date(2020, 2, 1),
        None,
        "7 MILL LANE OLDMOOR",
        "7",
        "B98 7YY",
        "100012345679",
    )


def test_stages_are_told_apart_and_a_referral_without_action_ends_at_once(family: Mapped) -> None:
    care = "childrens_social_care"
    columns = ("service", "kind", "start_date", "end_date", "detail", "outcome")
    assert family.rows("involvement", *columns, where=of(IVY)) == [
        (care, "child_in_need", date(2024, 9, 11), None, "N3", None),
        (care, "child_in_need_plan", date(2024, 10, 1), date(2024, 12, 1), None, None),
        (care, "child_protection", date(2024, 12, 1), None, "EMO", None),
        (care, "looked_after", date(2025, 2, 1), date(2025, 5, 1), "N1", "X1"),
        (care, "looked_after", date(2025, 5, 1), None, None, None),
        (care, "referral", date(2022, 3, 1), date(2022, 3, 1), None, "no further action"),
        ("early_help", "episode", date(2023, 1, 9), date(2023, 6, 30), "Family hub", "Step up"),
    ]


def test_a_councils_own_descriptions_come_from_the_configuration(tmp_path: Path) -> None:
    files = {
        "dm_persons": [{"person_id": person} for person in (OLD, IVY)],
        "dm_personal_rel_types": FILES["dm_personal_rel_types"],
        "dm_personal_relationships": [tie(1, OLD, "108", IVY)],
    }
    codes = {"description": {"Family Friend : Godchild": "guardian_of"}}
    assert map_files(tmp_path, SSD, files=files, codes=codes).ties() == [(OLD, "guardian_of", IVY)]
