"""Makers of deliveries that arrive late, half, again or not at all: rows 5, 8 to 10, 50 and 52."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipelines.deliveries.choices import data_as_at
from pipelines.deliveries.outcomes import Outcome
from sources.tables import select_from
from tests.bad_input.bench import GOOD, TODAY, TOMORROW, Bench
from tests.bad_input.cases import Becomes, Case, Row
from tests.bad_input.seeing import facts_of, hold_words, words_of
from tests.bad_input.senders import PRACTICE
from tests.bad_input.senders import Row as Person

_EARLIER = "2026-09-16"
_FILE = PRACTICE.file
_DROP_FROM_BOUNDS, _OVERRIDE, _READ_ANY = 24, 1, 2


def as_anybody() -> None:
    """Take the right to read what is forbidden from a process that is about to start."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for right in (_OVERRIDE, _READ_ANY):
            libc.prctl(_DROP_FROM_BOUNDS, right, 0, 0, 0)


def _growing(bench: Bench) -> None:
    """A file is being written at this moment, and nobody has said that it is whole."""
    bench.marker.unlink()
    bench.lines(lambda lines: lines[:20])


def _changes_while_read(bench: Bench) -> None:
    """Let a file grow after it was looked at."""
    arrival = bench.arrival()
    bench.lines(lambda lines: [*lines, lines[-1].replace(b"pat-", b"new-")])
    bench.assess(arrival)
    facts = facts_of(bench)
    assert facts.outcome is Outcome.WAITING
    assert facts.reasons == ("it changed while it was read",)


def _vanishes(bench: Bench) -> None:
    """Let a file go after it was looked at, and come back for the next tick."""
    arrival = bench.arrival()
    data = bench.path.read_bytes()
    bench.path.unlink()
    bench.assess(arrival)
    facts = facts_of(bench)
    assert facts.outcome is Outcome.REFUSED
    hold_words(bench, words_of(facts), ("Admin_Patient: no file is called *Admin_Patient*.csv",))
    assert bench.choose(TODAY).facts.delivered == date.fromisoformat(GOOD)
    bench.path.write_bytes(data)
    with bench.another_night() as later:
        assert later.choose(TODAY).facts.delivered == date.fromisoformat(TODAY)


def _late(bench: Bench) -> None:
    """Deliver an older day when a newer one is in use already."""
    bench.remove_today()
    bench.deliver(_EARLIER, bench.sender.people()[:50])
    bench.assess(bench.arrival(_EARLIER))
    facts = facts_of(bench)
    assert facts.outcome is Outcome.HELD
    told = f"an older export after a newer one: it came when that of {GOOD} was in use already"
    hold_words(bench, words_of(facts), (told,))
    with bench.another_night() as later:
        assert later.choose(TODAY).facts.delivered == date.fromisoformat(GOOD)


def _state_before(bench: Bench) -> None:
    """Deliver once more what was in use before the delivery that is in use now."""
    with bench.another_night() as night:
        assert night.choose(TODAY).facts.delivered == date.fromisoformat(TODAY)
    bench.deliver(TOMORROW, bench.sender.people())
    chosen = bench.choose(TOMORROW)
    assert chosen.facts.delivered == date.fromisoformat(TODAY)
    (passed_over,) = chosen.passed_over
    assert passed_over.outcome is Outcome.HELD
    told = f"an older export after a newer one: it holds the files of {GOOD}"
    hold_words(bench, words_of(passed_over), (told,))


def _missing_night(bench: Bench) -> None:
    """Deliver nothing for a week: the last good delivery is used, and its day is told."""
    bench.remove_today()
    chosen = bench.choose(TOMORROW)
    assert chosen.facts.delivered == date.fromisoformat(GOOD)
    assert data_as_at(bench.con) == {"gp": date.fromisoformat(GOOD)}
    for as_at, contradictions in ((GOOD, 0), (TOMORROW, 1)):
        found = select_from(
            bench.con,
            "pipelines.checks",
            "sql/data_is_fresh",
            source="gp",
            as_at=date.fromisoformat(as_at),
        ).fetchall()
        assert found == [(contradictions,)]


