"""Labels and decisions through the real command: taken in, written out, and used beside sheets."""

from pathlib import Path

import pytest

from pipelines.config import load_config
from pipelines.judgements import decisions_of, labels_of
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import KEY, Place, make_place

SHEET = (
    "source_l,record_id_l,source_r,record_id_r,same,reviewer,decided_on\n"
    "gp,1,school,a,yes,Reviewer One,2026-09-01\n"
    "gp,2,school,b,no,Reviewer One,2026-09-01\n"
    "gp,3,school,c,,,\n"
)
SAMPLING = (
    "source_l,record_id_l,source_r,record_id_r,weight_of_sample\n"
    "gp,1,school,a,2.5\ngp,2,school,b,40\ngp,3,school,c,1\n"
)
DECISIONS = (
    "source_l,record_id_l,source_r,record_id_r,decision,decided_by,decided_on,reason,revoked_on\n"
    "gp,1,school,a,different,Officer,2026-09-02,They are twins.,\n"
    "gp,2,school,b,same,Officer,2026-09-02,One birth certificate.,\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    place = make_place(tmp_path / "here")
    place.data.mkdir()
    return place


def written(place: Place, name: str, content: str) -> Path:
    path = place.data / name
    path.write_text(content, "utf-8")
    return path


def labels(place: Place, *words: str) -> str:
    done = place.thinkfamily("labels", *words)
    assert done.exit_code == 0, done.told
    return done.out


def test_labels_on_record_are_used_with_the_pairs_that_each_stands_for(place: Place) -> None:
    sheet = written(place, "labels.csv", SHEET)
    written(place, "labels.sampling.csv", SAMPLING)
    assert "2 labels of labels.csv are new or changed; 2 are on record" in labels(
        place, "import", str(sheet)
    )
    found = labels_of(load_config(place.config))
    assert found is not None
    assert found.pairs.column("weight_of_sample").to_pylist() == [2.5, 40.0]
    assert found.pairs.column("same").to_pylist() == [True, False]


def test_what_is_exported_can_be_taken_in_elsewhere_and_is_the_same(
    place: Place, tmp_path: Path
) -> None:
    written(place, "labels.sampling.csv", SAMPLING)
    labels(place, "import", str(written(place, "labels.csv", SHEET)))
    labels(place, "import", str(written(place, "decisions.csv", DECISIONS)), "--decisions")
    out, decided = tmp_path / "out.csv", tmp_path / "decided.csv"
    labels(place, "export", "--out", str(out))
    labels(place, "export", "--out", str(decided), "--decisions")
    other = make_place(tmp_path / "there")
    assert "2 labels of out.csv are new" in labels(other, "import", str(out))
    assert "2 decisions of decided.csv are new" in labels(
        other, "import", str(decided), "--decisions"
    )
    here, there = (load_config(each.config) for each in (place, other))
    assert labels_of(here) == labels_of(there)
    assert decisions_of(here) == decisions_of(there)


def test_the_record_holds_over_a_sheet_and_the_sheet_adds_what_is_not_on_record(
    place: Place,
) -> None:
    labels(place, "import", str(written(place, "taken.csv", DECISIONS)), "--decisions")
    revoked = DECISIONS.replace("They are twins.,", "They are twins.,2026-09-20")
    labels(place, "import", str(written(place, "revoked.csv", revoked)), "--decisions")
    more = DECISIONS + "gp,9,school,z,same,Officer,2026-09-03,One home.,\n"
    written(place, "decisions.csv", more)
    place.configure('data = "data"\n', 'data = "data"\ndecisions = "decisions.csv"\n')
    found = decisions_of(load_config(place.config))
    assert found is not None
    told = {row["record_id_l"]: str(row["revoked_on"]) for row in found.to_pylist()}
    assert told == {"1": "2026-09-20", "2": "None", "9": "None"}


def test_labels_that_do_not_say_what_they_stand_for_are_not_mixed_with_others(
    place: Place,
) -> None:
    written(place, "labels.sampling.csv", SAMPLING)
    labels(place, "import", str(written(place, "labels.csv", SHEET)))
    alone = written(place, "alone.csv", SHEET.replace("gp,", "gp,9"))
    refused = place.thinkfamily("labels", "import", str(alone))
    assert refused.exit_code == 1
    assert "some say how many pairs they stand for and some do not" in refused.err


def test_neither_record_nor_sheet_means_that_there_are_no_labels(place: Place) -> None:
    assert labels_of(load_config(place.config)) is None
    assert decisions_of(load_config(place.config)) is None
