"""`thinkfamily explain` on a whole night: what is told, what is drawn, and what is never told."""

import json
import re
from pathlib import Path

import pytest

from linkage_models.explaining.explain import explain
from linkage_models.explaining.records import RecordKey
from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from pipelines.config import Engine
from pipelines.warehouse import open_warehouse
from tests.conftest import NightRun
from tests.integration.searching import found_in
from tests.integration.support import KEY, Place, make_place

pytestmark = pytest.mark.slow

PAIRS = 12
CANARY_PAIRS = [
    ("gp", "adult_mental_health", "adult"),
    ("school", "childrens_social_care", "child"),
    ("gp", "childrens_social_care", "child"),
]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


def canary_keys(night: NightRun, one: str, other: str, who: str) -> tuple[str, str]:
    ids = night.canary.adult if who == "adult" else night.canary.child
    return f"{one}:{ids[one]}", f"{other}:{ids[other]}"


def test_pairs_of_a_night_are_explained_by_the_weights_that_decided(night: NightRun) -> None:
    trained = load_trained(PERSON_MODEL)
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        pairs = con.execute(
            "select l.source, l.record_id, r.source, r.record_id, p.match_weight_before_guard,"
            " p.match_weight, p.guard, p.blocking_rule from linkage.pair as p"
            " inner join linkage.record as l on p.record_number_l = l.record_number"
            " inner join linkage.record as r on p.record_number_r = r.record_number"
            " qualify row_number() over"
            " (partition by p.guard order by hash(l.record_id, r.record_id)) <= 2"
            " order by all limit $most",
            {"most": PAIRS},
        ).fetchall()
        assert len({guard for *_, guard, _ in pairs}) > 2
        for source_l, id_l, source_r, id_r, before, after, guard, _ in pairs:
            left = RecordKey(source=source_l, record_id=id_l)
            told = explain(con, left, RecordKey(source=source_r, record_id=id_r), trained, 0.0)
            assert told.weight_before_guard == pytest.approx(before, abs=1e-6)
            assert told.rows[-1].total == pytest.approx(after, abs=1e-6)
            assert (told.guard.name if told.guard else None) == guard
            assert told.rule


@pytest.mark.parametrize(("one", "other", "who"), CANARY_PAIRS)
def test_nothing_that_is_told_or_drawn_holds_a_personal_value(
    night: NightRun, tmp_path: Path, one: str, other: str, who: str
) -> None:
    keys = canary_keys(night, one, other, who)
    typed = {key.partition(":")[2].strip("{}").lower() for key in keys}
    needles = {
        words: needle
        for words, needle in night.canary.needles.items()
        if not [key for key in typed if needle.lower() in key]
    }
    for name in ("pair.svg", "pair.png"):
        chart = tmp_path / name
        outcome = night.place.thinkfamily("explain", *keys, "--chart", str(chart))
        assert outcome.exit_code == 0, outcome.err
        assert found_in("told", outcome.told.encode(), needles) == set()
        assert found_in(name, chart.read_bytes(), night.canary.needles) == set()
        assert chart.stat().st_mode & 0o077 == 0


def test_the_command_tells_weights_sentence_outcome_and_what_decided(night: NightRun) -> None:
    keys = canary_keys(night, "gp", "adult_mental_health", "adult")
    outcome = night.place.thinkfamily("explain", *keys)
    assert outcome.exit_code == 0, outcome.err
    manifest = json.loads((night.place.warehouse.parent / "manifest.json").read_text("utf-8"))
    join = manifest["thresholds"]["SAME_PERSON"]["weight"]
    assert all(key in outcome.out for key in keys)
    assert re.search(r"start .*any two records", outcome.out)
    assert re.search(r"surname .*the same", outcome.out)
    total = re.escape(f", join level {join:+.1f}: joined")
    assert re.search(rf"Total \+[0-9.]+{total}", outcome.out)
    assert "One person, by this link." in outcome.out
    assert "Brought together by sharing: " in outcome.out
    assert f"Night {manifest['as_at']}, person model {manifest['versions']['person model']}" in (
        outcome.out
    )


def test_parent_and_child_are_told_to_be_two(night: NightRun) -> None:
    outcome = night.place.thinkfamily(
        "explain", f"gp:{night.canary.adult['gp']}", f"gp:{night.canary.child['gp']}"
    )
    assert outcome.exit_code == 0, outcome.err
    assert "Two persons." in outcome.out
    assert "The guard is there because " in outcome.out


def test_the_night_stays_as_it_was(night: NightRun) -> None:
    before = night.place.published()
    keys = canary_keys(night, "gp", "childrens_social_care", "child")
    assert night.place.thinkfamily("explain", *keys).exit_code == 0
    assert night.place.published() == before


def test_records_that_are_not_there_are_named_together(night: NightRun) -> None:
    outcome = night.place.thinkfamily("explain", "gp:nobody-1", "school:nobody-2")
    assert outcome.exit_code == 1
    assert "gp:nobody-1: not among the records that this night may link" in outcome.err
    assert "school:nobody-2: not among the records that this night may link" in outcome.err


def test_the_key_of_a_record_is_never_an_emoji(night: NightRun) -> None:
    outcome = night.place.thinkfamily("explain", "gp:x:1", "gp:cat:1")
    assert outcome.exit_code == 1
    assert "gp:x:1: " in outcome.err
    assert "gp:cat:1: " in outcome.err


def test_a_night_of_another_model_is_not_explained_by_this_one(hamlet: Place) -> None:
    path = hamlet.warehouse.parent / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["versions"]["person model"] = "0123456789ab"
    path.write_text(json.dumps(manifest), "utf-8")
    outcome = hamlet.thinkfamily("explain", "gp:1", "gp:2")
    assert outcome.exit_code == 1
    assert "was linked by person model 0123456789ab, and here is " in outcome.err


def test_a_chart_that_cannot_be_written_is_told(night: NightRun, tmp_path: Path) -> None:
    keys = canary_keys(night, "gp", "adult_mental_health", "adult")
    chart = tmp_path / "nowhere" / "pair.svg"
    outcome = night.place.thinkfamily("explain", *keys, "--chart", str(chart))
    assert outcome.exit_code == 1
    assert f"the chart cannot be written to {chart}" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("12345", "gp:1"), "write source:record_id, such as gp:12345"),
        (("gp:1", ":"), "write source:record_id, such as gp:12345"),
        (("gp:1", "gp:2", "--chart", "pair.pdf"), "ends in .svg or .png"),
        (("gp:1",), "Missing argument"),
    ],
)
def test_wrong_words_are_a_usage_error(place: Place, words: tuple[str, ...], told: str) -> None:
    outcome = place.thinkfamily("explain", *words)
    assert outcome.exit_code == 2
    assert told in " ".join(re.sub(r"[│╭╮╰╯─]", " ", outcome.err).split())


def test_without_a_night_the_command_says_what_to_run(place: Place) -> None:
    outcome = place.thinkfamily("explain", "gp:1", "gp:2")
    assert outcome.exit_code == 1
    assert "thinkfamily night --as-at DATE" in outcome.err


def test_help_teaches_how_a_record_is_named(place: Place) -> None:
    outcome = place.thinkfamily("explain", "--help")
    assert outcome.exit_code == 0
    told = " ".join(re.sub(r"[│╭╮╰╯─]", " ", outcome.out).split())
    assert "source:record_id" in told
    assert "what follows the first colon is the id" in told
    assert "No name is shown" in told
