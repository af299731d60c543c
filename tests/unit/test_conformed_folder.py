"""Reading a folder of tables in the conformed shape, from whatever tool wrote them."""

import gzip
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from tests.conformed_folders import PEOPLE, load, write


def rows(con: DuckDBPyConnection, table: str, columns: str) -> list[tuple[object, ...]]:
    return con.table(f"conformed.{table}").project(columns).order("all").fetchall()


def test_columns_are_found_by_name_in_any_case_and_order(tmp_path: Path) -> None:
    people = "Family_Name,SOURCE,Record_ID,given_name\no'hale, gp ,1,Ann-Marie\n"
    con, _ = load(write(tmp_path, person_record=people))
    assert rows(con, "person_record", "source, record_id, given_name, family_name") == [
        ("gp", "1", "ANN MARIE", "OHALE")
    ]
    assert rows(con, "person_record", "family_name_as_received") == [("o'hale",)]


def test_what_is_not_said_is_a_client_without_restriction(tmp_path: Path) -> None:
    con, loaded = load(write(tmp_path, person_record=PEOPLE))
    columns = "source, is_client, is_restricted, date_of_birth_quality, nhs_number_status"
    assert rows(con, "person_record", columns) == [("records", True, False, "full", None)] * 2
    assert loaded.records_of_source == {"records": 2}
    assert {name: rows for name, rows in loaded.rows.items() if rows} == {"person_record": 2}


def test_typed_parquet_is_read_as_the_text_of_a_csv_is(tmp_path: Path) -> None:
    (tmp_path / "typed").mkdir()
    pq.write_table(
        pa.table(
            {
                "record_id": pa.array([1.0, 2.0]),
                "source": pa.array(["a", "b"]).dictionary_encode(),
                "given_name": ["Ann", "Bob"],
                "family_name": ["Hale", None],
                "other_family_names": [["Ash", "Oak"], []],
                "date_of_birth": [date(1990, 1, 2), None],
                "sex": ["F", "M"],
                "is_client": [True, False],
            }
        ),
        tmp_path / "typed" / "person_record.parquet",
    )
    text = (
        "record_id,source,given_name,family_name,other_family_names,date_of_birth,sex,is_client\n"
        '1,a,Ann,Hale,"[""Oak"", ""Ash""]",1990-01-02T00:00:00,Female,yes\n'
        "2,b,Bob,,,,1,0\n"
    )
    typed, _ = load(tmp_path / "typed")
    told, _ = load(write(tmp_path / "text", person_record=text))
    everything = rows(typed, "person_record", "*")
    assert everything == rows(told, "person_record", "*")
    assert everything[0][:2] == ("a", "1")
    assert ["ASH", "OAK"] in everything[0]


def test_tidying_twice_changes_nothing(tmp_path: Path) -> None:
    people = (
        "source,record_id,given_name,family_name,date_of_birth,sex,nhs_number,other_family_names\n"
        "gp,1,Mr José,Ñáñez-Hale,1990-01-02,male,999 199 8760,Ash; Oak\n"
        "gp,2,Baby,Hale,1900-01-01,U,9992719915,\n"
    )
    homes = 'source,record_id,line,postcode\ngp,1,"Flat 3, 12a Larch Rd.",qq11aa\ngp,2,,ZZ99 3VZ\n'
    first, _ = load(write(tmp_path, person_record=people, address=homes))
    again = tmp_path / "again"
    again.mkdir()
    for table in ("person_record", "address"):
        first.table(f"conformed.{table}").write_parquet(str(again / f"{table}.parquet"))
    second, loaded = load(again)
    for table in ("person_record", "address"):
        assert rows(first, table, "*") == rows(second, table, "*")
    assert rows(first, "address", "postcode, kind") == [
        ("QQ1 1AA", None),
        (None, "no fixed abode"),
    ]
    assert not loaded.notes


def test_words_of_other_tools_for_sex_and_flags(tmp_path: Path) -> None:
    people = (
        "record_id,sex,is_client,is_restricted\n1,Female,Y,no\n2,1,TRUE,1\n3,unknown,0,\n4,?,,\n"
    )
    con, loaded = load(write(tmp_path, person_record=people))
    assert rows(con, "person_record", "record_id, sex, is_client, is_restricted") == [
        ("1", "F", True, False),
        ("2", "M", True, True),
        ("3", "U", False, False),
        ("4", None, True, False),
    ]
    assert loaded.notes == ("person_record.csv: 1 of 4 values of sex cannot be used",)


