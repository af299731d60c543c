"""A family in RiO, as the trust's dump has it, becomes records, ties and involvements.

Adaeze is a client, Ivy her daughter is there as a relative, Tom is typed in as a contact.
"""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_files

RIO = FORMATS["rio"]
ADAEZE, IVY, TOM, GONE, HIDDEN = "900417", "901233", "900417:contact:1", "900500", "900600"
LEO, NAN = "900417:contact:2", "900700"

FILES = {
    "ClientIndex": [
        {
            "ClientID": ADAEZE,
            "NNN": "9991000429",
            "NNNStatus": "01",
            "SupersedingNNN": "999 100 0410",
            "DateOfBirth": "1988-07-14 00:00:00.000",
            "EstimatedDOB": "0",
            "Gender": "F",
            "Ethnicity": "M",
            "DateOfDeath": "NULL",
            "NonClient": "0",
            "Deleted": "0",
            "MainCarer": NAN,
            "OtherCarer": "NULL",
            "DaytimePhone": "0121 496 0123",
        },
        {
            "ClientID": IVY,
            "NNN": "NULL",
            "NNNStatus": "07",
            "DateOfBirth": "2013-05-02",
            "EstimatedDOB": "1",
            "Gender": "X",
            "Ethnicity": "D",
            "NonClient": "1",
        },
        {"ClientID": NAN, "DateOfBirth": "1900-01-01 00:00:00", "NonClient": "1"},
        {"ClientID": GONE, "Deleted": "1", "MainCarer": ADAEZE},
        {"ClientID": HIDDEN, "SensitiveFlag": "1"},
    ],
    "ClientName": [
        {
            "ClientNameID": "1",
            "ClientID": ADAEZE,
            "Prefix": "Ms",
            "GivenName1": "Adaeze",
            "GivenName2": "Mary",
            "Surname": "Whitlock",
            "AliasType": "1",
            "EffectiveDate": "2015-01-01 00:00:00",
        },
        {
            "ClientNameID": "2",
            "ClientID": ADAEZE,
            "GivenName1": "Daisy",
            "Surname": "Okoro",
            "AliasType": "5",
        },
        {"ClientNameID": "3", "ClientID": ADAEZE, "Surname": "Merged", "AliasType": "CM"},
        {
            "ClientNameID": "4",
            "ClientID": ADAEZE,
            "Surname": "Mistake",
            "AliasType": "1",
            "Deleted": "1",
        },
        {
            "ClientNameID": "5",
            "ClientID": IVY,
            "GivenName1": "Ivy",
            "Surname": "Whitlock-Brennan",
            "AliasType": "2",
        },
    ],
    "ClientAddress": [
        {
            "SequenceID": "1",
            "ClientID": ADAEZE,
            "AddressLine1": "12 Larch Rise",
            "AddressLine2": "Oldmoor",
            "PostCode": "b999zz",
            "FromDate": "2015-03-01 00:00:00.000",
            "ToDate": "NULL",
            "AddressType": "PRIMARY",
        },
        {
            "SequenceID": "2",
            "ClientID": ADAEZE,
            "AddressLine1": "NO FIXED ABODE",
            "PostCode": "ZZ99 3VZ",
            "ToDate": "2015-02-28",
            "AddressType": "TEMPORARY",
        },
        {"SequenceID": "3", "ClientID": GONE, "AddressLine1": "1 Larch Rise"},
    ],
    "ClientTelecom": [
        {"ClientID": ADAEZE, "Detail": "+44 7700 900999", "ContactMethod": "1"},
        {"ClientID": ADAEZE, "Detail": "07700 900998", "EndDate": "2020-01-01"},
        {"ClientID": ADAEZE, "Detail": "Adaeze@example.org", "ContactMethod": "3"},
    ],
    "ClientFamilyLink": [
        {
            "ClientID": ADAEZE,
            "RelatedClientID": IVY,
            "Relationship": "MO",
            "ParentalResponsibility": "1",
        },
        {"ClientID": IVY, "RelatedClientID": ADAEZE, "Relationship": "DA"},
        {"ClientID": ADAEZE, "RelatedClientID": GONE, "Relationship": "MO"},
        {"ClientID": ADAEZE, "RelatedClientID": "NULL", "ParentalResponsibility": "2"},
        {"ClientID": HIDDEN, "ParentalResponsibility": "9"},
        {"ClientID": NAN, "ParentalResponsibility": "2"},
    ],
    "ClientContact": [
        {
            "ClientContactID": "1",
            "ClientID": ADAEZE,
            "ContactType": "Next of kin",
            "Firstname": "Tom",
            "Surname": "Brennan",
            "AddressLine1": "Flat 3, 12 Larch Rise",
            "PostCode": "B99 9ZZ",
            "MainPhone": "07700900997",
            "EMailAddress": "tom@example.org",
            "Relationship": "Partner",
            "NHSNumber": "9991000437",
            "StartDate": "2016-01-01",
        },
        {
            "ClientContactID": "2",
            "ClientID": ADAEZE,
            "ContactType": "Other",
            "Firstname": "Leo",
            "Surname": "Whitlock",
            "Relationship": "Son",
        },
        {
            "ClientContactID": "3",
            "ClientID": ADAEZE,
            "Surname": "Okafor",
            "Relationship": "Social Worker",
            "MainPhone": "07700900996",
        },
        {
            "ClientContactID": "4",
            "ClientID": ADAEZE,
            "Surname": "Mistake",
            "Relationship": "Mother",
            "Deleted": "1",
        },
        {"ClientContactID": "5", "ClientID": GONE, "Surname": "Lost", "Relationship": "Mother"},
        {"ClientContactID": "6", "ClientID": HIDDEN, "Surname": "Safe", "Relationship": "Sister"},
    ],
    "AmsReferral": [
        {
            "ReferralID": "1",
            "ClientID": ADAEZE,
            "ReferralReceivedDate": "2024-02-01 00:00:00.000",
            "RemovalDateTime": "2024-06-30 09:30:00.000",
            "ReferralTeam": "Crisis",
            "RemovalReason": "Treated",
        },
        {
            "ReferralID": "2",
            "ClientID": ADAEZE,
            "ReferralReceivedDate": "2025-01-15",
            "RemovalDateTime": "2025-02-01",
        },
        {"ReferralID": "3", "ClientID": ADAEZE, "ReferralReceivedDate": "2025-01-15"},
        {"ReferralID": "4", "ClientID": GONE, "ReferralReceivedDate": "2025-01-15"},
    ],
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("rio"), RIO, files=FILES)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_nothing_of_the_dump_is_set_aside(family: Mapped) -> None:
    assert family.landed.rejected == 0


