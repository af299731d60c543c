"""What is wrong is told in one clear message, and the last good night stays as it was."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree

import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from governance.release import write_release
from linkage_models.person import resolve
from linkage_models.thresholds import Levels
from pipelines import releasing, steps
from pipelines.assets import current
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from pipelines.warehouse import open_warehouse
from sources.readers.files import DeliveryRefusedError
from tests.integration.support import AS_AT, KEY, Outcome, Place, edit_header, edit_rows

pytestmark = pytest.mark.slow

NEXT_DAY = "2026-10-01"


def values_of(place: Place) -> set[str]:
    """Return surnames and NHS numbers that stand in the exports."""
    with place.file("gp", "*.csv").open(encoding="utf-8", newline="") as file:
        return {
            value
            for row in csv.DictReader(file)
            for value in (row["Surname"], row["NhsNumber"])
            if len(value) > 3
        }


def refused(place: Place, as_at: str = NEXT_DAY, **environment: str) -> Outcome:
    """Run a night that must be refused and leave everything as it was."""
    published, folders = place.published(), place.folders()
    assert published["nights/current"]
    outcome = place.thinkfamily("night", "--as-at", as_at, **environment)
    assert outcome.exit_code != 0
    assert place.published() == published
    assert place.folders() == folders
    assert "Traceback" not in outcome.told
    assert outcome.err.startswith("Not done:")
    return outcome


def cut_in_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def add_doctype(path: Path) -> None:
    text = path.read_text("utf-8")
    first, rest = text.split("\n", 1)
    path.write_text(f'{first}\n<!DOCTYPE Message [<!ENTITY a "b">]>\n{rest}', "utf-8")


@dataclass(frozen=True, kw_only=True)
class Spoilt:
    """One file, what is done to it, and the words that tell of it."""

    source: str
    file: str
    spoil: Callable[[Path], object]
    told: str


SPOILT = {
    "an empty file": Spoilt(
        source="gp", file="*.csv", spoil=lambda path: path.write_bytes(b""), told="it is empty"
    ),
    "a renamed column": Spoilt(
        source="adult_mental_health",
        file="ClientName_*.csv",
        spoil=lambda path: edit_header(path, ",Surname,", ",LastName,"),
        told="missing or renamed column Surname",
    ),
    "a column that stands twice": Spoilt(
        source="childrens_social_care",
        file="ssd_person_*.csv",
        spoil=lambda path: edit_header(path, "pers_nationality", "pers_nationality,pers_surname"),
        told="column pers_surname stands twice in the header",
    ),
    "an XML file that is cut short": Spoilt(
        source="school", file="*.xml", spoil=cut_in_half, told="it ends in the middle"
    ),
    "an XML file with a DOCTYPE": Spoilt(
        source="childrens_social_care",
        file="CIN_Census_*.xml",
        spoil=add_doctype,
        told="it carries a DOCTYPE or entities",
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT.keys())
def test_a_bad_file_is_refused_by_its_name_and_without_its_values(
    hamlet: Place, spoilt: Spoilt
) -> None:
    path = hamlet.file(spoilt.source, spoilt.file)
    values = values_of(hamlet)
    spoilt.spoil(path)
    config = load_config(hamlet.config)
    deliveries = find_deliveries(hamlet.data, config.source, date.fromisoformat(AS_AT))
    delivery = next(each for each in deliveries if each.source.name == spoilt.source)
    with open_warehouse(hamlet.folder / "w.duckdb", KEY, config.engine) as con:
        steps.begin(con)
        with pytest.raises(DeliveryRefusedError) as refusal:
            steps.land_source(con, delivery)
    told = str(refusal.value)
    assert told.startswith(f"{spoilt.source}: the delivery is refused")
    assert f"{path.name}: {spoilt.told}" in told
    assert len(refusal.value.problems) == 1
    assert not [value for value in values if value in told]


def test_all_bad_files_of_all_sources_are_told_in_one_run(
    hamlet: Place, caplog: pytest.LogCaptureFixture
) -> None:
    values = values_of(hamlet)
    for spoilt in SPOILT.values():
        spoilt.spoil(hamlet.file(spoilt.source, spoilt.file))
    hamlet.file("adult_mental_health", "AmsReferral_*.csv").unlink()
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    for source in ("gp", "adult_mental_health", "childrens_social_care", "school"):
        assert outcome.err.count(f"{source}: the delivery of {AS_AT} is refused") == 1
    for spoilt in SPOILT.values():
        assert spoilt.told in outcome.err
    assert "AmsReferral: no file is called AmsReferral" in outcome.err
    assert not [value for value in values if value in outcome.told]
    # What was told in words is not told again, as a code, by the log.
    assert "dagster.redacted_errors" not in {record.name for record in caplog.records}


def test_a_bad_delivery_of_the_same_day_leaves_that_days_night(hamlet: Place) -> None:
    add_doctype(hamlet.file("childrens_social_care", "CIN_Census_*.xml"))
    outcome = refused(hamlet, AS_AT)
    assert "DOCTYPE" in outcome.err
    assert hamlet.thinkfamily("counts").exit_code == 0


def test_without_an_exports_folder_nothing_has_arrived(hamlet: Place) -> None:
    rmtree(hamlet.data / "exports")
    assert "there is no folder exports" in refused(hamlet).err


def test_every_source_without_a_delivery_is_named(hamlet: Place) -> None:
    rmtree(hamlet.delivery("gp"))
    rmtree(hamlet.data / "exports" / "school")
    outcome = refused(hamlet)
    assert f"gp: no delivery at or before {NEXT_DAY} in exports/gp" in outcome.err
    assert "school: no delivery" in outcome.err
    assert "adult_mental_health: no delivery" not in outcome.err


def test_a_delivery_of_tomorrow_is_not_read_today(hamlet: Place) -> None:
    assert "no delivery at or before 2026-09-29" in refused(hamlet, "2026-09-29").err


def test_a_missing_key_is_a_matter_of_configuration(hamlet: Place) -> None:
    outcome = refused(hamlet, THINKFAMILY_KEY="")
    assert outcome.exit_code == 3
    assert "THINKFAMILY_KEY is not set" in outcome.err


def test_a_key_that_is_too_short_is_refused_and_not_shown(hamlet: Place) -> None:
    outcome = refused(hamlet, THINKFAMILY_KEY="mypassword")
    assert outcome.exit_code == 3
    assert "at least 32 plain characters" in outcome.err
    assert "mypassword" not in outcome.told


def test_another_key_opens_no_night(hamlet: Place) -> None:
    outcome = hamlet.thinkfamily("evaluate", THINKFAMILY_KEY=KEY[::-1])
    assert outcome.exit_code == 3
    assert f"THINKFAMILY_KEY is not the key that {AS_AT}/warehouse.duckdb" in outcome.err
    assert KEY[::-1] not in outcome.told


def test_a_damaged_night_is_told_without_a_traceback(hamlet: Place) -> None:
    cut_in_half(hamlet.warehouse)
    outcome = hamlet.thinkfamily("evaluate")
    assert outcome.exit_code == 1
    assert f"{AS_AT}/warehouse.duckdb cannot be" in outcome.err
    assert "Traceback" not in outcome.told


def test_an_expired_agreement_stops_the_night_in_words(hamlet: Place) -> None:
    hamlet.configure(
        'agreement = "SYNTHETIC-03"\nagreement_expires = 2099-12-31',
        'agreement = "SYNTHETIC-03"\nagreement_expires = 2026-09-30',
    )
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    assert "school: agreement SYNTHETIC-03 ended on 2026-09-30" in outcome.err
    assert "SYNTHETIC-01" not in outcome.err


def test_with_real_people_an_agreement_that_is_only_configured_stops_the_night(
    hamlet: Place,
) -> None:
    hamlet.configure('purpose = "synthetic"', 'purpose = "planning"')
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    for number in range(1, 6):
        assert f"agreement SYNTHETIC-0{number} is not on record" in outcome.err


def test_every_problem_of_the_configuration_is_listed(hamlet: Place) -> None:
    hamlet.configure('purpose = "synthetic"', 'purpose = "fun"')
    hamlet.configure("threads = 2", "threads = 0")
    hamlet.configure('formats = ["emis"]', 'formats = ["emiss"]')
    hamlet.configure('agreement = "SYNTHETIC-05"', 'agrement = "SYNTHETIC-05"')
    outcome = refused(hamlet)
    assert outcome.exit_code == 3
    for words in ("purpose", "engine.threads", "emiss", "agreement: Field required", "agrement"):
        assert words in outcome.err


def test_a_blocking_claim_that_does_not_hold_stops_publication(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved = resolve.resolve_persons

    def resolve_and_repeat(
        con: DuckDBPyConnection, decisions: pa.Table | None, levels: Levels
    ) -> resolve.Resolution:
        resolution = resolved(con, decisions, levels)
        con.execute("insert into linkage.person_record select * from linkage.person_record limit 1")
        return resolution

    monkeypatch.setattr(resolve, "resolve_persons", resolve_and_repeat)
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    assert (
        "linkage/person: it does not hold that every record has one person (1 contradict it)"
    ) in outcome.err


def test_a_release_that_fails_half_way_leaves_no_draft(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_fail(*arguments: object) -> None:
        write_release(*arguments)  # type: ignore[arg-type]
        msg = "the disk is full"
        raise OSError(msg)

    monkeypatch.setattr(releasing, "write_release", write_and_fail)
    published, folders = hamlet.published(), hamlet.folders()
    outcome = hamlet.thinkfamily("release", "--night", AS_AT)
    assert outcome.exit_code == 70
    assert "a fault of ours: OSError" in outcome.err
    assert (hamlet.published(), hamlet.folders()) == (published, folders)


def test_an_nhs_number_that_may_be_issued_is_never_counted_as_made_up(hamlet: Place) -> None:
    rows = iter(["9000000009"])
    edit_rows(
        hamlet.file("gp", "*.csv"), lambda row: row | {"NhsNumber": next(rows, row["NhsNumber"])}
    )
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    assert "it does not hold that no nhs number is issued (1 contradict it)" in outcome.err
    assert "9000000009" not in outcome.told


def test_a_night_whose_claims_do_not_hold_is_not_published_by_itself(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "contradicted", lambda *_: {"family/unit: a claim": 2, "other": 0})
    outcome = refused(hamlet)
    assert outcome.exit_code == 1
    assert (
        "claims do not hold, so the night does not become current:\nfamily/unit: a claim"
        in outcome.err
    )
