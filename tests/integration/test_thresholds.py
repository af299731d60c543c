"""Levels through the real command: proposed on a night, approved by another, used by the next."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from linkage_models.thresholds import SAME_PERSON
from pipelines.config import load_config
from pipelines.threshold_life import ThresholdLife
from pipelines.warehouse import KEY_VARIABLE
from synthetic_data.reviewing.answering import answer_pairs
from tests.integration.support import AS_AT, KEY, Outcome, Place
from tests.registers import register_in

ANALYST = ("--as", "Analyst of nowhere")
OFFICER = ("--as", "Officer")
JOINED_BECAUSE = SAME_PERSON.reason
NIGHT = date.fromisoformat(AS_AT)
OF_PROPOSALS = ("about_labels", "changed_pairs", "trade_off", "weight_before", "record_id_l")
"""Names of what a proposal holds, and of nothing in a release."""
WHY = ("--reason", "Looked at.")


def done(outcome: Outcome) -> str:
    assert outcome.exit_code == 0, outcome.told
    return outcome.out


def propose(place: Place, *levels: str) -> Outcome:
    return place.thinkfamily("threshold", "propose", *levels, *WHY, *ANALYST)


def decide(place: Place, what: str, version: int, who: tuple[str, str] = OFFICER) -> Outcome:
    return place.thinkfamily("threshold", what, str(version), *WHY, *who)


def manifest(place: Place) -> dict[str, dict[str, object]]:
    path = place.data / "nights" / AS_AT / "manifest.json"
    told: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    return told


@pytest.mark.slow
def test_levels_are_proposed_approved_used_released_and_rolled_back(hamlet: Place) -> None:
    before = hamlet.published()
    assert manifest(hamlet)["versions"]["threshold version"] == "1"
    told = done(propose(hamlet, "--join", "9", "--keep", "8", "--family-tie", "7"))
    assert "links" in told
    assert "A1 parents" in told
    assert "precision of links" in told
    assert "approve 2 --reason" in told
    assert hamlet.published() == before  # Nothing of the night is changed, nothing is left.
    own = decide(hamlet, "approve", 2, ANALYST)
    assert own.exit_code == 1
    assert "another person has to approve it" in own.err
    assert "Version 2 is in force" in done(decide(hamlet, "approve", 2))

    done(hamlet.thinkfamily("night", "--as-at", AS_AT))
    told_of = manifest(hamlet)
    assert told_of["versions"]["threshold version"] == "2"
    assert told_of["versions"]["person threshold"] == "9.0"
    assert told_of["thresholds"]["SAME_PERSON"] == {"reason": JOINED_BECAUSE, "weight": 9.0}
    folder = hamlet.publish()
    released = json.loads((folder / "metadata.json").read_text("utf-8"))
    assert released["versions"]["threshold version"] == "2"

    alone = decide(hamlet, "approve", 1)
    assert alone.exit_code == 1
    assert "its return has to be proposed first, with `thinkfamily threshold return 1`" in alone.err
    told = done(decide(hamlet, "return", 1, ANALYST))
    assert "Another person approves it: thinkfamily threshold approve 1 --reason WHY" in told
    listed = done(hamlet.thinkfamily("threshold", "list"))
    assert "approved before, return proposed by Analyst of nowhere" in listed
    assert "Version 1 is in force" in done(decide(hamlet, "approve", 1))
    listed = done(hamlet.thinkfamily("threshold", "list"))
    assert "approved before" in listed
    same = propose(hamlet)
    assert same.exit_code == 1
    assert "they are those of version 1, which is in force" in same.err
    stale = propose(hamlet, "--join", "4")
    assert stale.exit_code == 1
    assert "was linked at threshold version 2, and version 1 is in force" in stale.err
    actions = [each.action for each in register_in(hamlet.data).entries()]
    assert actions.count("threshold approved") == 2
    assert actions.count("approval was refused") == 2
    assert actions.count("threshold return proposed") == 1
    assert "Intact" in done(hamlet.thinkfamily("audit", "verify"))


@pytest.mark.slow
def test_levels_that_mean_nothing_or_change_nothing_are_refused_before_anything_is_counted(
    hamlet: Place,
) -> None:
    for levels, problem in (
        (("--join", "-5"), "keep is above join"),
        (("--keep", "-20"), "keep is -20: it has to be from -10"),
    ):
        refused = propose(hamlet, *levels)
        assert refused.exit_code == 1
        assert problem in refused.err
    assert "1" in done(hamlet.thinkfamily("threshold", "list"))


@pytest.mark.slow
def test_levels_that_were_approved_with_another_model_stop_the_night(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(propose(hamlet, "--join", "2"))
    done(decide(hamlet, "approve", 2))
    monkeypatch.setattr(
        "pipelines.threshold_life.model_versions", lambda: {"person": "other", "family": "other"}
    )
    before = hamlet.published()
    refused = hamlet.thinkfamily("night", "--as-at", AS_AT)
    assert refused.exit_code == 1
    assert "version 2 was approved with another person and family model" in refused.err
    assert hamlet.published() == before


@pytest.mark.slow
def test_labels_on_record_tell_how_right_links_are_before_and_after(hamlet: Place) -> None:
    sheet = hamlet.data / "drawn.csv"
    done(hamlet.thinkfamily("labels", "sample", "--out", str(sheet)))
    answer_pairs(sheet, hamlet.data / "truth" / AS_AT, date.fromisoformat(AS_AT))
    done(hamlet.thinkfamily("labels", "import", str(sheet), *ANALYST))
    told = done(propose(hamlet, "--join", "8", "--keep", "8"))
    assert re.search(r"Labels: \d+ labelled pairs\.", told)
    (before, after) = shares(told, "recall of links")
    assert before > after  # Fewer pairs are joined, so more true ones are missed.
    assert min(shares(told, "precision of links")) > 80


@pytest.mark.slow
def test_a_proposal_tells_groups_pairs_and_join_levels_and_none_of_it_is_released(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    before = ThresholdLife(load_config(hamlet.config)).trade_off(NIGHT)
    shown = done(hamlet.thinkfamily("threshold", "levels"))
    assert "the model's own probabilities, which nothing has checked" in shown
    told = done(propose(hamlet, "--join", "14", "--keep", "14"))
    assert "Sources of the pair: GP practices and Schools" in told
    assert "too few labels" in told
    life = ThresholdLife(load_config(hamlet.config))
    evidence = life.find(2).evidence
    assert evidence.trade_off == before
    at_join = before.at(SAME_PERSON.weight)
    # Nothing of this small place is parted by its checks, so that pairs alone tell its persons.
    assert (at_join.links, at_join.persons) == (evidence.before.links, evidence.before.persons)
    assert before.at(14.0).links < at_join.links
    everybody = [each for each in evidence.groups if each.group == "sex"]
    assert sum(each.records for each in everybody) > evidence.before.persons
    assert sum(each.after.linked - each.before.linked for each in everybody) < 0
    pairs = evidence.changed_pairs
    assert pairs is not None
    assert (pairs.joined, len(pairs.sample)) == (0, min(pairs.parted, 20))
    assert pairs.sample
    for each in pairs.sample:
        assert not each.is_joined
        assert f"{each.source_l}/{each.record_id_l}" in told
    assert any(each.weight_before and each.weight_before < 14 for each in pairs.sample)

    done(decide(hamlet, "approve", 2))
    done(hamlet.thinkfamily("night", "--as-at", AS_AT))
    folder = hamlet.publish()
    released = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    held = evidence.model_dump_json()
    for name in OF_PROPOSALS:
        assert f'"{name}"' in held
        assert name.encode() not in released
    for each in pairs.sample:
        for key in (each.record_id_l, each.record_id_r):
            assert re.search(rb"\b" + re.escape(key.encode()) + rb"\b", released) is None


def shares(told: str, of: str) -> list[float]:
    (line,) = (line for line in told.splitlines() if of in line)
    return [float(share) for share in re.findall(r"([\d.]+)% \(", line)]
