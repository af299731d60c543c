"""What sections tell of facts: what is not known is said so, what is wrong is not passed over."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from governance.disclosure import PROFILES
from governance.evidence.blocks import Answers, Block, Notice, Standing, Table
from governance.evidence.telling import told_as_json
from governance.register.evidence import (
    ChangedPairs,
    Evidence,
    GroupChange,
    GroupSide,
    HeadlineChange,
    PairChange,
    Share,
    Side,
)
from governance.register.releases import Release
from governance.register.thresholds import Standing as Standing_
from governance.register.thresholds import ThresholdVersion
from pipelines.agreements import agreements_at
from pipelines.config import load_config
from pipelines.errors import NotAllowedError
from pipelines.evidence.controlling import nothing_shown
from pipelines.evidence.declared import SECTIONS
from pipelines.evidence.facts import Facts, ReleaseFacts, Thresholds
from pipelines.evidence.gathering import Subject
from pipelines.evidence.manifests import Level, Manifest
from pipelines.evidence.packing import pack_of, write_evidence
from pipelines.evidence.register_facts import audit_of, thresholds_of
from pipelines.evidence.sections import audit, changes, releases
from pipelines.evidence.showing import About
from pipelines.nights import NoNightError
from pipelines.register import register_of
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import KEY, ROOT
from tests.registers import NIGHT, by

GONE = "the night of 2026-09-30 is not there whole: it went by age, or was never built"
FEW = "too few labels"
MADE_ON = date(2026, 10, 20)


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Facts:
    """Facts of a release whose night went by age."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    config = load_config(ROOT / "thinkfamily.toml").model_copy(update={"data": tmp_path})
    register = register_of(config)
    return Facts(
        made=replace(by("officer", "For the auditor."), at=f"{MADE_ON}T09:30:00+00:00"),
        config=config,
        about=About(as_at=NIGHT, profile=PROFILES["nhs"], purpose="synthetic", data_as_at={}),
        subject=None,
        manifest=None,
        warehouse=None,
        no_night=GONE,
        shown=nothing_shown(GONE),
        agreements=agreements_at(config, NIGHT, register),
        agreements_today=agreements_at(config, MADE_ON, register),
        thresholds=thresholds_of(config, register),
        releases=(),
        nights=(),
        audit=audit_of(register),
        overdue=(0, 0),
    )


def answers_of(facts: Facts, name: str) -> dict[str, tuple[str, Standing]]:
    found = [
        block
        for each in pack_of(facts).sections
        for block in each.blocks
        if isinstance(block, Answers) and block.name.rpartition("_")[0] == name
    ]
    return {each.key: (each.told, each.standing) for block in found for each in block.answers}


def words_of(blocks: tuple[Block, ...]) -> str:
    return " ".join(str(vars(each)) for each in blocks)


def released(proposed: str, approved: str, broken: tuple[str, ...] = ()) -> ReleaseFacts:
    release = Release(
        id="2026-09-30-nhs-v1",
        night=NIGHT,
        profile="nhs",
        version=1,
        checksum="a" * 64,
        night_checksum="b" * 64,
        proposed=by(proposed),
        decided=by(approved),
        is_approved=True,
        published_at="2026-10-02T08:00:00+00:00",
    )
    return ReleaseFacts(release=release, broken=broken, hidden=3, figures=10, checked={})


def night(as_at: date, join: float, of: dict[str, str]) -> Manifest:
    return Manifest(
        checksum="c" * 64,
        as_at=as_at,
        purpose="synthetic",
        inputs=(),
        data_as_at={"gp": as_at},
        passed_over=(),
        left_out=(),
        versions=of,
        probabilities="nominal",
        thresholds={"SAME_PERSON": Level(weight=join, reason="so")},
        claims={},
    )


def test_of_a_night_that_is_gone_every_section_tells_what_is_left(facts: Facts) -> None:
    pack = pack_of(facts)
    assert [each.section.key for each in pack.sections] == [each.section.key for each in SECTIONS]
    assert all(each.blocks for each in pack.sections)
    assert pack.answers_that_are(Standing.NOT_KNOWN) > 10


