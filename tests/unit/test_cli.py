"""The command line: what it teaches, how it ends, what it makes for the demo."""

import os
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.cli import demonstrating, towns
from pipelines.cli.key import make_demo_key
from pipelines.config import load_config
from pipelines.deliveries.ledger import open_ledger
from pipelines.deliveries.trying import assess_delivery
from pipelines.warehouse import KEY_VARIABLE
from synthetic_data.scenarios.scenarios import SCENARIOS
from tests.arriving import NOW
from tests.integration.support import KEY, Place, make_place

COMMANDS = [
    "demo",
    "check",
    "night",
    "counts",
    "deliveries",
    "accept",
    "evaluate",
    "train",
    "synthesise",
]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


def in_one_line(text: str) -> str:
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_help_names_every_command(place: Place) -> None:
    outcome = place.thinkfamily("--help")
    assert outcome.exit_code == 0
    listed = re.findall(r"│ ([a-z]+) {2,}", outcome.out)
    assert [name for name in listed if name in COMMANDS] == COMMANDS
    assert "Start with thinkfamily demo" in outcome.out


@pytest.mark.parametrize(
    ("name", "teaches"),
    [
        ("demo", "Nobody in it exists"),
        ("check", "nothing is published or noted"),
        ("deliveries", "what came of each and who decided"),
        ("accept", "A refused delivery cannot be accepted"),
        ("night", "the last good night stays current and the exit code is not 0"),
        ("counts", "small numbers are hidden"),
        ("evaluate", "Only synthetic people have a truth"),
        ("train", "Nothing is published"),
        ("synthesise", "without running a night"),
    ],
)
def test_help_of_a_command_teaches_what_it_does(place: Place, name: str, teaches: str) -> None:
    outcome = place.thinkfamily(name, "--help")
    assert outcome.exit_code == 0
    assert teaches in in_one_line(outcome.out)


def test_the_command_alone_shows_its_help(place: Place) -> None:
    outcome = place.thinkfamily()
    assert outcome.exit_code == 2
    assert "Usage:" in outcome.told


@pytest.mark.parametrize(
    "words",
    [
        ("night",),
        ("night", "--as-at", "30/09/2026"),
        ("nights",),
        ("demo", "--people", "3"),
        ("demo", "--level", "dreadful"),
        ("synthesise", "--out", "town", "--people", "5000001"),
        ("synthesise", "--out", "town", "--nights", "0"),
        ("synthesise", "--out", "town", "--service-multiplier", "0"),
        ("synthesise", "--out", "town", "--service-multiplier", "nan"),
        ("synthesise", "--out", "town", "--seed", "-1"),
        ("synthesise", "--out", "town", "--as-at", "1989-12-31"),
        ("demo", "--seed", "-1"),
    ],
)
def test_wrong_words_are_a_usage_error(place: Place, words: tuple[str, ...]) -> None:
    outcome = place.thinkfamily(*words)
    assert outcome.exit_code == 2
    assert not place.data.exists()


@pytest.mark.parametrize("words", [("counts",), ("evaluate",), ("night", "--as-at", "2026-09-30")])
def test_a_missing_configuration_is_told_by_its_path(place: Place, words: tuple[str, ...]) -> None:
    place.config.unlink()
    outcome = place.thinkfamily(*words)
    assert outcome.exit_code == 3
    assert f"there is no configuration at {place.config}" in outcome.err


def test_counts_before_the_first_night_say_what_to_run(place: Place) -> None:
    outcome = place.thinkfamily("counts")
    assert outcome.exit_code == 1
    assert "no release is published: `thinkfamily release --night DATE` proposes one" in outcome.err


def test_evaluate_before_the_first_night_says_what_to_run(place: Place) -> None:
    outcome = place.thinkfamily("evaluate")
    assert outcome.exit_code == 1
    assert "no night has been published yet" in outcome.err


def test_the_demo_never_writes_among_real_exports(place: Place) -> None:
    place.configure('purpose = "synthetic"', 'purpose = "planning"')
    outcome = place.thinkfamily("demo", "--people", "200")
    assert outcome.exit_code == 1
    assert 'it runs only with purpose = "synthetic"' in outcome.err
    assert not place.data.exists()
    assert not (place.folder / ".env").exists()


def test_synthesise_writes_exports_and_truth_and_runs_nothing(place: Place) -> None:
    out = place.folder / "town"
    outcome = place.thinkfamily("synthesise", "--out", str(out), "--people", "200", "--seed", "2")
    assert outcome.exit_code == 0
    assert "people who do not exist" in outcome.out
    assert {path.name for path in out.iterdir()} == {"exports", "truth", "wards.geojson"}
    assert not place.data.exists()


def test_an_unknown_scenario_is_a_usage_error_that_names_all(place: Place) -> None:
    out = place.folder / "town"
    outcome = place.thinkfamily("synthesise", "--out", str(out), "--scenario", "triplets")
    assert outcome.exit_code == 2
    told = in_one_line(outcome.err)
    assert "no scenario is called 'triplets'; there are twins," in told
    assert all(name in told for name in SCENARIOS)
    assert not out.exists()


def test_a_file_is_no_folder_to_write_into(place: Place) -> None:
    out = place.folder / "town"
    out.write_text("mine", "utf-8")
    outcome = place.thinkfamily("synthesise", "--out", str(out))
    assert outcome.exit_code == 2
    assert "is a file" in in_one_line(outcome.err)
    assert out.read_text("utf-8") == "mine"


