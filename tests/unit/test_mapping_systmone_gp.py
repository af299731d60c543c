"""The extract of practices on SystmOne, and what all extracts of SystmOne leave open."""

from datetime import date
from pathlib import Path

import pytest

from sources.adult_mental_health.systmone import SYSTMONE_MENTAL_HEALTH
from sources.declaration import Export, Format
from sources.gp.systmone import SYSTMONE_GP
from sources.readers.files import DeliveryRefusedError
from tests.builders import DELIVERED, deliver, map_files, map_folder, write_export
from tests.systmone_family import (
    ADAEZE,
    BUMP,
    GONE,
    IVY,
    SHARED,
    TRUST,
    TWICE,
    UNIT,
    of_adaeze,
    row,
)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_a_registration_begins_at_birth_where_its_day_is_missing(tmp_path: Path) -> None:
    registrations = [
        of_adaeze("1", DateRegistration="01 Mar 2010", DateDeRegistration="01 Mar 2015"),
        of_adaeze("2", DateRegistration="01 Mar 2015", IDOrganisationRegisteredAt="ZZ009"),
        row("3", IDPatient=IVY, DateRegistration="01 Jan 1900 00:00:00", IDOrganisation="ZZ008"),
        row("4", IDPatient=TWICE),
        row("5", RemovedData="1"),
        row("6", IDPatient=GONE, DateRegistration="01 Mar 2015"),
    ]
    files = {**SHARED, "SRPatientRegistration": registrations}
    mapped = map_files(tmp_path, SYSTMONE_GP, files=files)
    columns = ("record_id", "kind", "detail", "start_date", "end_date")
    assert mapped.rows("involvement", *columns, where="service = 'gp'") == [
        (ADAEZE, "registration", UNIT, date(2010, 3, 1), date(2015, 3, 1)),
        (ADAEZE, "registration", "ZZ009", date(2015, 3, 1), None),
        (IVY, "registration", "ZZ008", date(2013, 5, 2), None),
        (TWICE, "registration", UNIT, DELIVERED, None),
    ]
    assert "parental_status" not in mapped.added
    assert mapped.ties()[0] == (ADAEZE, "parent_of", BUMP)


def test_columns_are_found_by_name_in_any_order_and_older_ones_may_be_absent(
    tmp_path: Path,
) -> None:
    rows = {name: each for name, each in TRUST.items() if name != "SRManifest"}
    deliver(tmp_path, [SYSTMONE_MENTAL_HEALTH], rows)
    for export in SYSTMONE_MENTAL_HEALTH.exports:
        names = [c.name for c in reversed(export.table.columns) if not c.optional]
        kept = [{n: r.get(n, "") for n in names} for r in rows.get(export.name, ())]
        path = tmp_path / export.file_pattern
        lines = [",".join(names), *(",".join(f'"{v}"' for v in r.values()) for r in kept)]
        path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    mapped = map_folder(tmp_path, SYSTMONE_MENTAL_HEALTH)
    assert mapped.row("person_record", "given_name", "nhs_number_status", where=of(ADAEZE)) == (
        "ADAEZE",
        None,
    )
    # Without the column nothing says that a row was removed.
    assert (GONE,) in mapped.rows("person_record", "record_id")


def test_an_extract_may_come_without_the_tables_that_are_not_always_there(tmp_path: Path) -> None:
    for format_ in (SYSTMONE_MENTAL_HEALTH, SYSTMONE_GP):
        folder = tmp_path / format_.name
        folder.mkdir()
        for export in needed(format_):
            write_export(export, TRUST.get(export.name, []), folder)
        mapped = map_folder(folder, format_)
        assert mapped.rows("person_record", "record_id", where="is_client") == [
            (ADAEZE,),
            (IVY,),
            (TWICE,),
        ]


@pytest.mark.parametrize("format_", [SYSTMONE_MENTAL_HEALTH, SYSTMONE_GP])
def test_an_extract_that_says_it_is_a_delta_is_refused_and_a_whole_one_is_not(
    tmp_path: Path, format_: Format
) -> None:
    whole = {"FileName": "SRPatient", "IsDelta": "FALSE"}
    delta = {"FileName": "SRPatientRelationship", "IsDelta": "TRUE"}
    told = "sr_manifest: the delivery is a delta, as IsDelta says in 1 of 2 records"
    (tmp_path / "whole").mkdir()
    (tmp_path / "delta").mkdir()
    mapped = map_files(tmp_path / "whole", format_, files={**SHARED, "SRManifest": [whole]})
    assert mapped.added["person_record"] > 0
    with pytest.raises(DeliveryRefusedError, match=told):
        map_files(tmp_path / "delta", format_, files={**SHARED, "SRManifest": [whole, delta]})


def needed(format_: Format) -> list[Export]:
    return [export for export in format_.exports if not export.optional]