def test_a_client_has_the_name_in_use_and_the_others_beside_it(family: Mapped) -> None:
    assert family.row(
        "person_record",
        "given_name",
        "middle_names",
        "family_name",
        "family_name_as_received",
        "other_family_names",
        "other_given_names",
        where=of(ADAEZE),
    ) == ("ADAEZE", "MARY", "WHITLOCK", "Whitlock", ["OKORO"], ["DAISY"])


def test_the_nhs_number_that_superseded_another_counts(family: Mapped) -> None:
    columns = ("nhs_number", "nhs_number_status")
    assert family.row("person_record", *columns, where=of(ADAEZE)) == ("9991000410", "verified")
    assert family.row("person_record", *columns, where=of(IVY)) == (None, "unverified")


def test_dates_sex_and_ethnic_group_are_read(family: Mapped) -> None:
    columns = ("date_of_birth", "date_of_birth_quality", "sex", "ethnic_group", "date_of_death")
    assert family.row("person_record", *columns, where=of(ADAEZE)) == (
        date(1988, 7, 14),
        "full",
        "F",
        "BCRB",
        None,
    )
    assert family.row("person_record", *columns, where=of(IVY)) == (
        date(2013, 5, 2),
        "estimated",
        "U",
        "MWBC",
        None,
    )
    assert family.row("person_record", *columns[:2], where=of(NAN)) == (date(1900, 1, 1), "default")


def test_relatives_and_contacts_are_records_but_no_clients(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "is_client") == [
        (ADAEZE, True),
        (TOM, False),
        (LEO, False),
        (HIDDEN, True),
        (f"{HIDDEN}:contact:6", False),
        (NAN, False),
        (IVY, False),
    ]


def test_a_contact_has_a_name_a_number_and_a_place(family: Mapped) -> None:
    assert family.row(
        "person_record", "given_name", "family_name", "nhs_number", "date_of_birth", where=of(TOM)
    ) == ("TOM", "BRENNAN", "9991000437", None)
    assert family.row("address", "line", "premises", "postcode", "from_date", where=of(TOM)) == (
        "FLAT 3 12 LARCH RISE",
        "12",
        "B99 9ZZ",
        date(2016, 1, 1),
    )