def test_nhs_numbers_are_cleaned_where_most_are_nhs_numbers(tmp_path: Path) -> None:
    people = "record_id,nhs_number\n1,999 271 9915\n2,9991796673\n3,9991796674\n"
    con, loaded = load(write(tmp_path, person_record=people))
    assert rows(con, "person_record", "nhs_number") == [("9991796673",), ("9992719915",), (None,)]
    assert loaded.kept_as_they_stand == ()


def test_another_countrys_identifiers_are_kept_as_they_stand(tmp_path: Path) -> None:
    people = "record_id,nhs_number,upn\n1,1804974,ab-1\n2,9992719915,\n3,6089216,\n"
    homes = (
        "record_id,line,postcode,uprn\n1,7 Wallaby Place,2119,GNSW7\n2,1 Larch Rise,QQ1 1AA,\n"
        "3,,3165,\n"
    )
    contacts = "record_id,value\n1,555-0100\n2,Ann@Example.org\n3,555-0101\n"
    con, loaded = load(write(tmp_path, person_record=people, address=homes, contact_point=contacts))
    assert rows(con, "person_record", "nhs_number") == [("1804974",), ("6089216",), ("9992719915",)]
    assert rows(con, "address", "postcode") == [("2119",), ("3165",), ("QQ1 1AA",)]
    assert rows(con, "contact_point", "value") == [
        ("555 0100",),
        ("555 0101",),
        ("ann@example.org",),
    ]
    assert loaded.kept_as_they_stand == (
        "person_record.nhs_number",
        "person_record.upn",
        "address.postcode",
        "address.uprn",
        "contact_point.value",
    )


def test_a_placeholder_postcode_counts_as_british_and_names_no_place(tmp_path: Path) -> None:
    homes = "record_id,postcode\n1,ZZ99 3VZ\n2,qq1 1aa\n"
    con, loaded = load(write(tmp_path, person_record=PEOPLE, address=homes))
    assert rows(con, "address", "postcode") == [("QQ1 1AA",), (None,)]
    assert loaded.kept_as_they_stand == ()


def test_ties_read_one_way_and_end_at_records_that_are_there(tmp_path: Path) -> None:
    ties = (
        "from_record_id,to_record_id,type,parental_responsibility\n"
        "1,2,Child of,yes\n2,1,sibling_of,\n1,1,partner_of,\n1,9,parent_of,\n"
    )
    con, loaded = load(write(tmp_path, person_record=PEOPLE, relationship=ties))
    columns = "from_record_id, type, to_record_id, parental_responsibility"
    assert rows(con, "relationship", columns) == [
        ("2", "parent_of", "1", None),
        ("2", "sibling_of", "1", None),
    ]
    (note,) = loaded.notes
    assert note == (
        "relationship.csv: 2 rows left out, about records that are not there or a tie of a record "
        "to itself"
    )


def test_a_table_without_a_source_belongs_to_the_only_one(tmp_path: Path) -> None:
    people = "source,record_id\nclinic,1\n"
    con, _ = load(write(tmp_path, person_record=people, address="record_id,line\n1,1 Larch Rise\n"))
    assert rows(con, "address", "source, line") == [("clinic", "1 LARCH RISE")]


def test_columns_that_nobody_declared_are_told_and_kept_when_asked_for(tmp_path: Path) -> None:
    people = 'record_id,order,"x""; drop table y",region\n1,third,?,North\n'
    con, loaded = load(write(tmp_path, person_record=people), keep=("order", "region", "absent"))
    assert rows(con, "other_column", "*") == [("records", "1", "third", "North")]
    assert loaded.notes == (
        "person_record.csv: 1 column is not of the conformed shape and not compared",
    )


def test_dates_that_cannot_be_read_are_counted_and_left_out(tmp_path: Path) -> None:
    people = "record_id,date_of_birth\n1,1990-01-02\n2,1990-02-30\n3,19910304\n4,04/03/1991\n5,\n"
    con, loaded = load(write(tmp_path, person_record=people))
    births = [birth for (birth,) in rows(con, "person_record", "date_of_birth") if birth]
    assert births == [date(1990, 1, 2), date(1991, 3, 4)]
    assert loaded.notes == ("person_record.csv: 2 of 4 values of date_of_birth cannot be used",)


def test_a_file_may_be_compressed_and_its_folder_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "a[1]*"
    folder.mkdir()
    with gzip.open(folder / "person_record.csv.gz", "wt", encoding="utf-8") as file:
        file.write(PEOPLE)
    _, loaded = load(folder)
    assert loaded.rows["person_record"] == 2


def test_the_word_null_is_a_surname_and_blanks_are_none(tmp_path: Path) -> None:
    people = "record_id,given_name,family_name\n1,NA,Null\n2,,  \n"
    con, _ = load(write(tmp_path, person_record=people))
    assert rows(con, "person_record", "given_name, family_name") == [("NA", "NULL"), (None, None)]
