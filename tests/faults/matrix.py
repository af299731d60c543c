"""A place with a good night and a delivery of the next, and what is tried on copies of it."""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree

from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.faults.killing import Ended, Point, apart, build_night
from tests.faults.seeing import Seen, left_over, look
from tests.integration.support import AS_AT, Place, copy_of, edit_rows, make_place

LAST, NEXT = date.fromisoformat(AS_AT), date(2026, 10, 1)
_PEOPLE = 200


@dataclass(frozen=True, kw_only=True)
class Known:
    """The place before the night that is killed; what readers see before it, and after it."""

    place: Place
    before: Seen
    after: Seen
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Kill:
    """One kill: where, which night readers saw then, and what was wrong, if anything was."""

    where: str
    was_killed: bool
    readers_saw: str
    faults: tuple[str, ...]


def prepare(folder: Path) -> Known:
    """Make a place with a good night, let practices deliver once more, and build that once."""
    place = make_place(folder / "place")
    exports = place.data / "exports"
    plan = TownPlan(people=_PEOPLE, seed=5, as_at=LAST, service_multiplier=3.0)

    def write() -> None:
        write_town(plan, exports, place.data / "truth")

    apart(write)
    first = apart(lambda: build_night(place.config, LAST))
    assert first.gave == "", first.gave
    again = exports / "gp" / NEXT.isoformat()
    copytree(place.delivery("gp"), again)
    edit_rows(next(again.glob("*Admin_Patient_*")), lambda row: row | {"Title": ""})
    before = _seen(place)
    clean = copy_of(place, folder / "clean")
    built = apart(lambda: build_night(clean.config, NEXT))
    assert built.gave == "", built.gave
    return Known(place=place, before=before, after=_seen(clean), seconds=built.seconds)


def kill_once(known: Known, folder: Path, point: Point | float) -> Kill:
    """Kill the next night of a copy, look as a reader, run it again, and look once more."""
    place = copy_of(known.place, folder)
    at = point if isinstance(point, Point) else None
    after = None if at else float(point)  # type: ignore[arg-type]
    ended = apart(lambda: build_night(place.config, NEXT, at), kill_after=after)
    seen = _seen(place)
    faults = [] if seen in (known.before, known.after) else ["readers saw a mixture"]
    faults += _run_again(known, place, ended)
    shutil.rmtree(folder)
    where = at.words if at else "at random"
    return Kill(
        where=where, was_killed=ended.was_killed, readers_saw=seen["night"], faults=tuple(faults)
    )


def _run_again(known: Known, place: Place, ended: Ended) -> Iterator[str]:
    if not ended.was_killed and ended.gave:
        yield f"it was refused: {ended.gave}"
    again = apart(lambda: build_night(place.config, NEXT))
    if again.gave:
        yield f"the re-run was refused: {again.gave}"
    if _seen(place) != known.after:
        yield "the re-run differs from a clean run"
    if left := left_over(place):
        yield f"left over: {sorted(left)}"


def random_moments(known: Known, most: int, seed: int) -> Sequence[float]:
    """Choose moments of a night, evenly over all of it."""
    chosen = random.Random(seed)
    return [chosen.uniform(0.0, known.seconds) for _ in range(most)]


def _seen(place: Place) -> Seen:
    seen = apart(lambda: look(place)).gave
    assert isinstance(seen, dict)
    return seen
