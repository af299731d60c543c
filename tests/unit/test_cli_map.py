"""`thinkfamily map`: from a file that nobody described to people, and no value shown on the way."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipelines.config import ConfigError, load_config
from tests.builders import Mapped, map_folder
from tests.integration.support import Outcome, Place, make_place

HOUSING = """Tenancy Ref,Person Ref,First Name,Surname,Date of Birth,Gender,NHS No,Address Line 1,\
Post Code,Mobile,E-mail,Tenancy Start,Tenancy End,Rent band
T1,P1,Adaeze,Whitlock,14/07/1988,F,999 100 0410,12 Larch Rise,B99 9ZZ,07700 900999,\
adaeze@example.org,01/04/2015,,C
T2,P2,Tómas,Brennan,25/12/1986,M,,1 Elm Walk,B99 8ZZ,07700 900998,,15/06/2019,30/06/2024,B
"""
CARENOTES = """Client ID;NHS Number;Forename;Surname;DOB;Sex;Ethnicity;Address 1;Postcode;\
Number of Dependants;Next of Kin;Next of Kin Relationship;Next of Kin Telephone;Notes
C1;9991000410;Adaeze;Whitlock;1988-07-14;Female;A;12 Larch Rise;B99 9ZZ;2;Tom Brennan;Husband;\
07700 900998;Has two girls
C2;;Jo;Onslow;1975-01-02;Male;A;3 Elm Walk;B99 8ZZ;0;;;;
"""
VALUES = ("Adaeze", "Whitlock", "1988", "999 100", "Larch", "B99", "07700", "@example", "T1", "C1")
TERMS = (
    *("--controller", "Oldmoor Council (does not exist)"),
    *("--agreement", "DSA-9"),
    *("--agreement-expires", "2099-12-31"),
    *("--lawful-basis", "public task"),
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


def listed(place: Place, name: str, text: str, encoding: str = "utf-8") -> Path:
    folder = place.folder / "delivery"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def mapped(place: Place, source: str) -> Mapped:
    """Read the delivery as the configuration now describes its source."""
    config = load_config(place.config)
    (described,) = [each for each in config.source if each.name == source]
    return map_folder(place.folder / "delivery", *described.read_as, source=source)


def assert_tells_no_value(outcome: Outcome) -> None:
    assert not [value for value in VALUES if value in outcome.told]


def test_a_housing_list_is_described_written_and_read(place: Place) -> None:
    before = place.config.read_text("utf-8")
    path = listed(place, "tenancies_20260901.csv", HOUSING, "cp1252")
    words = ("--source", "housing", "--service", "housing", "--kind", "tenancy", *TERMS)
    outcome = place.thinkfamily("map", str(path), *words, "--write")
    assert outcome.exit_code == 0
    assert "Added to thinkfamily.toml" in outcome.out
    assert_tells_no_value(outcome)
    assert place.config.read_text("utf-8").startswith(before.rstrip())
    read = mapped(place, "housing")
    assert (read.landed.loaded, read.landed.undeclared_columns) == (2, 1)
    assert read.rows("person_record", "record_id", "given_name", "nhs_number", "date_of_birth") == [
        ("P1", "ADAEZE", "9991000410", date(1988, 7, 14)),
        ("P2", "TOMAS", None, date(1986, 12, 25)),
    ]
    assert read.rows("involvement", "record_id", "service", "kind", "start_date", "end_date") == [
        ("P1", "housing", "tenancy", date(2015, 4, 1), None),
        ("P2", "housing", "tenancy", date(2019, 6, 15), date(2024, 6, 30)),
    ]
    assert len(read.rows("contact_point", "value")) == 3


def test_a_list_of_patients_brings_parents_and_their_kin(place: Place) -> None:
    path = listed(place, "carenotes patients.csv", CARENOTES)
    outcome = place.thinkfamily("map", str(path), "--source", "carenotes", *TERMS, "--write")
    assert outcome.exit_code == 0
    assert_tells_no_value(outcome)
    assert '# "Notes"' in outcome.out
    (formats,) = [s.read_as for s in load_config(place.config).source if s.name == "carenotes"]
    assert formats[0].exports[0].file_pattern == "carenotes patients*.csv"
    read = mapped(place, "carenotes")
    assert read.rows("parental_status", "record_id", "status", "dependent_children") == [
        ("C1", "yes", 2),
        ("C2", "no", 0),
    ]
    assert [(type_, to) for _, type_, to in read.ties()] == [("partner_of", "C1")]


def test_without_write_nothing_is_written_and_the_terms_are_left_to_fill_in(place: Place) -> None:
    before = place.config.read_text("utf-8")
    path = listed(place, "carenotes patients.csv", CARENOTES)
    outcome = place.thinkfamily("map", str(path), COLUMNS="100")
    assert outcome.exit_code == 0
    assert 'name = "carenotes_patients"' in outcome.out
    assert 'agreement = "TO FILL IN: the sharing agreement"' in outcome.out
    assert place.config.read_text("utf-8") == before
    assert max(len(line) for line in outcome.out.splitlines()) <= 100


def test_terms_that_are_not_filled_in_are_refused_with_all_of_them(place: Place) -> None:
    path = listed(place, "carenotes patients.csv", CARENOTES)
    outcome = place.thinkfamily("map", str(path))
    section = outcome.out[outcome.out.index("[[source]]") : outcome.out.index("The file's header")]
    place.config.write_text(f"{place.config.read_text('utf-8')}\n{section}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(place.config)
    told = str(caught.value)
    for name in ("controller", "agreement", "lawful_basis"):
        assert f"source.5.{name}: Value error, it is still to be filled in" in told
    assert "source.5.agreement_expires" in told


def test_writing_needs_the_terms_and_a_name_that_is_free(place: Place) -> None:
    before = place.config.read_text("utf-8")
    path = listed(place, "carenotes patients.csv", CARENOTES)
    assert place.thinkfamily("map", str(path), "--write").exit_code == 2
    taken = place.thinkfamily("map", str(path), "--source", "gp", *TERMS, "--write")
    assert taken.exit_code == 1
    assert "has a source gp already" in taken.err
    assert place.config.read_text("utf-8") == before


def test_a_list_that_cannot_be_read_yet_is_not_written(place: Place) -> None:
    before = place.config.read_text("utf-8")
    path = listed(place, "stays.csv", "Person Ref,Case Ref,Start Date\nP1,7,01/02/2020\n")
    outcome = place.thinkfamily("map", str(path), "--source", "stays", *TERMS, "--write")
    assert outcome.exit_code == 3
    assert "Not yet a list that can be read: " in outcome.out
    assert "a row is a spell of a service that is not named" in outcome.err
    assert place.config.read_text("utf-8") == before
    assert not list(place.folder.glob("tmp*"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("P1,Adaeze,Whitlock,14/07/1988\nP2,Tom,Brennan,25/12/1986\n", "holds values and no names"),
        ("people\nAdaeze Whitlock\n", "names no columns"),
        ("Name,,DOB\nAdaeze,Whitlock,14/07/1988\n", "columns without a name"),
    ],
)
def test_a_file_without_a_header_is_refused_and_not_repeated(
    place: Place, text: str, told: str
) -> None:
    outcome = place.thinkfamily("map", str(listed(place, "x.csv", text)))
    assert outcome.exit_code == 1
    assert told in outcome.err
    assert_tells_no_value(outcome)


NO_HEADER = """Quillfeather,Ada,12 High Street,Oldmoor Primary
Brennan,Tom,3 Elm Walk,Oldmoor Primary
"""


def test_a_first_line_of_unknown_words_is_not_shown_or_written(place: Place) -> None:
    before = place.config.read_text("utf-8")
    path = listed(
        place, "pupils.csv", NO_HEADER.replace("Tom,3 Elm Walk,Oldmoor", "Tom,3 Elm,East")
    )
    outcome = place.thinkfamily("map", str(path), "--source", "pupils", *TERMS, "--write")
    assert outcome.exit_code == 1
    assert "names no known column: no header, or words nobody has told yet" in outcome.err
    assert not [word for word in ("Quillfeather", "Ada", "High", "Primary") if word in outcome.told]
    assert place.config.read_text("utf-8") == before


def test_somebody_who_has_seen_it_may_say_that_the_header_is_right(place: Place) -> None:
    path = listed(place, "list.csv", "Nom,Prénom\nWhitlock,Adaeze\n")
    assert place.thinkfamily("map", str(path)).exit_code == 1
    outcome = place.thinkfamily("map", str(path), "--header-is-right")
    assert outcome.exit_code == 0
    assert "Prénom" in outcome.out
    assert_tells_no_value(outcome)


def test_a_workbook_is_described_with_its_sheet(place: Place) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "All cases"
    sheet.append(["Family list"])
    sheet.append(["Person ID", "Forename", "Surname", "Date of birth"])
    sheet.append(["P1", "Adaeze", "Whitlock", date(1988, 7, 14)])
    path = listed(place, "cases.xlsx", "")
    book.save(path)
    outcome = place.thinkfamily("map", str(path), "--source", "cases", *TERMS, "--write")
    assert outcome.exit_code == 0
    assert 'sheet = "All cases"' in outcome.out
    assert mapped(place, "cases").row("person_record", "record_id", "date_of_birth") == (
        "P1",
        date(1988, 7, 14),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--source", "Housing List"),
        ("--service", "housing"),
        ("--agreement-expires", "31/12/2099"),
    ],
)
def test_wrong_words_are_a_usage_error(place: Place, words: tuple[str, ...]) -> None:
    path = listed(place, "carenotes patients.csv", CARENOTES)
    assert place.thinkfamily("map", str(path), *words).exit_code == 2