def test_a_restricted_client_restricts_the_contacts_too(family: Mapped) -> None:
    restricted = family.rows("person_record", "record_id", where="is_restricted")
    assert restricted == [(HIDDEN,), (f"{HIDDEN}:contact:6",)]


def test_every_tie_reads_from_the_elder_to_the_younger(family: Mapped) -> None:
    assert family.ties() == [
        (ADAEZE, "parent_of", LEO),
        (ADAEZE, "parent_of", IVY),
        (ADAEZE, "parent_of", IVY),
        (TOM, "partner_of", ADAEZE),
        (f"{HIDDEN}:contact:6", "sibling_of", HIDDEN),
        (NAN, "carer_of", ADAEZE),
    ]


def test_parental_responsibility_and_next_of_kin_are_as_stated(family: Mapped) -> None:
    stated = "parental_responsibility"
    assert family.row("relationship", stated, where="source_value = 'MO'") == (True,)
    assert family.row("relationship", stated, where="source_value = 'DA'") == (None,)
    assert family.rows("relationship", "source_value", where="next_of_kin") == [("Partner",)]
    assert family.row("relationship", "next_of_kin", where="source_value = 'Son'") == (None,)


def test_one_yes_outweighs_a_no_and_unknown_is_neither(family: Mapped) -> None:
    assert family.rows("parental_status", "record_id", "status") == [
        (ADAEZE, "yes"),
        (HIDDEN, "unknown"),
        (NAN, "no"),
    ]


def test_addresses_keep_their_dates_and_a_placeholder_postcode_is_none(family: Mapped) -> None:
    assert family.rows(
        "address", "from_date", "to_date", "use", "line", "postcode", where=of(ADAEZE)
    ) == [
        (date(2015, 3, 1), None, "home", "12 LARCH RISE OLDMOOR", "B99 9ZZ"),
        (None, date(2015, 2, 28), "temporary", "NO FIXED ABODE", None),
    ]
    received = family.rows(
        "address", "postcode_as_received", where=f"{of(ADAEZE)} and to_date > '2000-01-01'"
    )
    assert received == [("ZZ99 3VZ",)]


def test_phones_in_use_are_kept_and_a_professionals_is_not(family: Mapped) -> None:
    assert family.rows("contact_point", "record_id", "kind", "value") == [
        (ADAEZE, "email", "adaeze@example.org"),
        (ADAEZE, "phone", "01214960123"),
        (ADAEZE, "phone", "07700900999"),
        (TOM, "email", "tom@example.org"),
        (TOM, "phone", "07700900997"),
    ]


def test_a_referral_is_open_while_one_of_that_day_is(family: Mapped) -> None:
    assert family.rows(
        "involvement", "service", "kind", "start_date", "end_date", "detail", "outcome"
    ) == [
        (
            "adult_mental_health",
            "referral",
            date(2024, 2, 1),
            date(2024, 6, 30),
            "Crisis",
            "Treated",
        ),
        ("adult_mental_health", "referral", date(2025, 1, 15), None, None, None),
    ]


def test_a_deleted_client_leaves_nothing_behind(family: Mapped) -> None:
    for table in ("person_record", "address", "involvement", "contact_point"):
        assert family.rows(table, "record_id", where=f"record_id like '{GONE}%'") == []
    assert not [tie for tie in family.ties() if GONE in str(tie)]


def test_a_trusts_own_codes_come_from_the_configuration(tmp_path: Path) -> None:
    links = [
        {"ClientID": ADAEZE, "RelatedClientID": IVY, "Relationship": "K7"},
        {"ClientID": IVY, "RelatedClientID": ADAEZE, "Relationship": "MO"},
        {"ClientID": ADAEZE, "RelatedClientID": NAN, "Relationship": "ZZ"},
    ]
    files = {
        "ClientIndex": [{"ClientID": i} for i in (ADAEZE, IVY, NAN)],
        "ClientFamilyLink": links,
    }
    codes = {"Relationship": {"K7": "foster_child_of", "MO": "other"}}
    mapped = map_files(tmp_path, RIO, files=files, codes=codes)
    assert mapped.ties() == [
        (ADAEZE, "other", NAN),
        (IVY, "foster_carer_of", ADAEZE),
        (IVY, "other", ADAEZE),
    ]
    assert mapped.rows("relationship", "source_value") == [("K7",), ("MO",), ("ZZ",)]
