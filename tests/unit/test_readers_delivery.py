"""The delimited files of a delivery are read together, and everything wrong is told at once."""

from pathlib import Path

import pytest

from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.registry import FORMATS

CANARY = "Quillfeather"


def test_every_problem_of_a_delivery_is_told_together(tmp_path: Path) -> None:
    (tmp_path / "ClientIndex.csv").write_text(f"{CANARY},1\n", encoding="utf-8")
    (tmp_path / "ClientName_2026.csv").write_bytes(b"")
    (tmp_path / "ClientAddress.csv").mkdir()
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery("trust", tmp_path, [FORMATS["rio"]])
    assert caught.value.problems == (
        (
            "ClientIndex: ClientIndex.csv: no column of client_index is in its first line: "
            "no header, or another file"
        ),
        "ClientName: ClientName_2026.csv: it is empty",
        "ClientAddress: ClientAddress.csv: it is a folder; exports stand in the delivery itself",
        "ClientTelecom: no file is called ClientTelecom*.csv",
        "ClientFamilyLink: no file is called ClientFamilyLink*.csv",
        "ClientContact: no file is called ClientContact*.csv",
        "AmsReferral: no file is called AmsReferral*.csv",
    )
    told = str(caught.value)
    assert told.startswith("trust: the delivery is refused\n  - ClientIndex")
    assert CANARY not in told


def test_an_export_in_several_files_is_read_whole_and_in_order(tmp_path: Path) -> None:
    for name, rank in (("12_NSPL_b.csv", 2), ("12_NSPL_a.csv", 1)):
        text_ = f"pcds,dointr,doterm,wd25cd,lsoa21cd,lad25cd,imd20ind\nB99 9ZZ,,,,,,{rank}\n"
        (tmp_path / name).write_text(text_, encoding="utf-8")
    files = read_delivery("reference", tmp_path, [FORMATS["nspl"]])["nspl"]
    assert [file.path.name for file in files] == ["12_NSPL_a.csv", "12_NSPL_b.csv"]
