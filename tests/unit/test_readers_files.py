"""Whatever stands in the folder of a delivery, only plain files are opened; the rest is told."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.columns import csv_export, text
from sources.declaration import Format
from sources.landing import land
from sources.readers.files import DeliveryRefusedError, read_delivery, read_file, read_files
from sources.readers.gathering import Reads, Refused, Started
from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS, Limits
from sources.readers.naming import safe_name
from sources.readers.reading import FileRefusedError
from tests.builders import DELIVERED, empty_warehouse

CANARY = "Quillfeather"
THING = csv_export("thing", "Things.", (text("id", "Id.", required=True), text("name", "N.")))
MORE = csv_export("thing_more", "More.", (text("more", "M."),), optional=True)
FORMAT = Format(
    name="things", system="shed", description="Things.", package="things", exports=(THING, MORE)
)
Make = Callable[[Path, Path], None]
ONE = f"id,name\n1,{CANARY}\n"


def read(folder: Path, *formats: Format) -> Reads:
    return read_delivery("shed", folder, formats or (FORMAT,))


def refusal(folder: Path, *formats: Format) -> tuple[str, ...]:
    with pytest.raises(DeliveryRefusedError) as caught:
        read(folder, *formats)
    assert CANARY not in str(caught.value)
    return caught.value.problems


def unread(reads: Reads) -> list[tuple[str, str]]:
    return [(each.file, each.reason) for each in reads.unread]


def make_link(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def make_hard_link(path: Path, elsewhere: Path) -> None:
    path.hardlink_to(elsewhere)


def make_pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path, elsewhere: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # The whole path may be longer than the name of a socket.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)


def make_folder(path: Path, elsewhere: Path) -> None:
    path.mkdir()


ODD = [
    (make_link, "it is a link to another file, which is not opened"),
    (make_hard_link, "it is a second name of another file (hard link), which is not opened"),
    (make_pipe, "it is a pipe, socket or device and no file"),
    (make_socket, "it is a pipe, socket or device and no file"),
    (make_folder, "it is a folder; exports stand in the delivery itself"),
]


@pytest.mark.parametrize(("make", "told"), ODD, ids=[make.__name__ for make, _ in ODD])
def test_what_is_no_plain_file_refuses_the_delivery(tmp_path: Path, make: Make, told: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "elsewhere").write_text(ONE)
    make(inbox / "thing.csv", tmp_path / "elsewhere")
    assert refusal(inbox) == (f"thing: thing.csv: {told}",)
    (inbox / "thing.csv").rename(inbox / "other.txt")
    (inbox / "thing.csv").write_text(ONE)
    assert refusal(inbox) == (f"other.txt: {told}",)


@pytest.mark.parametrize(("make", "told"), ODD[:4], ids=[make.__name__ for make, _ in ODD[:4]])
def test_what_became_no_plain_file_after_it_was_listed_is_not_read(
    tmp_path: Path, make: Make, told: str
) -> None:
    (tmp_path / "elsewhere").write_text(ONE)
    make(tmp_path / "thing.csv", tmp_path / "elsewhere")
    with pytest.raises(FileRefusedError) as caught:
        read_bytes(tmp_path / "thing.csv", LIMITS)
    # A socket cannot be opened at all, which the system says in words of its own.
    words = "it cannot be read" if make is make_socket else told
    assert str(caught.value).startswith(f"thing.csv: {words}")


def test_a_file_that_vanishes_between_listing_and_opening_is_told(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(ONE)
    events = read_files(tmp_path, FORMAT.exports, LIMITS)
    assert next(events) == Started(file="thing.csv")
    (tmp_path / "thing.csv").unlink()
    told = "thing.csv: it cannot be read (No such file or directory)"
    assert list(events) == [Refused(export="thing", problem=told)]


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs a file that grows")
def test_a_file_that_grows_while_it_is_read_is_still_arriving() -> None:
    with pytest.raises(FileRefusedError, match="it changed while it was read: it is still"):
        read_bytes(Path("/proc/self/status"), LIMITS)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(ONE)
    (tmp_path / "thing.csv").chmod(0)
    assert refusal(tmp_path) == ("thing: thing.csv: it cannot be read (Permission denied)",)


def test_a_file_larger_than_allowed_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(ONE)
    with pytest.raises(FileRefusedError, match=r"thing\.csv: it is larger than 10 bytes"):
        read_file(tmp_path / "thing.csv", THING, Limits(file_bytes=10))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = "its folder cannot be read (No such file or directory)"
    assert told in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name",
    ["thing.csv.part", "thing.csv.tmp", "thing.csv.filepart", "thing.CSV.crdownload", "thing.csv~"],
)
def test_an_unfinished_transfer_is_not_read_and_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ONE)
    told = f"thing: no file is called thing*.csv; {name} is still arriving"
    assert refusal(tmp_path) == (told,)
    (tmp_path / "thing.csv").write_text(ONE)
    reads = read(tmp_path)
    assert unread(reads) == [(name, "it is still arriving")]
    assert len(reads["thing"]) == 1


def test_the_same_content_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("thing_1.csv", "thing_2.csv", "thing_1 (copy).csv"):
        (tmp_path / name).write_text(ONE)
    (tmp_path / "thing_3.csv").write_text(ONE.replace("1", "2"))
    reads = read(tmp_path)
    assert [file.path.name for file in reads["thing"]] == ["thing_1 (copy).csv", "thing_3.csv"]
    first = "thing_1 (copy).csv has the same content"
    assert unread(reads) == [("thing_1.csv", first), ("thing_2.csv", first)]


def test_files_nobody_declares_are_told_and_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(ONE)
    (tmp_path / "read me.txt").write_text(CANARY)
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / ".snapshot").mkdir()
    (tmp_path / "_COMPLETE").write_text("file,records\n")
    assert unread(read(tmp_path)) == [
        (".DS_Store", "no export declares it"),
        (".snapshot", "no export declares it"),
        ("read me.txt", "no export declares it"),
    ]


def test_a_delivery_of_which_nothing_is_declared_is_refused(tmp_path: Path) -> None:
    optional = Format(
        name="more", system="shed", description="More.", package="things", exports=(MORE,)
    )
    (tmp_path / "pupils.csv").write_text(ONE)
    told = "1 files are in it, and no export declares any of them"
    assert refusal(tmp_path, optional) == (told,)


def test_names_are_compared_in_any_case_and_the_longest_pattern_is_meant(tmp_path: Path) -> None:
    (tmp_path / "THING_1.CSV").write_text(ONE)
    (tmp_path / "Thing_More.csv").write_text("more\nx\n")
    reads = read(tmp_path)
    assert [file.path.name for file in reads["thing"]] == ["THING_1.CSV"]
    assert [file.path.name for file in reads["thing_more"]] == ["Thing_More.csv"]


NAMES = [
    "thing[1].csv",
    "thing1.csv",
    "thing*.csv",
    "thing?.csv",
    "thing\n.csv",
    "thing..csv",
    "thing\x1b[31m.csv",
    "thing\u202evsc.csv",
    "thing é.csv",
    f"thing{'x' * 246}.csv",
]


def test_a_file_of_any_name_is_itself_and_shown_in_plain_characters(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_text(f"id,name\n{number},x\n")
    con = empty_warehouse()
    land(con, "shed", DELIVERED, [FORMAT], read(tmp_path))
    shown = dict(con.table("raw.shed__thing").project("id::int, _file").fetchall())
    assert len(shown) == len(set(shown.values())) == len(NAMES)
    for number, name in enumerate(NAMES):
        assert shown[number].isascii()
        assert shown[number].isprintable()
        assert len(shown[number]) <= 140
        if name.isascii() and name.isprintable() and len(name) < 100:
            assert shown[number] == name


def test_names_that_are_not_even_text_stay_apart() -> None:
    first, second = safe_name("thing\udcff.csv"), safe_name("thing\udcfe.csv")
    assert first != second
    assert first.startswith("thing_-")
    assert first.endswith(".csv")


def test_a_refusal_shows_a_name_in_plain_characters(tmp_path: Path) -> None:
    (tmp_path / "thing\u202e\n.csv").write_bytes(b"")
    (told,) = refusal(tmp_path)
    assert told.isascii()
    assert told.isprintable()
    assert told.endswith("it is empty")
