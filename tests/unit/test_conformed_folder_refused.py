"""Folders that are no tables in the conformed shape: refused in words that name no value."""

from pathlib import Path

import pytest

from sources.conformed_folder import ConformedFolderError
from tests.conformed_folders import PEOPLE, load, write

TO_ITS_END = "damaged, or rows of other lengths"


def refusal(folder: Path) -> list[str]:
    with pytest.raises(ConformedFolderError) as refused:
        load(folder)
    return str(refused.value).splitlines()


def test_all_problems_of_a_folder_are_told_together_without_a_value(tmp_path: Path) -> None:
    people = "source,record_id,given_name\ngp,1,Zebedee\ngp,1,Zebedee\n,2,Zebedee\ngp,,Zebedee\n"
    assert refusal(write(tmp_path / "keys", person_record=people)) == [
        "person_record.csv: 1 row has no record_id",
        "person_record.csv: 1 row has no source",
        "person_record.csv: 1 row repeats a source and record_id that came before",
    ]
    folder = write(
        tmp_path / "columns",
        person_record="source,record_id\na,1\nb,1\n",
        address="record_id,line\n1,Zebedee\n",
        relationship="source,type\na,parent_of\n",
    )
    assert refusal(folder) == [
        "address.csv lacks the column source",
        "relationship.csv lacks the column from_record_id",
        "relationship.csv lacks the column to_record_id",
    ]


def test_problems_of_every_file_are_told_whatever_is_wrong_with_another(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "all",
        person_record="source,record_id,date_of_birth\ngp,1,02/01/1990\ngp,1,\nschool,2,\n",
        address="source,record_id,from_date\ngp,1,31.12.2020\n",
        relationship="source,type\na,parent_of\n",
    )
    assert refusal(folder) == [
        "relationship.csv lacks the column from_record_id",
        "relationship.csv lacks the column to_record_id",
        "person_record.csv: 1 row repeats a source and record_id that came before",
        "person_record.csv: none of 1 values of date_of_birth is a date such as 1990-12-31",
        "address.csv: none of 1 values of from_date is a date such as 1990-12-31",
    ]
    without = write(tmp_path / "without", address="line\n1 Larch Rise\n")
    assert refusal(without) == [
        "without holds no person_record.csv or .parquet",
        "address.csv lacks the column record_id",
    ]


def test_a_column_of_dates_in_another_order_is_refused(tmp_path: Path) -> None:
    people = "record_id,date_of_birth\n1,02/01/1990\n2,04/03/1991\n"
    assert refusal(write(tmp_path, person_record=people)) == [
        "person_record.csv: none of 2 values of date_of_birth is a date such as 1990-12-31"
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "person_record.csv cannot be read: empty, damaged, or not what its ending says"),
        (b"record_id,record_ID\n1,2\n", "person_record.csv names 1 of its columns twice"),
        (b"record_id\n", "person_record.csv has no rows"),
        (b"given_name\nZebedee\n", "person_record.csv lacks the column record_id"),
        (
            b"record_id,given_name\n1,Zebedee,x\n",
            "person_record.csv cannot be read: empty, damaged, or not what its ending says",
        ),
        (
            b"record_id,given_name\n" + b"1,Zebedee\n" * 200_000 + b"2,Zebedee,x\n",
            f"person_record.csv cannot be read to its end: {TO_ITS_END}",
        ),
        (
            "record_id,given_name\n1,Zebedée\n".encode("latin-1"),
            "person_record.csv is not UTF-8",
        ),
        ("record_id,prénom\n1,Zebedee\n".encode("latin-1"), "person_record.csv is not UTF-8"),
        ("record_id,given_name\n1,Zebedee\n".encode("utf-16"), "person_record.csv is not UTF-8"),
        (
            b"record_id,given_name\n" + b"1,Zebedee\n" * 200_000 + "2,Zebedée\n".encode("latin-1"),
            "person_record.csv is not UTF-8",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "person_record.csv").write_bytes(content)
    assert refusal(tmp_path) == [told]


def test_a_folder_without_person_records_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "here", address="record_id\n1\n")) == [
        "here holds no person_record.csv or .parquet"
    ]


def test_a_table_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, person_record=PEOPLE)
    (tmp_path / "person_record.parquet").write_bytes(b"no parquet at all")
    assert refusal(tmp_path)[0] == (
        "person_record.parquet and person_record.csv are one table: leave one of them"
    )