@pytest.mark.parametrize("key", ["1.1", "1.4", "2.4", "2.6", "2.7", "2.8", "3.1", "3.3", "3.4"])
def test_what_only_the_night_tells_is_not_known_without_it(facts: Facts, key: str) -> None:
    words, standing = answers_of(facts, "guild")[key]
    assert standing is Standing.NOT_KNOWN
    assert words == f"Not known: {GONE}."


def test_what_only_the_council_knows_is_left_to_it(facts: Facts) -> None:
    found = answers_of(facts, "transparency")
    left = {key for key, (_, standing) in found.items() if standing is Standing.COUNCIL}
    assert {"1.3", "1.4", "2.1.1", "2.1.3", "2.1.4.2", "2.3.5", "2.5.1"} <= left
    assert not {"1.1", "1.2", "2.2.2", "2.4.2.3"} & left
    assert all(s is Standing.COUNCIL for _, s in answers_of(facts, "assessment_outcome").values())


def test_an_agreement_that_ended_since_is_told_of_today_and_not_of_then(facts: Facts) -> None:
    config = facts.config
    source = config.source[0].model_copy(update={"agreement_expires": NIGHT})
    config = config.model_copy(update={"source": (source, *config.source[1:])})
    register = register_of(config)
    facts = replace(
        facts,
        agreements=agreements_at(config, NIGHT, register),
        agreements_today=agreements_at(config, MADE_ON, register),
    )
    words, _ = answers_of(facts, "standing")["1"]
    assert words == f"No. Adult mental health (today): agreement SYNTHETIC-01 ended on {NIGHT}."


@pytest.mark.parametrize(
    ("proposed", "approved", "says"),
    [
        ("analyst", "officer", "Yes, all 1."),
        ("Analyst", "analyst ", "No: 2026-09-30-nhs-v1."),
    ],
)
def test_a_release_that_one_person_decided_alone_is_told(
    facts: Facts, proposed: str, approved: str, says: str
) -> None:
    facts = replace(facts, releases=(released(proposed, approved),))
    assert answers_of(facts, "standing")["3"][0] == says


def test_a_release_that_was_changed_is_told_first_and_in_its_table(facts: Facts) -> None:
    facts = replace(
        facts, releases=(released("analyst", "officer", broken=("figures.csv was changed",)),)
    )
    assert "not as they were sealed" in answers_of(facts, "standing")["3"][0]
    assert "BROKEN: figures.csv was changed" in words_of(tuple(releases.tell(facts)))


def test_a_broken_audit_chain_is_told_where_an_officer_looks_first(facts: Facts) -> None:
    facts = replace(facts, audit=replace(facts.audit, fault="entry 2 is missing"))
    assert answers_of(facts, "standing")["5"][0] == "No: entry 2 is missing."
    notices = [each.words for each in audit.tell(facts) if isinstance(each, Notice)]
    assert notices == ["Not intact: entry 2 is missing."]


def test_entries_about_persons_are_counted_under_the_rule_and_decisions_exactly(
    facts: Facts,
) -> None:
    kinds = {"release approved": 2, "subject erased": 2, "pair viewed": 33}
    facts = replace(facts, audit=replace(facts.audit, kinds=kinds))
    table = next(each for each in audit.tell(facts) if isinstance(each, Table))
    assert table.rows == (("release approved", "2"), ("subject erased", "*"), ("pair viewed", "35"))


def test_what_changed_between_nights_is_listed(facts: Facts) -> None:
    then = night(date(2026, 8, 31), 1.0, {"splink": "5.0.0", "duckdb": "1.5.5"})
    now = night(NIGHT, 2.0, {"splink": "5.0.1", "duckdb": "1.5.5"})
    table = next(
        each for each in changes.tell(replace(facts, nights=(then, now))) if isinstance(each, Table)
    )
    assert [row[2:] for row in table.rows[1:]] == [
        ("splink", "5.0.0", "5.0.1"),
        ("level SAME_PERSON", "+1", "+2"),
        ("data as at, GP practices", "2026-08-31", "2026-09-30"),
    ]


def test_nights_that_differ_in_nothing_say_so(facts: Facts) -> None:
    one = night(NIGHT, 1.0, {"splink": "5.0.0"})
    again = replace(one, as_at=date(2026, 10, 1))
    table = next(
        each
        for each in changes.tell(replace(facts, nights=(one, again)))
        if isinstance(each, Table)
    )
    assert [row[2] for row in table.rows] == ["", "nothing but the data"]


