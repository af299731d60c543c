"""`thinkfamily explain --family` on a whole night: what is told, what is drawn, what never is."""

import json
import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from linkage_models.explaining.family.finding import units_of
from linkage_models.explaining.family.reading import explain_family
from linkage_models.explaining.family.sentence import in_a_sentence
from linkage_models.explaining.records import RecordKey
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import load_trained
from pipelines.cli.family_graph import write_family_graph
from pipelines.config import Engine
from pipelines.nights import current_night
from pipelines.warehouse import open_warehouse
from tests.conftest import NightRun
from tests.integration.searching import found_in
from tests.integration.support import KEY, Place, make_place

pytestmark = pytest.mark.slow

UNITS = 60


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


def child_of(night: NightRun) -> str:
    return f"childrens_social_care:{night.canary.child['childrens_social_care']}"


def unit_of(night: NightRun, key: str) -> int:
    source, _, record_id = key.partition(":")
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        (unit,) = units_of(con, RecordKey(source=source, record_id=record_id)).member_of
    return unit


def test_every_tie_is_explained_by_the_weights_that_the_night_holds(
    night: NightRun, tmp_path: Path
) -> None:
    trained = load_trained(FAMILY_MODEL)
    as_at = current_night(night.place.data).as_at
    weighed = 0
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        units = con.execute(
            "select unit_id from family.unit order by child_count desc, adult_count desc, unit_id"
            " limit $most",
            {"most": UNITS},
        ).fetchall()
        for (unit,) in units:
            told = explain_family(con, unit, trained, as_at)
            for tie in told.ties:
                if tie.weighed:
                    total = tie.start + sum(each.weight for each in tie.weighed)
                    assert tie.weight == pytest.approx(total, abs=1e-6)
                    assert not [each for each in tie.weighed if "does not have" in each.found]
                    weighed += 1
            write_family_graph(told, in_a_sentence(told), [], tmp_path / "family.svg")
    assert weighed > UNITS


def test_nothing_that_is_told_or_drawn_holds_a_personal_value(
    night: NightRun, tmp_path: Path
) -> None:
    values = {
        words: needle
        for words, needle in night.canary.needles.items()
        if words not in ("UPN", "patient")  # The keys of two records, which the operator may see.
    }
    for name in ("family.svg", "family.png"):
        chart = tmp_path / name
        outcome = night.place.thinkfamily(
            "explain", "--family-of", child_of(night), "--chart", str(chart)
        )
        assert outcome.exit_code == 0, outcome.err
        assert found_in("told", outcome.told.encode(), values) == set()
        assert found_in(name, chart.read_bytes(), night.canary.needles) == set()
        assert chart.stat().st_mode & 0o077 == 0


def test_the_command_tells_who_and_why(night: NightRun) -> None:
    outcome = night.place.thinkfamily("explain", "--family-of", child_of(night))
    assert outcome.exit_code == 0, outcome.err
    manifest = json.loads((night.place.warehouse.parent / "manifest.json").read_text("utf-8"))
    unit = unit_of(night, child_of(night))
    assert f"Family unit {unit}" in outcome.out
    assert child_of(night) in outcome.out
    assert f"adult_mental_health:{night.canary.adult['adult_mental_health']}" in outcome.out
    assert re.search(r"child \d+ .* adult \d+ .* mother, .* P1 .* stated by ", outcome.out)
    assert re.search(r"child \d+, adult \d+ .*any two people .*[+-]\d+\.\d ", outcome.out)
    assert re.search(r"stated tie .*parent and child.* [+-]\d+\.\d ", outcome.out)
    assert "Withheld from the whole night, and not told by family: " in outcome.out
    assert f"Night {manifest['as_at']}, family model {manifest['versions']['family model']}" in (
        outcome.out
    )


def test_a_unit_is_explained_by_its_number_as_by_a_record_in_it(night: NightRun) -> None:
    by_record = night.place.thinkfamily("explain", "--family-of", child_of(night))
    unit = unit_of(night, child_of(night))
    assert night.place.thinkfamily("explain", "--family", str(unit)).out == by_record.out