def test_the_day_of_a_town_is_a_day_without_a_time(place: Place) -> None:
    told = in_one_line(place.thinkfamily("synthesise", "--help").out)
    assert "2026-09-30" in told
    assert "00:00" not in told


def test_the_demo_stops_before_it_clears_anything_beside_another_town(place: Place) -> None:
    words = ("synthesise", "--out", str(place.data), "--people", "200", "--nights", "2")
    assert place.thinkfamily(*words).exit_code == 0
    before = {path: path.read_bytes() for path in place.data.rglob("*") if path.is_file()}
    outcome = place.thinkfamily("demo", "--people", "200")
    assert outcome.exit_code == 1
    assert "already holds 2026-09-29: two towns would mix" in " ".join(outcome.err.split())
    kept = {path: path.read_bytes() for path in place.data.rglob("*") if path.is_file()}
    assert kept == before


def test_synthesise_writes_every_night_that_is_asked_for(place: Place) -> None:
    out = place.folder / "town"
    words = ("--people", "200", "--nights", "2", "--days-between", "7", "--as-at", "2026-03-10")
    outcome = place.thinkfamily("synthesise", "--out", str(out), *words)
    assert outcome.exit_code == 0
    assert "people who do not exist on the last of 2 nights:" in in_one_line(outcome.out)
    nights = {"2026-03-03", "2026-03-10"}
    assert {path.name for path in (out / "truth").iterdir()} == nights
    for source in (out / "exports").iterdir():
        assert {path.name for path in source.iterdir()} == nights


def test_two_towns_are_never_written_into_one_delivery(place: Place) -> None:
    out = place.folder / "town"
    words = ("synthesise", "--out", str(out), "--people", "200")
    assert place.thinkfamily(*words).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    outcome = place.thinkfamily(*words, "--seed", "2", "--nights", "2")
    assert outcome.exit_code == 1
    assert "already holds 2026-09-30: two towns would mix" in outcome.err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_progress_is_told_on_a_terminal_and_nowhere_else() -> None:
    for is_terminal in (True, False):
        console = Console(file=StringIO(), force_terminal=is_terminal, width=100)
        with towns._progress(console, 2) as on_step:
            on_step("making people")
            on_step("writing gp")
        written = console.file.getvalue()  # type: ignore[attr-defined]
        assert ("writing gp" in written and "1/2" in written) == is_terminal
        assert bool(written) == is_terminal


class PanicException(BaseException):
    """No `Exception`, as those of the libraries that are written in Rust."""


@pytest.mark.parametrize("kind", [RuntimeError, PanicException])
def test_an_unexpected_error_is_told_without_its_message(
    place: Place, monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    def fail(*_arguments: object) -> None:
        msg = "row 7: Ivy Okafor"
        raise kind(msg)

    monkeypatch.setattr(towns, "write_town", fail)
    outcome = place.thinkfamily("synthesise", "--out", str(place.folder / "town"))
    assert outcome.exit_code == 70
    assert f"a fault of ours: {kind.__name__} at tests/unit/test_cli.py:" in outcome.err
    assert "Okafor" not in outcome.told


def test_a_command_reads_the_key_beside_its_configuration(place: Place) -> None:
    night = ("night", "--as-at", "2026-09-30")
    outcome = place.thinkfamily(*night, THINKFAMILY_KEY="")
    assert outcome.exit_code == 3
    assert f"{KEY_VARIABLE} is not set" in outcome.err
    (place.folder / ".env").write_text(f"{KEY_VARIABLE}=short\n", "utf-8")
    outcome = place.thinkfamily(*night, THINKFAMILY_KEY="")
    assert outcome.exit_code == 3
    assert f"{KEY_VARIABLE} must be at least 32" in outcome.err


def test_the_key_of_the_demo_is_long_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "")
    assert make_demo_key(tmp_path)
    file = tmp_path / ".env"
    name, key = file.read_text("utf-8").strip().split("=")
    assert name == KEY_VARIABLE
    assert len(key) >= 64
    assert os.environ[KEY_VARIABLE] == key
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_there_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    assert not make_demo_key(tmp_path)
    assert not (tmp_path / ".env").exists()


def test_making_the_key_keeps_what_the_file_holds_and_closes_it_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "")
    file = tmp_path / ".env"
    file.write_text("OTHER=1\n", "utf-8")
    file.chmod(0o644)
    assert make_demo_key(tmp_path)
    assert file.read_text("utf-8").startswith(f"OTHER=1\n{KEY_VARIABLE}=")
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_demo_forgets_the_deliveries_of_the_town_that_it_clears(place: Place) -> None:
    words = ("synthesise", "--out", str(place.data), "--people", "200")
    assert place.thinkfamily(*words).exit_code == 0
    config = load_config(place.config)
    ledger = open_ledger(place.data)
    for source in config.source:
        assess_delivery(config, source, demonstrating.DEMO_AS_AT, ledger, NOW)
    assert len(ledger.entries()) == len(config.source)
    demonstrating._clear(config, demonstrating.DEMO_AS_AT)
    assert ledger.entries() == ()
    assert not place.delivery("gp").exists()
