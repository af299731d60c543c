"""Generated documents say what the code says, and a stale one is found."""

from collections.abc import Iterable
from dataclasses import replace
from math import log2
from pathlib import Path
from shutil import copyfile, copytree
from types import ModuleType

import pytest

from benchmarks.quality_results import BOROUGH, Judgement, Results, System, save_results
from linkage_models import thresholds
from linkage_models.family import units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel
from linkage_models.person import preparing, weighing
from linkage_models.person.model import PERSON_MODEL
from linkage_models.thresholds import Penalty, Threshold
from pipelines.checks.claims import CLAIMS, SOURCE_CLAIMS
from pipelines.counts.definitions import DEFINITIONS
from pipelines.documents.__main__ import ROOT, documents, main, stale
from pipelines.documents.accuracy import RESULTS, accuracy_parts
from pipelines.documents.cards import CardError, card_parts, filled
from pipelines.documents.dictionary import data_dictionary
from pipelines.documents.markdown import page, table
from pipelines.documents.statements import claims, counts
from sources.conformed import CONFORMED
from sources.registry import FORMATS
from synthetic_data.records.errors import ErrorLevel

CARD = "Before.\n\n<!-- made: levels -->\nold\n<!-- end: levels -->\n\nAfter.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / RESULTS).parent.mkdir()
    copyfile(ROOT / RESULTS, tmp_path / RESULTS)
    main([], tmp_path)
    return tmp_path


