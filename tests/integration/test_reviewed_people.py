"""Reviewed people through the real command: taken in, written out, used beside the sheet."""

from datetime import date
from pathlib import Path

import pytest

from linkage_models.calibration.sheets import sampling_file
from pipelines.config import load_config
from pipelines.counts.estimating.answers import Answers, read_people
from pipelines.reviewed_people import people_of
from pipelines.warehouse import KEY_VARIABLE
from synthetic_data.reviewing.answering import answer_people
from tests.integration.support import AS_AT, KEY, Place, make_place

HEADER = "drawn,person,source,record_id,family,role,cares_for,reviewer,decided_on\n"
PARENT = (
    "1,1,gp,a,,parent,2,Reviewer One,2026-09-01\n1,1,mental_health,m,,,,,\n1,2,school,k,1,,,,\n"
)
ALONE = "2,1,gp,b,,,,Reviewer One,2026-09-02\n"
OPEN = "3,1,gp,c,,,,,\n"
FRAMES = "drawn,frame\n1,patient\n2,patient\n3,patient\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    place = make_place(tmp_path / "here")
    place.data.mkdir()
    return place


def written(place: Place, *cases: str, name: str = "people.csv", frames: str = FRAMES) -> Path:
    sheet = place.data / name
    sheet.write_text(HEADER + "".join(cases), "utf-8")
    sampling_file(sheet).write_text(frames, "utf-8")
    return sheet


def labels(place: Place, *words: str) -> str:
    done = place.thinkfamily("labels", *words)
    assert done.exit_code == 0, done.told
    return done.out


def found(place: Place) -> Answers:
    answers = people_of(load_config(place.config))
    assert answers is not None
    return answers


def test_people_who_were_answered_are_taken_in_and_used(place: Place) -> None:
    sheet = written(place, PARENT, ALONE, OPEN)
    told = labels(place, "import", "--people", str(sheet))
    assert "2 people of people.csv are new or changed; 2 are on record" in told
    answers, of_sheet = found(place), read_people(sheet)
    assert (answers.record, answers.child, answers.tie) == (
        of_sheet.record,
        of_sheet.child,
        of_sheet.tie,
    )
    assert answers.drawn == of_sheet.drawn
    assert "0 people of people.csv are new" in labels(place, "import", "--people", str(sheet))


def test_what_is_exported_can_be_taken_in_elsewhere_and_is_the_same(
    place: Place, tmp_path: Path
) -> None:
    labels(place, "import", "--people", str(written(place, PARENT, ALONE)))
    out = tmp_path / "out.csv"
    assert "2 people are in out.csv" in labels(place, "export", "--people", "--out", str(out))
    other = make_place(tmp_path / "there")
    assert "2 people of out.csv are new" in labels(other, "import", "--people", str(out))
    assert found(other) == found(place) == read_people(out)
    refused = place.thinkfamily("labels", "export", "--people", "--out", str(out))
    assert "is never written over" in refused.err


def test_the_record_holds_over_the_sheet_which_adds_whom_it_does_not_tell_of(
    place: Place,
) -> None:
    labels(place, "import", "--people", str(written(place, PARENT, name="taken.csv")))
    # In the sheet the parent is another case, of whom less was found.
    older = "5,1,mental_health,m,,,,Reviewer Two,2026-08-01\n"
    written(place, older, ALONE, frames=FRAMES + "5,patient\n")
    place.configure("# reviewed =", "reviewed =")
    answers = found(place)
    records = {tuple(row.values())[1:] for row in answers.record.to_pylist()}
    assert records == {("gp", "a"), ("mental_health", "m"), ("school", "k"), ("gp", "b")}
    assert len(answers.drawn) == 2
    assert answers.tie.num_rows == 1


def test_a_sheet_alone_is_read_as_before(place: Place) -> None:
    sheet = written(place, PARENT, OPEN)
    place.configure("# reviewed =", "reviewed =")
    assert found(place) == read_people(sheet)


@pytest.mark.slow
def test_a_release_uses_the_people_on_record_as_it_uses_a_sheet(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    sheet = hamlet.data / "drawn.csv"
    labels(hamlet, "people", "--out", str(sheet))
    answer_people(sheet, hamlet.data / "truth" / AS_AT, date.fromisoformat(AS_AT))
    labels(hamlet, "import", "--people", str(sheet))
    people = len(found(hamlet).drawn)
    assert people > 5
    metadata = (hamlet.publish() / "metadata.json").read_text("utf-8")
    assert f"{people} reviewed people, needed are 60" in metadata


def test_neither_record_nor_sheet_means_that_nobody_was_reviewed(place: Place) -> None:
    assert people_of(load_config(place.config)) is None


def test_sheets_that_cannot_be_taken_in_are_told_whole_and_name_nobody(place: Place) -> None:
    for case, frames, problem in (
        (OPEN, FRAMES, "people.csv: nobody is answered"),
        (PARENT.replace("parent", "auntie"), FRAMES, "people.csv, column role"),
        (ALONE, "drawn,frame\n", "1 cases are not in people.sampling.csv"),
    ):
        sheet = written(place, case, frames=frames)
        refused = place.thinkfamily("labels", "import", "--people", str(sheet))
        assert refused.exit_code == 1
        assert problem in refused.err
    both = place.thinkfamily("labels", "import", "--people", "--decisions", "any.csv")
    assert "name one of --decisions and --people" in both.err


def test_who_was_reviewed_again_counts_once_as_found_last(place: Place) -> None:
    labels(place, "import", "--people", str(written(place, PARENT)))
    more = PARENT + "1,2,gp,k2,1,,,,\n"
    again = written(place, more, name="again.csv")
    assert "1 people of again.csv are new or changed; 1 are on record" in labels(
        place, "import", "--people", str(again)
    )
    assert found(place).record.num_rows == 4
