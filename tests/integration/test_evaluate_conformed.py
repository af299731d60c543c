"""`thinkfamily evaluate --conformed`: labelled records linked and judged in an empty folder."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from linkage_models.evaluation.labelled import evaluate_labelled
from linkage_models.model import load_trained, trained_path
from linkage_models.person.model import PERSON_MODEL
from sources.conformed_folder import load_conformed
from tests.conftest import Town
from tests.integration.labelled_town import Labelled, figures, run, write_labelled
from tests.integration.searching import found_in
from tests.integration.support import AS_AT, Outcome

OF_NAMES_AND_BIRTH = "given_name, family_name, date_of_birth, sex"


@pytest.fixture(scope="module")
def labelled(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    return write_labelled(town, tmp_path_factory.mktemp("labelled"))


@pytest.fixture(scope="module")
def judged(labelled: Labelled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The set with its own numbers learnt, as the command leaves it."""
    out = tmp_path_factory.mktemp("judged") / "out"
    outcome = run(
        out.parent / "empty",
        *("--conformed", labelled.folder, "--truth", labelled.truth, "--out", out),
        *("--json", out.parent / "figures.json", "--errors", out.parent / "errors.md"),
    )
    assert outcome.exit_code == 0, outcome.told
    return out, outcome


def test_records_are_linked_and_judged_without_configuration_or_key(
    judged: tuple[Path, Outcome], labelled: Labelled
) -> None:
    out, outcome = judged
    told = figures(out / "evaluation.json")
    assert told["model"]["trained"] == "on these records"
    assert "How well persons were found" in outcome.out
    # Far below what is aimed at: whether the linkage is good is held elsewhere, on larger towns.
    assert told["shares"]["pair_precision"]["value"] > 0.95
    assert told["shares"]["pair_recall"]["value"] > 0.8
    for share in told["shares"].values():
        assert share["low"] <= share["value"] <= share["high"]
    records = pq.read_table(labelled.folder / "person_record.parquet", columns=["is_restricted"])
    assert told["data"]["records"] == len(records)
    assert {group["dimension"] for group in told["groups"]} >= {"source", "source pair", "sex"}
    assert told["gaps"]
    assert told["calibration"]["nominal"]
    assert "truly one person, % (95%)" in outcome.out
    assert "…" not in outcome.out


def test_kinds_of_errors_are_shown_counted_and_written(judged: tuple[Path, Outcome]) -> None:
    out, outcome = judged
    told = figures(out / "evaluation.json")["errors"]
    missed = sum(each["errors"] for each in told["kinds"] if each["error"] == "missed")
    assert 0 < missed == told["missed"]
    assert f"Missed links: {missed:,}" in outcome.out
    page = (out.parent / "errors.md").read_text("utf-8")
    assert f"Missed links: {missed:,}" in page
    assert told["kinds"][0]["kind"] in page


def test_what_is_lost_on_the_way_only_grows(judged: tuple[Path, Outcome]) -> None:
    shares = figures(judged[0] / "evaluation.json")["shares"]
    linkable, brought, kept = (
        shares[measure]["value"] for measure in ("can_be_linked", "blocking_recall", "kept")
    )
    assert 1 >= linkable > brought >= kept > 0.7


def test_persons_hold_every_record_that_is_not_withheld_once(
    judged: tuple[Path, Outcome], labelled: Labelled
) -> None:
    persons = pq.read_table(judged[0] / "persons.parquet")
    assert persons.column_names == ["source", "record_id", "person_id"]
    records = pq.read_table(labelled.folder / "person_record.parquet").to_pylist()
    expected = sorted((r["source"], r["record_id"]) for r in records if not r["is_restricted"])
    found = [(row["source"], row["record_id"]) for row in persons.to_pylist()]
    assert found == expected


def test_the_same_records_give_the_same_bytes(
    judged: tuple[Path, Outcome], labelled: Labelled, tmp_path: Path
) -> None:
    words = ("--conformed", labelled.folder, "--truth", labelled.truth)
    assert run(tmp_path / "empty", *words, "--out", tmp_path / "p.parquet").exit_code == 0
    out, _ = judged
    assert (tmp_path / "p.json").read_bytes() == (out / "evaluation.json").read_bytes()
    assert (tmp_path / "p.json").read_bytes() == (out.parent / "figures.json").read_bytes()
    assert (tmp_path / "p.parquet").read_bytes() == (out / "persons.parquet").read_bytes()


def test_nothing_that_is_told_holds_a_persons_value(
    judged: tuple[Path, Outcome], town: Town
) -> None:
    out, outcome = judged
    assert found_in("told", outcome.told.encode(), town.canary.needles) == set()
    for path in (out / "evaluation.json", out.parent / "errors.md"):
        assert found_in(path.name, path.read_bytes(), town.canary.needles) == set()
    assert not list((out.parent / "empty").iterdir())


