"""Published sets become conformed folders, and the benchmark's page says what was found."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import nan
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from benchmarks.quality import main, skipped
from benchmarks.quality_page import PAGE, page, write_page
from benchmarks.quality_picture import draw
from benchmarks.quality_results import (
    GIVEN,
    OF_FAMILIES,
    Goal,
    Judgement,
    Results,
    Summary,
    System,
    load_results,
    save_results,
)
from benchmarks.quality_sets import COMPARED_IN_A_BOROUGH, SETS, LabelledSet, write_labelled_set
from benchmarks.quality_splink import PAIR, PERSON, RECORD, cluster_by_default

ROOT = Path(__file__).parents[2]
BY_NAME = {each.name: each for each in SETS}
FEBRL_ROW = {
    "rec_id": "rec-1-org",
    "given_name": "mona",
    "surname": "quillfeather",
    "street_number": "7",
    "address_1": "larch place",
    "address_2": "",
    "suburb": "oldmoor",
    "postcode": "2119",
    "state": "nsw",
    "date_of_birth": "19560409",
    "soc_sec_id": "1804974",
    "cluster": "1",
}


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def conformed(
    labelled: LabelledSet, sets: Path, tmp_path: Path
) -> dict[str, list[dict[str, object]]]:
    folder = tmp_path / "conformed"
    write_labelled_set(labelled, sets, folder)
    return {path.stem: parquet.read_table(path).to_pylist() for path in folder.glob("*.parquet")}


def judgement(system: System, f1: float, subject: str = "febrl3", seed: int = 1) -> Judgement:
    return Judgement(
        subject=subject,
        seed=seed,
        system=system,
        records=5_000,
        pairs=6_000,
        threshold=9.0,
        figures={"pair_f1": f1, "pair_recall": f1 - 0.01},
    )


def results(*judgements: Judgement) -> Results:
    return Results(people=10_000, judgements=judgements, skipped={})


def test_febrl_records_keep_names_birth_and_another_countrys_id(tmp_path: Path) -> None:
    wrong_date = FEBRL_ROW | {"rec_id": "rec-1-dup-0", "date_of_birth": "19561309"}
    write_csv(tmp_path / "febrl3.csv", [FEBRL_ROW, wrong_date])
    tables = conformed(BY_NAME["febrl3"], tmp_path, tmp_path)
    first, second = tables["person_record"]
    assert first == {
        "source": "febrl3",
        "record_id": "rec-1-org",
        "given_name": "mona",
        "family_name": "quillfeather",
        "date_of_birth": date(1956, 4, 9),
        "nhs_number": "1804974",
    }
    assert second["date_of_birth"] is None
    assert tables["address"][0]["line"] == "7 larch place, oldmoor"
    assert tables["address"][0]["postcode"] == "2119"
    assert {row["person_id"] for row in tables["truth"]} == {"1"}


def test_without_the_national_id_nothing_of_it_is_left(tmp_path: Path) -> None:
    write_csv(tmp_path / "febrl3.csv", [FEBRL_ROW])
    tables = conformed(BY_NAME["febrl3_no_id"], tmp_path, tmp_path)
    assert tables["person_record"][0]["nhs_number"] is None
    assert "nhs_number" not in BY_NAME["febrl3_no_id"].compared


def test_two_files_are_two_sources_that_are_only_linked(tmp_path: Path) -> None:
    write_csv(tmp_path / "febrl4a.csv", [FEBRL_ROW])
    write_csv(tmp_path / "febrl4b.csv", [FEBRL_ROW])
    tables = conformed(BY_NAME["febrl4"], tmp_path, tmp_path)
    keys = {(row["source"], row["record_id"]) for row in tables["truth"]}
    assert keys == {("febrl4a", "rec-1-org"), ("febrl4b", "rec-1-org")}
    assert BY_NAME["febrl4"].is_link_only
    assert not BY_NAME["febrl3"].is_link_only


def test_a_city_is_a_line_and_an_email_a_contact_point(tmp_path: Path) -> None:
    row = {
        "unique_id": "0",
        "first_name": "Mona",
        "surname": "",
        "dob": "1971-06-24",
        "cluster": "4",
    }
    there = row | {"city": "Oldmoor", "email": "mona@example.org"}
    without = row | {"unique_id": "1", "city": "", "email": ""}
    write_csv(tmp_path / "fake_1000.csv", [there, without])
    tables = conformed(BY_NAME["fake_1000"], tmp_path, tmp_path)
    assert [each["line"] for each in tables["address"]] == ["Oldmoor"]
    assert [each["value"] for each in tables["contact_point"]] == ["mona@example.org"]
    assert [each["family_name"] for each in tables["person_record"]] == [None, None]


def test_a_full_name_gives_further_names_and_no_titles(tmp_path: Path) -> None:
    row = {
        "unique_id": "Q1-1",
        "cluster": "Q1",
        "full_name": "sir mona ivy of quillfeather, 1st baron moor",
        "first_and_surname": "mona quillfeather",
        "first_name": "mona",
        "surname": "quillfeather",
        "dob": "1830-08-01",
        "birth_place": "oldmoor",
        "postcode_fake": "qq1 1aa",
        "gender": "female",
        "occupation": None,
    }
    unreadable = row | {"unique_id": "Q1-2", "full_name": "mona", "surname": None, "gender": "t222"}
    file = tmp_path / BY_NAME["historical_50k"].files[0]
    parquet.write_table(pa.Table.from_pylist([row, unreadable]), file)
    first, second = conformed(BY_NAME["historical_50k"], tmp_path, tmp_path)["person_record"]
    assert (first["middle_names"], first["sex"]) == ("ivy", "F")
    assert (second["middle_names"], second["sex"], second["family_name"]) == (None, None, None)


def test_a_set_that_is_not_there_is_skipped_with_a_reason(tmp_path: Path) -> None:
    write_csv(tmp_path / "febrl4a.csv", [FEBRL_ROW])
    assert skipped(["febrl4", "borough_mixed"], tmp_path) == {"febrl4": "febrl4b.csv not found"}


def test_splinks_links_are_clustered_at_each_probability() -> None:
    with duckdb.connect() as con:
        rows = [{"unique_id": n, "source": "s", "record_id": f"r{n}"} for n in range(1, 5)]
        pairs = [
            {"unique_id_l": 1, "unique_id_r": 2, "match_probability": 0.99},
            {"unique_id_l": 2, "unique_id_r": 3, "match_probability": 0.7},
        ]
        con.from_arrow(pa.Table.from_pylist(rows)).create(RECORD)
        con.from_arrow(pa.Table.from_pylist(pairs)).create(PAIR)
        persons = []
        for probability in (0.95, 0.5):
            cluster_by_default(con, probability)
            found: dict[int, set[str]] = {}
            for record_id, person in con.table(PERSON).select("record_id", "person_id").fetchall():
                found.setdefault(person, set()).add(record_id)
            persons.append(sorted(map(sorted, found.values())))
    assert persons == [[["r1", "r2"], ["r3"], ["r4"]], [["r1", "r2", "r3"], ["r4"]]]


def test_households_are_not_compared_by_two_fields_of_one_home() -> None:
    assert "postcode" in COMPARED_IN_A_BOROUGH
    assert "line" not in COMPARED_IN_A_BOROUGH


@pytest.mark.parametrize(
    ("least", "most", "at_most", "said"),
    [
        (0.90, 0.99, False, "missed"),
        (0.93, 0.99, False, "floor"),
        (0.97, 0.99, False, "goal"),
        (0.01, 0.99, True, "missed"),
        (0.01, 0.92, True, "goal"),
    ],
)
def test_a_goal_is_judged_by_the_worst_seed(
    least: float, most: float, at_most: bool, said: str
) -> None:
    floor, goal = (0.97, 0.93) if at_most else (0.93, 0.965)
    asked = Goal(level="clinical", figure="pair_f1", floor=floor, goal=goal, at_most=at_most)
    assert asked.reached(Summary(mean=0.95, least=least, most=most)) == said


def test_results_are_kept_and_a_later_run_replaces_only_its_own_sets(tmp_path: Path) -> None:
    before = results(judgement(System.OURS, 0.9), judgement(System.OURS, 0.8, "febrl4"))
    save_results(tmp_path / "r.json", before)
    assert load_results(tmp_path / "r.json") == before
    after = before.renewed(results(judgement(System.OURS, 0.99)))
    assert [(each.subject, each.figures["pair_f1"]) for each in after.judgements] == [
        ("febrl3", 0.99),
        ("febrl4", 0.8),
    ]
    gone = before.renewed(replace(results(), skipped={"febrl3": "febrl3.csv not found"}))
    assert gone.subjects() == ("febrl4",)


def test_a_figure_that_is_no_number_is_not_kept(tmp_path: Path) -> None:
    unknown = replace(judgement(System.OURS, 0.9), figures={"pair_f1": nan, "kept": 0.5})
    save_results(tmp_path / "r.json", results(unknown))
    kept = load_results(tmp_path / "r.json")
    assert kept is not None
    assert kept.judgements[0].figures == {"kept": 0.5}


def test_the_page_says_what_was_missed() -> None:
    seeds = [
        judgement(System.SHIPPED, f1, "borough_clinical", n) for n, f1 in ((1, 0.95), (2, 0.99))
    ]
    text = page(results(judgement(System.OURS, 0.9), *seeds), "A picture", "Dots")
    assert "**Not reached:** FEBRL3: pair F1 of at least 0.995;" in text
    assert "clinical borough, ours, as shipped: pair F1 of at least 0.972" in text
    assert "0.970 (0.950 to 0.990)" in text
    assert "![A picture. Dots](pictures/linkage_quality.svg)" in text


def test_the_page_says_when_everything_was_reached() -> None:
    text = page(results(judgement(System.OURS, 0.999)), "A picture", "Dots")
    assert "Everything asked for was reached." in text
    assert "Not reached" not in text


def test_the_page_tells_of_families_at_every_level_and_only_where_they_were_judged() -> None:
    without = page(results(judgement(System.SHIPPED, 0.99, "borough_mixed")), "A picture", "Dots")
    assert "Who is family" not in without
    families = dict.fromkeys((*OF_FAMILIES, f"{GIVEN}child_b_cubed_f1"), 0.9)
    families |= {"fathers_behind": 0.06, "wrong_adult": 0.014}
    judged = replace(judgement(System.SHIPPED, 0.99, "borough_mixed"), figures=families)
    text = page(results(judged), "A picture", "Dots")
    assert "Who is family" in text
    missed = text.split("**Not reached:** ")[1].splitlines()[0]
    assert missed.count("mixed borough") == 3
    assert "family F1 by child of at least 0.920" in missed
    assert "family F1 by child, persons given of at least 0.970" in missed
    assert "fathers behind mothers of at most 5.00%" in missed
    assert "| mixed | children with a wrong adult | ours, as shipped |" in text


def test_the_picture_says_in_words_what_it_draws() -> None:
    picture = draw(results(judgement(System.OURS, 0.9), judgement(System.EVEN, 0.8)))
    drawing = ElementTree.fromstring(picture.svg)  # noqa: S314 - we just drew it.
    assert drawing.attrib["role"] == "img"
    assert "FEBRL3: ours 0.900; Splink's defaults, even chance 0.800; asked for 0.995" in (
        picture.description
    )


def test_a_page_before_anything_was_found_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--page", "--results", str(tmp_path / "none.json"), "--out", str(tmp_path)])
    assert "nothing was found yet: there is no none.json" in capsys.readouterr().err


def test_the_page_and_picture_in_docs_are_of_the_results_that_are_kept(tmp_path: Path) -> None:
    kept = load_results(ROOT / "benchmarks" / "quality.json")
    assert (kept is not None) == (ROOT / "docs" / PAGE).is_file()
    if kept:
        write_page(kept, tmp_path)
        for name in (PAGE, "pictures/linkage_quality.svg"):
            assert (ROOT / "docs" / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8")
