"""A source whose clients cannot be linked by name is told, whatever the reason."""

from pathlib import Path

from sources.registry import FORMATS
from sources.tables import select_from
from tests.builders import Mapped, Rows, map_files

RIO, MHSDS = FORMATS["rio"], FORMATS["mhsds"]
CLIENTS: Rows = [{"ClientID": "1"}, {"ClientID": "2"}]
NAMES: Rows = [
    {"ClientNameID": number, "ClientID": number, "GivenName1": "Ann", "Surname": "Hale"}
    for number in "12"
]


def nameless(mapped: Mapped) -> object:
    values = {"source": "here"}
    claim = select_from(mapped.con, "pipelines.checks", "sql/records_carry_names", **values)
    row = claim.fetchone()
    return row[0] if row else None


def test_a_return_that_joins_to_the_extract_contradicts_nothing(tmp_path: Path) -> None:
    files = {"ClientIndex": CLIENTS, "ClientName": NAMES, "MHS001MPI": [{"LocalPatientID": "1"}]}
    assert nameless(map_files(tmp_path, RIO, MHSDS, files=files)) == 0


def test_a_return_that_stands_alone_is_told(tmp_path: Path) -> None:
    files = {"MHS001MPI": [{"LocalPatientID": "1"}, {"LocalPatientID": "2"}]}
    assert nameless(map_files(tmp_path, MHSDS, files=files)) == 2


def test_a_return_that_does_not_join_to_the_extract_is_told(tmp_path: Path) -> None:
    files = {"ClientIndex": CLIENTS, "ClientName": NAMES, "MHS001MPI": [{"LocalPatientID": "X9"}]}
    assert nameless(map_files(tmp_path, RIO, MHSDS, files=files)) == 1