@pytest.mark.parametrize("purpose", ["synthetic", "planning"])
def test_only_a_pack_of_made_up_people_is_marked(facts: Facts, purpose: str) -> None:
    facts = replace(facts, config=facts.config.model_copy(update={"purpose": purpose}))
    assert bool(pack_of(facts).mark) is (purpose == "synthetic")


def test_every_section_is_declared_with_where_it_is_asked_for() -> None:
    keys = [each.section.key for each in SECTIONS]
    assert len(keys) == len(set(keys))
    assert all(each.section.asked_by.endswith(".") for each in SECTIONS)
    told: list[Callable[..., object]] = [each.tell for each in SECTIONS]
    assert len(told) == len(set(told))


def _a_file(out: Path) -> None:
    out.write_text("somebody's", "utf-8")


def _a_full_folder(out: Path) -> None:
    out.mkdir()
    (out / "letter.txt").write_text("somebody's", "utf-8")


def _a_link(out: Path) -> None:
    out.with_name("elsewhere").mkdir()
    out.symlink_to(out.with_name("elsewhere"))


@pytest.mark.parametrize("lie", [_a_file, _a_full_folder, _a_link])
def test_a_pack_is_written_over_nothing(
    facts: Facts, tmp_path: Path, lie: Callable[[Path], None]
) -> None:
    out = tmp_path / "pack"
    lie(out)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(NotAllowedError, match="pack is not an empty folder"):
        write_evidence(facts.config, Subject(), out, facts.made)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_where_no_night_is_there_nothing_is_written(facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(NoNightError):
        write_evidence(facts.config, Subject(), tmp_path / "pack", facts.made)
    assert not list(tmp_path.glob("*pack*"))
    assert register_of(facts.config).entries() == ()


def side(linked: int) -> GroupSide:
    share = Share(share=0.99, low=0.97, high=1.0)
    return GroupSide(links=linked, linked=linked, labels_joined=40, precision=share)


def proposed(facts: Facts) -> Facts:
    """Facts with a proposal of which the register holds exact figures and keys of records."""
    counted = Side(links=16_143, persons=3, families=1_262)
    change = GroupChange(
        group="sex", category="F", records=1_000, before=side(500), after=side(997)
    )
    pair = PairChange(
        source_l="gp",
        record_id_l="canary-record-1",
        source_r="school",
        record_id_r="canary-record-2",
        is_joined=True,
        weight_before=1.5,
        weight_after=1.5,
    )
    evidence = Evidence(
        night=NIGHT,
        before=counted,
        after=counted,
        headlines=(HeadlineChange(count_id="A1", measure="parents", before=1_237, after=6),),
        about_labels="40 labelled pairs",
        groups=(change,),
        changed_pairs=ChangedPairs(joined=1, parted=0, sample=(pair,)),
    )
    version = ThresholdVersion(
        version=2, against=1, levels={"join": 2.0}, models={}, evidence=evidence, proposed=by("a")
    )
    return replace(
        facts,
        thresholds=Thresholds(
            in_force=1, versions=(version,), standings={2: Standing_.PROPOSED}, approvals=()
        ),
    )


def test_a_proposal_is_told_without_exact_figures_and_keys_of_records(facts: Facts) -> None:
    pack = pack_of(proposed(facts))
    told = json.dumps(told_as_json(pack))
    for exact in ("canary-record", "16,143", "16143", "1,237", "1237", "1,262", "1262"):
        assert exact not in told
    tables = {
        block.name: block.rows
        for each in pack.sections
        for block in each.blocks
        if isinstance(block, Table)
    }
    assert tables["threshold_evidence"][0][3:6] == ("16,145 to 16,145", "* to *", "1,260 to 1,260")
    assert tables["threshold_groups"] == (
        ("2", "Sex", "Female", "50% to *", f"{side(1).precision} to {side(1).precision}", FEW),
    )


def test_exact_figures_of_proposals_are_told_where_they_were_asked_for(facts: Facts) -> None:
    exact = {each.name: each.rows for each in pack_of(proposed(facts), is_exact=True).exact}
    row = ("2", str(NIGHT), "A1", "parents", "1237", "6")
    assert exact == {"threshold_headlines_exact": (row,)}
