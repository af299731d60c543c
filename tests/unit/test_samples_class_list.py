"""Class lists as an immunisation service publishes them for its own tests, read where they lie."""

from pathlib import Path

import pytest

from sources.readers.files import DeliveryRefusedError
from sources.school.class_list import CLASS_LIST
from tests.builders import Mapped, map_folder
from tests.samples import sample


def mapped(tmp_path: Path, name: str) -> Mapped:
    """Deliver one sample under a name that class lists have."""
    (tmp_path / f"class_list_{name}").write_bytes(sample(f"cohort_csv/{name}").read_bytes())
    return map_folder(tmp_path, CLASS_LIST)


@pytest.mark.parametrize(
    ("name", "children", "parents"),
    [
        ("valid.csv", 3, 3),
        ("valid_with_bom.csv", 1, 0),
        ("valid_instruction_row.csv", 1, 0),
        ("valid_with_duplicates.csv", 4, 3),
        ("valid_iso_8859_1_encoding.csv", 16, 0),
    ],
)
def test_a_valid_list_is_read_whole(tmp_path: Path, name: str, children: int, parents: int) -> None:
    read = mapped(tmp_path, name)
    assert (read.landed.loaded, read.landed.rejected) == (children, 0)
    assert len(read.rows("person_record", "record_id", where="is_client")) == children
    assert len(read.rows("person_record", "record_id", where="not is_client")) == parents
    assert (
        read.rows("person_record", "record_id", where="date_of_birth is null and is_client") == []
    )


def test_numbers_with_spaces_and_two_ways_of_dates_are_read(tmp_path: Path) -> None:
    read = mapped(tmp_path, "valid.csv")
    numbered = read.rows("person_record", "date_of_birth", where="nhs_number is not null")
    assert len(numbered) == 2
    assert len(set(numbered)) == 2
    assert {type_ for _, type_, _ in read.ties()} == {"parent_of"}


def test_letters_of_another_encoding_are_those_that_were_written(tmp_path: Path) -> None:
    read = mapped(tmp_path, "valid_iso_8859_1_encoding.csv")
    where = "family_name_as_received like '%ñ%é%'"
    assert len(read.rows("person_record", "record_id", where=where)) == 1


def test_a_list_of_faults_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefusedError, match="16 of 20 records break a rule"):
        mapped(tmp_path, "invalid_fields.csv")


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefusedError):
        mapped(tmp_path, "malformed.csv")


def test_a_header_alone_is_a_list_of_nobody(tmp_path: Path) -> None:
    assert mapped(tmp_path, "empty.csv").landed.records == 0
