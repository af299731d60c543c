"""The configuration is checked whole, and every problem of it is told at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.config import Completion, ConfigError, load_config
from sources.declaration import Delimited
from sources.registry import FORMATS

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


@pytest.mark.parametrize(
    "references",
    [
        source("reference", "nspl").replace('"nspl"', '"nspl", "addressbase"'),
        source("reference", "nspl") + source("gazetteer", "addressbase"),
        source("gazetteer", "addressbase") + source("reference", "nspl"),
    ],
)
def test_a_gazetteer_may_come_with_the_geography_or_apart(tmp_path: Path, references: str) -> None:
    text = 'purpose = "synthetic"\n' + source("gp", "emis") + references
    config = load_config(written(tmp_path, text))
    assert config.reference_source.name == "reference"
    assert [each.name for each in config.people_sources] == ["gp"]
    assert len(config.reference_sources) == references.count("[[source]]")


def test_a_gazetteer_is_no_geography(tmp_path: Path) -> None:
    text = 'purpose = "synthetic"\n' + source("gp", "emis") + source("gazetteer", "addressbase")
    told = problems_of(tmp_path, text)
    assert "one reference source is needed for the geography, configured are []" in told


def test_two_gazetteers_are_refused(tmp_path: Path) -> None:
    gazetteers = source("ours", "addressbase") + source("theirs", "addressbase")
    told = problems_of(tmp_path, SMALLEST + gazetteers)
    assert "what kind of place a UPRN is, not ['ours', 'theirs']" in told


def test_places_and_people_do_not_come_from_one_source(tmp_path: Path) -> None:
    told = problems_of(tmp_path, SMALLEST.replace('["emis"]', '["emis", "addressbase"]'))
    assert "['addressbase'] are about places" in told


def test_a_missing_file_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no configuration at .*thinkfamily\.toml"):
        load_config(tmp_path / "thinkfamily.toml")


def test_a_file_that_is_not_toml_is_told_by_its_line(tmp_path: Path) -> None:
    told = problems_of(tmp_path, "purpose = \n")
    assert "thinkfamily.toml is not TOML" in told
    assert "line 1" in told


def with_settings(settings: str) -> str:
    return SMALLEST.replace('formats = ["emis"]', f'formats = ["emis"]\n{settings}')


def test_a_source_that_says_nothing_of_its_deliveries_lets_them_settle(tmp_path: Path) -> None:
    gp = load_config(written(tmp_path, SMALLEST)).people_sources[0]
    assert (gp.completion, gp.completion_marker, gp.settle_seconds) == (
        Completion.SETTLED,
        "_COMPLETE",
        120,
    )
    assert gp.freshness_days is None
    assert not gp.expected_rows
    assert not gp.opt_outs_apply


def test_a_source_may_be_laid_out_otherwise_than_its_format_declares(tmp_path: Path) -> None:
    text = with_settings('delimiter = ";"\nencoding = "cp1252"')
    config = load_config(written(tmp_path, text))
    (changed,) = config.people_sources[0].read_as
    (declared,) = FORMATS["emis"].exports
    layout = changed.exports[0].layout
    assert isinstance(layout, Delimited)
    assert (layout.delimiter, layout.encoding) == (";", "cp1252")
    assert isinstance(declared.layout, Delimited)
    assert layout == replace(declared.layout, delimiter=";", encoding="cp1252")
    assert changed.tables["emis_patient"] is FORMATS["emis"].tables["emis_patient"]
    assert config.reference_source.read_as == (FORMATS["nspl"],)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('completion = "soon"', "completion: Input should be 'settled' or 'marker'"),
        ('completion_marker = "patients.csv"', "completion_marker: String should match"),
        ("settle_seconds = -1", "settle_seconds: Input should be greater than"),
        ('delimiter = "a"', "delimiter: String should match"),
        ('encoding = "utf-9"', "no encoding is called utf-9"),
        ("expected_rows = {pupil = [1, 2]}", "expected_rows names ['pupil']"),
        ("expected_rows = {emis_patient = [2, 1]}", "the fewest and the most records"),
        ("expected_rows = {emis_patient = [2]}", "expected_rows.emis_patient"),
        ("opt_outs_apply = true", "opt-outs apply to ['gp'], and `opt_outs` names no list"),
    ],
)
def test_a_setting_of_a_source_that_cannot_be_is_told(
    tmp_path: Path, settings: str, told: str
) -> None:
    assert told in problems_of(tmp_path, with_settings(settings))


def test_the_list_of_objections_is_in_the_data_folder(tmp_path: Path) -> None:
    text = 'opt_outs = "opt_outs.csv"\n' + with_settings("opt_outs_apply = true")
    config = load_config(written(tmp_path, text))
    assert config.opt_out_list == tmp_path / "data" / "opt_outs.csv"
    assert load_config(written(tmp_path, SMALLEST)).opt_out_list is None


def test_a_configuration_that_is_no_text_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "thinkfamily.toml"
    path.write_bytes(SMALLEST.replace("Nobody", "Zoë").encode("cp1252"))
    with pytest.raises(ConfigError, match=r"^thinkfamily\.toml is not UTF-8 text$"):
        load_config(path)


def test_a_configuration_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read \\(Is a directory\\)"):
        load_config(tmp_path)
