"""Generated documents say what the code says, and a stale one is found."""

from math import log2
from pathlib import Path
from shutil import copytree
from types import ModuleType

import pytest

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
from pipelines.documents.cards import CardError, card_parts, filled
from pipelines.documents.dictionary import data_dictionary
from pipelines.documents.markdown import page, table
from pipelines.documents.statements import claims, counts
from sources.conformed import CONFORMED
from sources.registry import FORMATS

CARD = "Before.\n\n<!-- made: levels -->\nold\n<!-- end: levels -->\n\nAfter.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    copytree(ROOT / "docs", tmp_path / "docs")
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
