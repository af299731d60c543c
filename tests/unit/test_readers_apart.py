"""Files are read in a process of their own that has nothing to lose and cannot take everything."""

import io
import os
import pickle
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sources.columns import csv_export, text
from sources.declaration import Export, Format
from sources.readers.apart import environment, read_delivery_apart
from sources.readers.child import Request
from sources.readers.files import DeliveryRefusedError, read_delivery, read_files
from sources.readers.gathering import Event, Started, Taken, Unread
from sources.readers.limits import LIMITS, Limits
from sources.readers.reading import PROVENANCE
from sources.readers.wire import WireError, receive_events, send_events
from sources.registry import FORMATS

CANARY = "Quillfeather"
THING = csv_export("thing", "Things.", (text("id", "Id.", required=True), text("name", "N.")))
FORMAT = Format(
    name="things", system="shed", description="Things.", package="things", exports=(THING,)
)


def things(count: int) -> str:
    return "id,name\n" + "".join(f"{n},{CANARY}\n" for n in range(count))


def refusal(folder: Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery_apart("shed", folder, [FORMAT], limits)
    assert CANARY not in str(caught.value)
    return caught.value.problems


def test_a_delivery_read_apart_is_the_one_read_here(tmp_path: Path) -> None:
    (tmp_path / "thing_1.csv").write_text(f"id,name,shoe\n1,{CANARY},8\n2,x\n\n3,é,9\n")
    (tmp_path / "thing_é\n.csv").write_text("id,name\n4,x\n")
    (tmp_path / "thing_9.csv.part").write_text("")
    apart = read_delivery_apart("shed", tmp_path, [FORMAT])
    here = read_delivery("shed", tmp_path, [FORMAT])
    assert apart.unread == here.unread != ()
    for one, other in zip(apart["thing"], here["thing"], strict=True):
        (table,), (expected,) = one.tables, other.tables
        assert table.rows.equals(expected.rows)
        assert set(PROVENANCE) & set(table.rows.column_names) == {"_line", "_record", "_parent"}
        assert table.table is THING.table, "landing tells the tables of a delivery by identity"
        assert replace(table, rows=expected.rows) == expected
        assert replace(one, tables=()) == replace(other, tables=())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_declaration_can_be_handed_to_the_process(name: str) -> None:
    exports = FORMATS[name].exports
    request = Request(folder=Path("inbox"), exports=exports, limits=LIMITS)
    assert pickle.loads(pickle.dumps(request)).exports == exports  # noqa: S301 - our own.


def test_a_refusal_says_the_same_apart(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(f"{CANARY},1\n")
    with pytest.raises(DeliveryRefusedError) as here:
        read_delivery("shed", tmp_path, [FORMAT])
    assert refusal(tmp_path) == here.value.problems


def test_a_file_that_needs_too_much_memory_is_refused_in_words(tmp_path: Path) -> None:
    limits = Limits(memory_bytes=64_000_000)
    (tmp_path / "thing.csv").write_text(things(1_000))
    assert len(read_delivery_apart("shed", tmp_path, [FORMAT], limits)["thing"]) == 1
    (tmp_path / "thing.csv").write_text(things(1_000_000))
    told = "thing.csv: reading it needed more than 64 MB of memory"
    assert refusal(tmp_path, limits) == (told,)


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_file_that_takes_too_long_is_refused_in_words(tmp_path: Path, seconds: int) -> None:
    pupils = "<a><b>x</b></a>" * 4_000_000
    (tmp_path / "CTF_1.xml").write_text(f"<CTfile>{pupils}</CTfile>")
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery_apart("shed", tmp_path, [FORMATS["ctf"]], Limits(seconds=seconds))
    (told,) = caught.value.problems
    assert told.endswith(f"reading it needed more than {seconds} seconds")


PROBE = """
import json, os, resource, sys
from sources.readers.child import confine
from sources.readers.limits import Limits
confine(Limits(memory_bytes=10**9, seconds=60))
wrote = "nothing"
try:
    with open(sys.argv[1], "wb", buffering=0) as file:
        file.write(b"x")
    wrote = "a file"
except OSError:
    pass
limits = [resource.getrlimit(n) for n in (resource.RLIMIT_CPU, resource.RLIMIT_CORE)]
memory, _ = resource.getrlimit(resource.RLIMIT_AS)
print(json.dumps([wrote, limits, 10**9 <= memory < 2 * 10**9]))
"""


def test_the_process_can_write_no_file_and_leaves_no_core(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROBE, str(tmp_path / "left")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == '["nothing", [[60, 65], [0, 0]], true]\n'


def test_a_process_out_of_time_is_ended_by_a_signal_that_says_so() -> None:
    code = (
        "from sources.readers.child import confine\n"
        "from sources.readers.limits import Limits\n"
        "confine(Limits(seconds=1))\n"
        "while True: pass\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert ran.returncode == -signal.SIGXCPU


def test_the_process_is_started_from_no_folder_that_others_write_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for module in ("csv.py", "pickle.py", "sitecustomize.py"):
        (tmp_path / module).write_text("raise SystemExit(1)\n")
    (tmp_path / "thing.csv").write_text(things(1))
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert len(read_delivery_apart("shed", Path(), [FORMAT])["thing"]) == 1
    assert resource.getrlimit(resource.RLIMIT_AS) == before


class _Ending:
    """Ends the process that it is handed to."""

    def __init__(self, end: Callable[..., object], *values: int) -> None:
        self.end, self.values = end, values

    def __reduce__(self) -> tuple[Callable[..., object], tuple[int, ...]]:
        return self.end, self.values


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (_Ending(os._exit, 7), "its reader broke down"),
        (_Ending(os._exit, 0), "its reader broke down"),
        (_Ending(os.abort), "reading it needed more than 8 GB of memory"),
    ],
)
def test_a_process_that_ends_before_it_has_told_all_refuses_the_delivery(
    tmp_path: Path, ending: _Ending, told: str
) -> None:
    (tmp_path / "thing.csv").write_text(things(1))
    broken = replace(FORMAT, exports=(replace(THING, layout=ending),))  # type: ignore[arg-type]
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery_apart("shed", tmp_path, [broken])
    assert caught.value.problems == (told,)


def test_the_process_is_given_no_secret() -> None:
    ours = {"THINKFAMILY_KEY": CANARY, "AWS_SECRET": CANARY, "PATH": "/bin", "PYTHONPATH": CANARY}
    given = environment(ours)
    assert given["PATH"] == "/bin"
    assert CANARY not in given.values()


def told_of(folder: Path, exports: tuple[Export, ...] = (THING,)) -> bytes:
    stream = io.BytesIO()
    send_events(stream, read_files(folder, exports, LIMITS))
    return stream.getvalue()


def received(data: bytes) -> list[Event]:
    return list(receive_events(io.BytesIO(data), Path("inbox"), [THING]))


def test_events_arrive_as_they_were_sent_and_cut_short_they_are_known_to_be(
    tmp_path: Path,
) -> None:
    (tmp_path / "thing.csv").write_text(things(2))
    (tmp_path / "zz.txt").write_text("")
    data = told_of(tmp_path)
    first, second, third = received(data)
    assert first == Started(file="thing.csv")
    assert isinstance(second, Taken)
    assert second.file.path == Path("inbox/thing.csv")
    assert third == Unread(file="zz.txt", reason="no export declares it")
    for length in range(len(data)):
        with pytest.raises(WireError):
            received(data[:length])


@pytest.mark.parametrize("garbage", [b"", b"\xff" * 64, bytes(64), b"\0\0\0\2[]", b"\0\0\0\2{}"])
def test_what_no_reader_would_say_is_not_believed(garbage: bytes) -> None:
    with pytest.raises(WireError):
        received(garbage)


def test_rows_of_another_table_are_not_believed(tmp_path: Path) -> None:
    other = csv_export("thing", "Things.", (text("id", "Id."), text("other", "O.")))
    (tmp_path / "thing.csv").write_text("id,other\n1,2\n")
    with pytest.raises(WireError):
        received(told_of(tmp_path, (other,)))


def test_a_fault_of_a_reader_refuses_the_file_without_its_words(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_text(things(1))
    broken = replace(FORMAT, exports=(replace(THING, layout=None),))  # type: ignore[arg-type]
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery_apart("shed", tmp_path, [broken])
    (told,) = caught.value.problems
    assert re.fullmatch(r"thing\.csv: its reader failed \(\w+Error at \w+\.py:\d+\)", told)