def test_records_of_one_unknown_source_with_names_and_birth_only(
    labelled: Labelled, tmp_path: Path
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    records = duckdb.from_parquet(str(labelled.folder / "person_record.parquet"))
    records.project(f"source || '/' || record_id as record_id, {OF_NAMES_AND_BIRTH}").write_csv(
        str(folder / "person_record.csv"), header=True
    )
    truth = duckdb.from_parquet(str(labelled.truth))
    truth.project("source || '/' || record_id as record_id, person_id").write_csv(
        str(tmp_path / "truth.csv"), header=True
    )
    words = ("--conformed", folder, "--truth", tmp_path / "truth.csv", "--out", tmp_path / "out")
    outcome = run(tmp_path / "empty", *words)
    assert outcome.exit_code == 0, outcome.told
    told = figures(tmp_path / "out" / "evaluation.json")
    assert told["records_of_source"] == {"records": told["data"]["records"]}
    assert told["shares"]["pair_precision"]["value"] > 0.9
    assert told["shares"]["pair_recall"]["value"] > 0.25
    assert told["shares"]["false_in_household"] == {"value": None, "low": None, "high": None}
    assert told["truth"]["households_from"] is None
    words_told = " ".join(outcome.out.split())
    assert "household: cannot be told: neither household_id nor addresses" in words_told
    silent = {"address", "contact_point", "relatives", "nhs_number", "upn"}
    assert silent <= set(told["model"]["nothing_given_for"])
    assert "nothing was given for: address, contact_point, relatives" in words_told
    assert "as shipped: address" not in words_told


def test_a_model_that_was_trained_elsewhere_is_used_as_it_is(
    labelled: Labelled, tmp_path: Path
) -> None:
    words = ("--conformed", labelled.folder, "--truth", labelled.truth, "--out", tmp_path / "out")
    outcome = run(tmp_path / "empty", *words, "--model", trained_path(PERSON_MODEL))
    assert outcome.exit_code == 0, outcome.told
    told = figures(tmp_path / "out" / "evaluation.json")
    assert told["model"]["trained"] == "given"
    assert told["shares"]["pair_precision"]["value"] > 0.95


def test_a_truth_of_records_alone_judges_no_families(judged: tuple[Path, Outcome]) -> None:
    out, outcome = judged
    assert figures(out / "evaluation.json")["families"] is None
    assert "families" not in outcome.out.lower()
    assert not (out / "member.parquet").exists()


def test_blocking_recall_counts_pairs_that_no_rule_brought_together(tmp_path: Path) -> None:
    # Tamsin's two records share names and birth; Orla's share nothing that a rule looks at.
    (tmp_path / "person_record.csv").write_text(
        "record_id,given_name,family_name,date_of_birth,sex\n"
        "1,Tamsin,Oakeshott,1988-04-02,F\n2,Tamsin,Oakeshott,1988-04-02,F\n"
        "3,Orla,Trevanion,1979-11-23,F\n4,Beatrix,Kettlewick,1990-08-30,F\n",
        "utf-8",
    )
    truth = tmp_path / "truth.csv"
    truth.write_text("record_id,person_id\n1,T\n2,T\n3,O\n4,O\n", "utf-8")
    with duckdb.connect() as con:
        load_conformed(con, tmp_path)
        judged = evaluate_labelled(con, truth, trained=load_trained(PERSON_MODEL))
    assert judged.shares["can_be_linked"].value == 1.0
    assert judged.shares["blocking_recall"].value == 0.5
    assert judged.shares["kept"].value == 0.5


REFUSED: Mapping[str, tuple[str, int, str]] = {
    "no truth is given": ("", 2, "judged by a file of their true persons"),
    "the truth is not there": ("--truth nowhere.csv", 1, "there is no truth at nowhere.csv"),
    "the folder holds nothing": ("--truth here", 1, "holds no person_record.csv or .parquet"),
    "the model is none": ("--truth here --model model.json", 1, "model.json is no trained person"),
    "there is no room": (
        "--truth here --out model.json",
        1,
        "nothing can be written to model.json",
    ),
    "there is no room for errors": (
        "--truth here --errors model.json/errors.md",
        1,
        "nothing can be written to model.json",
    ),
    "the model is another": ("--truth here --model family.json", 1, "family.json is of another"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_words(case: str, tmp_path: Path) -> None:
    words, exit_code, told = REFUSED[case]
    (tmp_path / "here").mkdir()
    (tmp_path / "model.json").write_text("[1, 2]", "utf-8")
    family = trained_path(PERSON_MODEL).with_name("family.json")
    (tmp_path / "family.json").write_bytes(family.read_bytes())
    if "nowhere" in words:
        people = "record_id,given_name,family_name\n1,Ann,Hale\n"
        (tmp_path / "here" / "person_record.csv").write_text(people, "utf-8")
    paths = [
        word if word.startswith("--") else str(tmp_path / word) for word in words.split() if word
    ]
    outcome = run(tmp_path / "empty", "--conformed", tmp_path / "here", *paths)
    assert outcome.exit_code == exit_code, outcome.told
    assert told in " ".join(outcome.told.split())


def test_problems_of_the_folder_and_of_the_truth_are_told_in_one_message(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "person_record.csv").write_text("given_name\nZebedee\n", "utf-8")
    (tmp_path / "truth.csv").write_bytes("record_id,person_id\n1,Zebedée\n".encode("latin-1"))
    outcome = run(tmp_path / "empty", "--conformed", here, "--truth", tmp_path / "truth.csv")
    assert outcome.exit_code == 1
    assert "person_record.csv lacks the column record_id" in outcome.err
    assert "truth.csv is not UTF-8" in outcome.err
    assert "Zeb" not in outcome.told


def test_options_of_labelled_records_ask_for_them(tmp_path: Path) -> None:
    outcome = run(
        tmp_path / "empty", "--out", tmp_path / "out", "--group", "ward", "--as-at", AS_AT
    )
    assert outcome.exit_code == 2
    assert "give --conformed FOLDER too" in " ".join(outcome.told.replace("│", " ").split())