def test_documents_that_were_just_made_are_current(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--check"], repository) == 0
    assert not capsys.readouterr().out


def test_a_changed_document_fails_the_check_and_stays_as_it_is(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    (repository / "docs" / "counts.md").write_text("# Counts\n", "utf-8")
    assert main(["--check"], repository) == 1
    assert capsys.readouterr().out == "docs/counts.md is stale: run `make docs`\n"
    assert (repository / "docs" / "counts.md").read_text("utf-8") == "# Counts\n"


def test_a_missing_document_fails_the_check_and_is_made(repository: Path) -> None:
    (repository / "docs" / "claims.md").unlink()
    assert main(["--check"], repository) == 1
    assert main([], repository) == 0
    assert (repository / "docs" / "claims.md").read_text("utf-8") == claims()


def test_a_number_changed_by_hand_in_a_card_is_stale(repository: Path) -> None:
    card = repository / "docs" / "models" / "person.md"
    card.write_text(card.read_text("utf-8").replace("A pair starts at ", "It starts at "), "utf-8")
    assert stale(documents(repository)) == [card]


def test_what_people_wrote_in_a_card_stays(repository: Path) -> None:
    card = repository / "docs" / "models" / "person.md"
    card.write_text(card.read_text("utf-8") + "\nWritten by a person.\n", "utf-8")
    main([], repository)
    assert card.read_text("utf-8").endswith("\nWritten by a person.\n")
    assert stale(documents(repository)) == []


def test_every_document_ends_with_one_line_end(repository: Path) -> None:
    for text in documents(repository).values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_a_part_takes_the_place_of_the_old_one() -> None:
    expected = "Before.\n\n<!-- made: levels -->\n\nnew\n\n<!-- end: levels -->\n\nAfter.\n"
    assert filled(CARD, {"levels": "new\n"}) == expected
    assert filled(expected, {"levels": "new\n"}) == expected


@pytest.mark.parametrize(
    "card",
    [
        "No markers.",
        CARD + CARD,
        "<!-- made: levels -->",
        "<!-- end: levels -->",
        "<!-- end: levels --> <!-- made: levels -->",
    ],
)
def test_a_card_without_one_pair_of_markers_is_refused(card: str) -> None:
    with pytest.raises(CardError, match="levels"):
        filled(card, {"levels": "new"})


def test_every_threshold_and_guard_is_in_one_card_with_its_reason() -> None:
    parts = [card_parts(model)["thresholds"] for model in (PERSON_MODEL, FAMILY_MODEL)]
    deciding = {
        name: value
        for name, value in vars(thresholds).items()
        if isinstance(value, (Threshold, Penalty))
    }
    for name, value in deciding.items():
        told = f"`{name}`" if isinstance(value, Threshold) else value.name
        row = f"| {told} | {value.weight:+.1f} | {value.reason} |"
        assert sum(row in part for part in parts) == 1, name


@pytest.mark.parametrize(
    ("model", "module"),
    [(PERSON_MODEL, preparing), (PERSON_MODEL, weighing), (FAMILY_MODEL, units)],
    ids=["preparing", "weighing", "family"],
)
def test_every_limit_is_in_its_card_with_its_value(model: LinkageModel, module: ModuleType) -> None:
    part = card_parts(model)["thresholds"]
    limits = {
        name: value
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, (int, float))
    }
    assert limits
    for name, value in limits.items():
        assert f"| `{name}` | {value} |" in part


@pytest.mark.parametrize("model", [PERSON_MODEL, FAMILY_MODEL], ids=lambda model: model.name)
def test_a_weight_is_the_logarithm_of_m_over_u(model: LinkageModel) -> None:
    rows = [row for row in card_parts(model)["levels"].splitlines() if row.startswith("| ")][2:]
    assert rows
    for row in rows:
        _, _, m, u, weight, _ = (cell.strip() for cell in row.strip("|").split("|"))
        assert float(weight) == pytest.approx(log2(float(m) / float(u)), abs=0.006)


def judged(level: ErrorLevel, seed: int, precision: float) -> Judgement:
    return Judgement(
        subject=f"{BOROUGH}{level.value}",
        seed=seed,
        system=System.SHIPPED,
        records=10,
        pairs=10,
        threshold=1.0,
        figures={"pair_precision": precision, "false_in_household": (1 - precision) / 10},
    )


def accuracy_of(judgements: Iterable[Judgement], root: Path) -> dict[str, str]:
    (root / RESULTS).parent.mkdir(exist_ok=True)
    results = Results(people=1_000, judgements=tuple(judgements), skipped={})
    save_results(root / RESULTS, results)
    return accuracy_parts(PERSON_MODEL, root)


def test_accuracy_is_the_mean_and_the_range_of_the_seeds_of_each_level(tmp_path: Path) -> None:
    found = {1: 0.95, 4: 0.99}
    judgements = [judged(level, seed, found[seed]) for level in ErrorLevel for seed in found]
    other = replace(judgements[0], system=System.OURS, figures={"pair_precision": 0.1})
    part = accuracy_of([*judgements, other], tmp_path)["accuracy"]
    assert "1,000 people, seeds 1 and 4 " in part
    assert f"| Measure | {' | '.join(level.value for level in ErrorLevel)} |" in part
    cells = " | ".join(["0.970 (0.950 to 0.990)"] * len(ErrorLevel))
    assert f"| Pair precision | {cells} |" in part
    cells = " | ".join(["0.30% (0.10% to 0.50%)"] * len(ErrorLevel))
    assert f"| False links in a household | {cells} |" in part


def test_a_level_that_was_not_judged_is_named(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"lacks boroughs \(clinical, mixed, hostile\)"):
        accuracy_parts(PERSON_MODEL, tmp_path)
    judgements = [judged(level, 1, 0.9) for level in ErrorLevel if level.value != "mixed"]
    with pytest.raises(CardError, match=r"lacks boroughs \(mixed\): run `make quality`"):
        accuracy_of(judgements, tmp_path)


def test_new_results_make_the_card_stale(repository: Path) -> None:
    assert stale(documents(repository)) == []
    accuracy_of([judged(level, 1, 0.5) for level in ErrorLevel], repository)
    cards = [repository / "docs" / "models" / f"{name}.md" for name in ("person", "family")]
    assert stale(documents(repository)) == cards
    main([], repository)
    assert "| Pair precision | 0.500 | 0.500 | 0.500 |" in cards[0].read_text("utf-8")


def test_blocking_rules_are_told_in_words() -> None:
    blocking = card_parts(PERSON_MODEL)["blocking"].splitlines()
    assert "- date of birth, surname" in blocking
    assert "- first name, surname, year of date of birth" in blocking
    assert "- first letter of first name, a home, or the family's home" in blocking


def test_every_column_of_every_format_is_in_the_data_dictionary() -> None:
    lines = data_dictionary().splitlines()
    for format_ in FORMATS.values():
        start = lines.index(f"## Format {format_.name}")
        rest = lines[start + 1 :]
        section = rest[: next((n for n, s in enumerate(rest) if s.startswith("## ")), len(rest))]
        for received in format_.tables.values():
            for column in received.columns:
                row = f"| `{column.name}` | {column.description}"
                assert any(line.startswith(row) for line in section), (received.name, column.name)


def test_every_conformed_column_is_in_the_data_dictionary_with_its_type() -> None:
    lines = data_dictionary().splitlines()
    for shape in CONFORMED:
        assert f"### conformed.{shape.name}" in lines
        for column in shape.columns:
            row = f"| `{column.name}` | {column.duckdb_type} | {column.description}"
            assert any(line.startswith(row) for line in lines), column.name


def test_a_conformed_table_is_filled_by_named_formats_or_says_nothing() -> None:
    filled_by = [line for line in data_dictionary().splitlines() if "Filled by" in line]
    assert filled_by
    assert all("Filled by `" in line for line in filled_by)


def test_codes_are_listed_with_our_word_for_them() -> None:
    dictionary = data_dictionary()
    assert "| `parent_of` | MO, FA, PA |" in dictionary
    assert "| not known | any other code |" in dictionary


def test_every_count_is_described_in_its_own_words() -> None:
    text = counts()
    for definition in DEFINITIONS:
        assert f"## {definition.id} {definition.title}\n\n{definition.definition}\n" in text
        for measure in definition.measures:
            assert f"| {measure.title} | {measure.unit} |" in text


def test_every_claim_is_listed_with_what_follows_from_its_breach() -> None:
    lines = claims().splitlines()
    for claim in (*SOURCE_CLAIMS, *CLAIMS):
        (row,) = [s for s in lines if s.startswith(f"| {claim.name.replace('_', ' ')} |")]
        assert ("the night stops" in row) is claim.blocking
        assert row.endswith(". |")


def test_a_pipe_in_a_cell_does_not_end_it() -> None:
    assert table(("a",), [("1|2",)]).splitlines()[-1] == r"| 1\|2 |"


def test_a_page_ends_with_one_line_end_whatever_its_parts_end_with() -> None:
    assert page("a\n", "b\n\n") == "a\n\nb\n"