def test_units_of_one_adult_are_drawn_apart(night: NightRun, tmp_path: Path) -> None:
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        source, record_id, units = con.execute(
            "select r.source, r.record_id, list(distinct m.unit_id order by m.unit_id)"
            " from family.member as m"
            " inner join linkage.person_record as r on m.person_id = r.person_id"
            " group by all having count(distinct m.unit_id) > 1 order by all limit 1"
        ).fetchone() or ("", "", [])
    assert units
    chart = tmp_path / "family.svg"
    outcome = night.place.thinkfamily(
        "explain", "--family-of", f"{source}:{record_id}", "--chart", str(chart)
    )
    assert outcome.exit_code == 0, outcome.err
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == sorted(
        f"family-{unit}.svg" for unit in units
    )
    for unit in units:
        root = fromstring((tmp_path / f"family-{unit}.svg").read_text("utf-8"))
        assert (root[0].text or "").startswith(f"Family unit {unit}: ")


def test_a_picture_of_nobody_says_so(night: NightRun, tmp_path: Path) -> None:
    root = fromstring(
        _drawn(night, tmp_path / "family.svg").read_text("utf-8"),
    )
    words = "".join(root.itertext())
    assert "Synthetic data: nobody in these figures exists." in words


def _drawn(night: NightRun, chart: Path) -> Path:
    outcome = night.place.thinkfamily(
        "explain", "--family-of", child_of(night), "--chart", str(chart)
    )
    assert outcome.exit_code == 0, outcome.err
    return chart


def test_somebody_without_children_is_told_to_be_in_no_unit(night: NightRun) -> None:
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        source, record_id = con.execute(
            "select r.source, r.record_id from linkage.person_record as r"
            " anti join family.member as m on r.person_id = m.person_id"
            " anti join family.other_household_member as o on r.person_id = o.person_id"
            " order by all limit 1"
        ).fetchone() or ("", "")
    outcome = night.place.thinkfamily("explain", "--family-of", f"{source}:{record_id}")
    assert outcome.exit_code == 0, outcome.err
    assert f"{source}:{record_id}: a member of no family unit" in outcome.out


def test_the_night_stays_as_it_was(night: NightRun) -> None:
    before = night.place.published()
    assert night.place.thinkfamily("explain", "--family-of", child_of(night)).exit_code == 0
    assert night.place.published() == before


def test_what_is_not_there_is_told(night: NightRun) -> None:
    record = night.place.thinkfamily("explain", "--family-of", "gp:nobody-1")
    unit = night.place.thinkfamily("explain", "--family", "no-such-unit")
    assert (record.exit_code, unit.exit_code) == (1, 1)
    assert "gp:nobody-1: not among the records of this night: not delivered, or withheld" in (
        record.err
    )
    assert "the night has no family unit 'no-such-unit'" in unit.err


def test_a_night_of_another_family_model_is_not_explained_by_this_one(hamlet: Place) -> None:
    path = hamlet.warehouse.parent / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["versions"]["family model"] = "0123456789ab"
    path.write_text(json.dumps(manifest), "utf-8")
    outcome = hamlet.thinkfamily("explain", "--family", "1")
    assert outcome.exit_code == 1
    assert "was linked by family model 0123456789ab, and here is " in outcome.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--family-of", "12345"), "write source:record_id, such as gp:12345"),
        (("--family", "1", "--family-of", "gp:1"), "Missing argument"),
        (("gp:1", "gp:2", "--family", "1"), "Missing argument"),
        (("gp:1", "--family", "1"), "Missing argument"),
        ((), "Missing argument"),
        (("--family", "1", "--chart", "family.pdf"), "ends in .svg or .png"),
    ],
)
def test_wrong_words_are_a_usage_error(place: Place, words: tuple[str, ...], told: str) -> None:
    outcome = place.thinkfamily("explain", *words)
    assert outcome.exit_code == 2
    assert told in " ".join(re.sub(r"[│╭╮╰╯─]", " ", outcome.err).split())


def test_without_a_night_the_command_says_what_to_run(place: Place) -> None:
    outcome = place.thinkfamily("explain", "--family", "1")
    assert outcome.exit_code == 1
    assert "thinkfamily night --as-at DATE" in outcome.err