def _unreadable(bench: Bench) -> None:
    """Forbid reading the file, and check the delivery as somebody whom that stops."""
    bench.path.chmod(0)
    command = [str(Path(sys.executable).parent / "thinkfamily")]
    checked = subprocess.run(
        [*command, "--config", str(bench.place.config), "check", str(bench.folder)],
        env=os.environ | {"COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=as_anybody,
    )
    words = " ".join((checked.stdout + checked.stderr).split())
    assert checked.returncode == 1, words
    assert f"Admin_Patient: {_FILE}: it cannot be read (Permission denied)" in words, words
    assert f"would use that of {GOOD}" in words, words
    assert "Traceback" not in words


def _times(bench: Bench, factor: int) -> None:
    """Deliver many times as many people."""

    def another(row: Person, n: int) -> Person:
        return {**row, "PatientGuid": f"{row['PatientGuid']}-{n}"}

    bench.rows = [another(row, n) for n in range(factor) for row in bench.rows]
    bench.sender.write(bench.rows, bench.path)


def _in_place(make: Callable[[Path, Path], object]) -> Callable[[Bench], None]:
    """Put something that is no plain file where the file was; the file is elsewhere."""

    def spoil(bench: Bench) -> None:
        elsewhere = bench.place.folder / "elsewhere.csv"
        bench.path.rename(elsewhere)
        make(bench.path, elsewhere)

    return spoil


def _not_opened(name: str, make: Callable[[Path, Path], object], told: str) -> Case:
    return Case(
        name=name,
        becomes=Becomes.REFUSED,
        spoil=_in_place(make),
        told=(f"Admin_Patient: {_FILE}: {told}",),
    )


ROWS = (
    Row(
        number=5,
        arrives="a file that is still being written",
        expected="waited for",
        cases=(
            Case(
                name="changed a moment ago, and no marker",
                becomes=Becomes.WAITING,
                spoil=_growing,
                told=("a file of it changed within the last 120 seconds",),
            ),
            Case(
                name="no marker where there must be one",
                becomes=Becomes.WAITING,
                settings=f'{PRACTICE.reads}\ncompletion = "marker"',
                spoil=lambda bench: bench.marker.unlink(),
                told=("its completion marker _COMPLETE is not there",),
            ),
            Case(
                name="a name of an unfinished transfer",
                becomes=Becomes.WAITING,
                spoil=lambda bench: bench.path.rename(f"{bench.path}.filepart"),
                told=("1 of its files have names of unfinished transfers",),
            ),
            Case(name="grows while it is read", becomes=Becomes.WAITING, proof=_changes_while_read),
        ),
    ),
    Row(
        number=8,
        arrives="an older export after a newer one",
        expected="held and not applied",
        cases=(
            Case(name="an older day, late", becomes=Becomes.HELD, proof=_late),
            Case(name="what was in use before", becomes=Becomes.HELD, proof=_state_before),
        ),
    ),
    Row(
        number=9,
        arrives="nothing, on a night when something was due",
        expected="the last good delivery is used, its day shown, its age told as unusual",
        cases=(
            Case(
                name="a week without",
                becomes=Becomes.ACCEPTED,
                settings=f"{PRACTICE.reads}\nfreshness_days = 7",
                proof=_missing_night,
            ),
        ),
    ),
    Row(
        number=10,
        arrives="ten times as many records, or a tenth of them",
        expected="held",
        cases=(
            Case(
                name="eleven times",
                becomes=Becomes.HELD,
                spoil=lambda bench: _times(bench, 11),
                told=(
                    "Admin_Patient: 638 records, 60 in the last accepted delivery, more than 10",
                ),
            ),
            Case(
                name="a twelfth",
                becomes=Becomes.HELD,
                spoil=lambda bench: bench.lines(lambda lines: lines[:6]),
                told=("Admin_Patient: 5 records, 60 in the last accepted delivery, less than",),
            ),
            Case(
                name="outside what is expected",
                becomes=Becomes.HELD,
                settings=f"{PRACTICE.reads}\nexpected_rows = {{emis_patient = [59, 70]}}",
                told=("emis_patient: 58 records, expected are 59 to 70",),
            ),
        ),
    ),
    Row(
        number=50,
        arrives="a link, a pipe, a second name of a file, a folder",
        expected="refused and not opened",
        cases=(
            _not_opened(
                "link",
                lambda path, elsewhere: path.symlink_to(elsewhere),
                "it is a link to another file, which is not opened",
            ),
            _not_opened(
                "hard link",
                lambda path, elsewhere: path.hardlink_to(elsewhere),
                "it is a second name of another file (hard link), which is not opened",
            ),
            _not_opened(
                "pipe",
                lambda path, _: os.mkfifo(path),
                "it is a pipe, socket or device and no file",
            ),
            _not_opened(
                "folder",
                lambda path, _: path.mkdir(),
                "it is a folder; exports stand in the delivery itself",
            ),
        ),
    ),
    Row(
        number=52,
        arrives="a file that may not be read, or goes while it is read",
        expected="refused, and read again the next time",
        cases=(
            Case(name="forbidden", becomes=Becomes.REFUSED, proof=_unreadable),
            Case(name="gone, and back later", becomes=Becomes.REFUSED, proof=_vanishes),
        ),
    ),
)
