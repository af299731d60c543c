"""The configuration is checked whole, and every problem of it is told at once."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.config import ConfigError, load_config

ROOT = Path(__file__).parents[2]

SOURCE = """
[[source]]
name = "{name}"
formats = ["{format}"]
controller = "Nobody"
agreement = "NONE-1"
agreement_expires = {expires}
lawful_basis = "none needed"
"""


def source(name: str, format_: str, expires: str = "2099-12-31") -> str:
    return SOURCE.format(name=name, format=format_, expires=expires)


SMALLEST = 'purpose = "synthetic"\n' + source("gp", "emis") + source("reference", "nspl")


def written(folder: Path, text: str) -> Path:
    path = folder / "thinkfamily.toml"
    path.write_text(text, "utf-8")
    return path


def problems_of(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as refusal:
        load_config(written(folder, text))
    return str(refusal.value)


def test_the_configuration_of_the_repository_can_be_used() -> None:
    config = load_config(ROOT / "thinkfamily.toml")
    assert config.purpose == "synthetic"
    assert [each.name for each in config.people_sources] == [
        "adult_mental_health",
        "childrens_social_care",
        "school",
        "gp",
    ]
    assert config.reference_source.name == "reference"


def test_the_data_folder_is_taken_from_the_folder_of_the_file(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, SMALLEST)).data == tmp_path / "data"
    elsewhere = tmp_path / "elsewhere"
    text = f'data = "{elsewhere.as_posix()}"\n{SMALLEST}'
    assert load_config(written(tmp_path, text)).data == elsewhere


def test_a_source_is_read_by_its_formats_the_believed_one_first(tmp_path: Path) -> None:
    text = SMALLEST.replace('["emis"]', '["ssd", "cin_census"]')
    gp = load_config(written(tmp_path, text)).people_sources[0]
    assert [each.name for each in gp.read_as] == ["ssd", "cin_census"]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    told = problems_of(
        tmp_path,
        'purpose = "fun"\nengines = 1\n[engine]\nthreads = 0\n'
        + source("GP", "emis")
        + source("school", "ctff", "'tomorrow'")
        + source("reference", "nspl"),
    )
    assert "thinkfamily.toml cannot be used:" in told
    places = [line.split(":")[0] for line in told.splitlines()[1:]]
    assert sorted(places) == [
        "  - engine.threads",
        "  - engines",
        "  - purpose",
        "  - source.0.name",
        "  - source.1.agreement_expires",
    ]


def test_an_unknown_format_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    told = problems_of(tmp_path, SMALLEST.replace("emis", "emiss"))
    assert "['emiss'] are not declared" in told
    assert "'emis'" in told


def test_a_source_configured_twice_is_refused(tmp_path: Path) -> None:
    told = problems_of(tmp_path, SMALLEST + source("gp", "emis"))
    assert "sources are configured twice: ['gp']" in told


@pytest.mark.parametrize("references", [0, 2])
def test_exactly_one_geography_is_needed(tmp_path: Path, references: int) -> None:
    lookups = "".join(source(f"lookup_{n}", "nspl") for n in range(references))
    told = problems_of(tmp_path, 'purpose = "synthetic"\n' + source("gp", "emis") + lookups)
    assert "one reference source is needed" in told


def test_a_missing_file_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no configuration at .*thinkfamily\.toml"):
        load_config(tmp_path / "thinkfamily.toml")


def test_a_file_that_is_not_toml_is_told_by_its_line(tmp_path: Path) -> None:
    told = problems_of(tmp_path, "purpose = \n")
    assert "thinkfamily.toml is not TOML" in told
    assert "line 1" in told


@pytest.mark.parametrize(("as_at", "ended"), [("2026-09-30", 0), ("2026-10-01", 1)])
def test_an_agreement_covers_its_last_day(tmp_path: Path, as_at: str, ended: int) -> None:
    text = SMALLEST.replace("2099-12-31", "2026-09-30", 1)
    expired = load_config(written(tmp_path, text)).expired_agreements(date.fromisoformat(as_at))
    assert expired == ["gp: agreement NONE-1 ended on 2026-09-30"][:ended]
