"""Reading what reviewers found of people: what counts as an answer, and what contradicts itself."""

from pathlib import Path

import pytest

from linkage_models.calibration.sheets import LabelError, sampling_file
from pipelines.counts.estimating.answers import SHEET, Answers, read_people


def sheet(folder: Path, *rows: str, drawn: str = "1,patient\n") -> Path:
    path = folder / "people.csv"
    path.write_text("".join(f"{row}\n" for row in (",".join(SHEET), *rows)), "utf-8")
    sampling_file(path).write_text(f"drawn,frame\n{drawn}", "utf-8")
    return path


def read(folder: Path, *rows: str, drawn: str = "1,patient\n") -> Answers:
    return read_people(sheet(folder, *rows, drawn=drawn))


def test_a_case_tells_whose_records_are_whose_and_who_cares_for_whom(tmp_path: Path) -> None:
    answers = read(
        tmp_path,
        "1,1,amh,a1,,parent,2 3,AB,2026-10-01",
        "1,1,gp,g1,,parent,2 3,AB,2026-10-01",
        "1,2,gp,g2,1,,,AB,2026-10-01",
        "1,3,school,s3,2,,,AB,2026-10-01",
        "1,4,gp,g4,,foster carer,3,AB,2026-10-01",
    )
    assert answers.record.to_pylist() == [
        {"person_id": person, "source": source, "record_id": record}
        for person, source, record in (
            (1001, "amh", "a1"),
            (1001, "gp", "g1"),
            (1002, "gp", "g2"),
            (1003, "school", "s3"),
            (1004, "gp", "g4"),
        )
    ]
    assert answers.child.to_pylist() == [
        {"child_id": 1002, "unit_id": 1001},
        {"child_id": 1003, "unit_id": 1002},
    ]
    assert answers.tie.to_pylist() == [
        {"child_id": 1002, "adult_id": 1001, "role": "parent"},
        {"child_id": 1003, "adult_id": 1001, "role": "parent"},
        {"child_id": 1003, "adult_id": 1004, "role": "foster_carer"},
    ]
    assert answers.drawn == {1001: "patient"}
    assert answers.unanswered == 0


def test_who_has_no_reviewer_is_unanswered_and_nothing_of_the_case_is_believed(
    tmp_path: Path,
) -> None:
    answers = read(
        tmp_path,
        "1,1,amh,a1,,,,AB,2026-10-01",
        "2,1,amh,a2,,,,,",
        drawn="1,patient\n2,patient\n",
    )
    assert answers.drawn == {1001: "patient"}
    assert answers.unanswered == 1
    assert answers.record.num_rows == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["x,1,gp,g1,,,,AB,"], "column drawn: 1 of 1 rows hold no number of a case"),
        (["1,1000,gp,g1,,,,AB,"], "column person: 1 of 1 rows hold no number from 1 to 999"),
        (["1,1,gp,,,,,AB,"], "column source and record_id: 1 of 1 rows hold a blank"),
        (["1,1,gp,g1,,aunt,2,AB,"], "column role: 1 of 1 rows hold none of parent, carer"),
        (["1,1,gp,g1,,parent,,AB,"], "column role: 1 of 1 rows hold one without the other"),
        (["1,1,gp,g1,,parent,2;3,AB,"], "column cares_for: 1 of 1 rows hold something that is no"),
        (["1,1,gp,g1,,,,AB,1.10.2026"], "column decided_on: 1 of 1 rows hold no date"),
        (["1,1,gp,g1,,parent,2,AB,"], "1 entries of cares_for name nobody who has a family"),
        (["1,1,gp,g1,,,,AB,", "1,2,gp,g1,1,,,AB,"], "1 rows give a record to a second person"),
        (["1,1,gp,g1,1,,,AB,", "1,1,gp,g2,2,,,AB,"], "1 rows give a child a second family"),
        (["1,2,gp,g1,,,,AB,"], "1 cases have no person 1"),
        (["7,1,gp,g1,,,,AB,"], "1 cases are not in people.sampling.csv"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_count(
    rows: list[str], told: str, tmp_path: Path
) -> None:
    with pytest.raises(LabelError) as refused:
        read(tmp_path, *rows)
    assert told in str(refused.value)


def test_all_problems_are_told_together_and_no_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError) as refused:
        read(tmp_path, "x,0,secret,CANARY,,,,AB,", "1,1,secret,CANARY,z,aunt,2,AB,soon")
    told = str(refused.value)
    assert told.count("people.csv, column") == 5
    assert "CANARY" not in told
    assert "secret" not in told


def test_a_sheet_without_its_sampling_file_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, "1,1,gp,g1,,,,AB,")
    sampling_file(path).unlink()
    with pytest.raises(LabelError, match=r"people\.sampling\.csv: it is not there"):
        read_people(path)


def test_a_frame_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="1 frames are unknown"):
        read(tmp_path, "1,1,gp,g1,,,,AB,", drawn="1,neighbours\n")
