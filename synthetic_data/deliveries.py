"""Writing a plan's towns: for every night the exports of every source, and the truth.

Towns are made one after the other and forgotten when they are written; their files are shared. The
faults of a scenario come last, when the files are closed: they spoil the last night's deliveries.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from types import MappingProxyType

from synthetic_data.exports.delivery import USUAL, Delivery, declared_formats
from synthetic_data.memory import uncollected
from synthetic_data.places.boundaries import BOUNDARIES, write_boundaries
from synthetic_data.places.wards import Ward
from synthetic_data.plan import TownPlan
from synthetic_data.town import Town, imagine_town
from synthetic_data.truth.family_units import true_families
from synthetic_data.truth.folder import TruthFolder

_A_NIGHT = "????-??-??"
_CENSUS = "school_census"


class OccupiedError(ValueError):
    """Deliveries of some night are there already: two towns would mix, on it or across nights."""


@dataclass(frozen=True, kw_only=True)
class TownSummary:
    """How much was written for the last night; counts only."""

    people: int
    children: int
    families: int
    records: Mapping[str, int]
    files: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Night:
    """What is written of one night, and what it counts."""

    as_at: date
    delivery: Delivery
    truth: TruthFolder
    counts: Counter[str]
    records: Counter[str]

    def add(self, town: Town, on_step: Callable[[str], None], where: str) -> None:
        """Write one town as it was on this night; `where` says which town and night it is."""
        then = town.on(self.as_at)
        ledger = self.delivery.write(then, lambda source: on_step(f"{where}writing {source}"))
        on_step(f"{where}writing the truth")
        families = true_families(then.world, ledger.people())
        self.truth.add(families, ledger)
        self.counts["people"] += families.world.population()
        self.counts["children"] += len(families.dependents)
        self.counts["families"] += len(families.units)
        self.records.update(row.source for row in ledger.rows)


def write_town(
    plan: TownPlan,
    exports: Path,
    truth: Path,
    on_step: Callable[[str], None] = lambda _: None,
) -> TownSummary:
    """Write exports as `<exports>/<source>/<night>/` and truth tables as `<truth>/<night>/`.

    The boundaries of the wards are written beside the exports: a council has them once.

    Args:
        plan: what town to make, and on which nights.
        exports: the folder of all sources.
        truth: the folder of the truth of all nights.
        on_step: told what is being done next, as often as `steps_of` says.

    Raises:
        OccupiedError: another town was written there, for whichever night.
    """
    refuse_occupied(exports, truth)
    with _gone_if_stopped(plan, exports, truth):
        nights = _nights(plan, exports, truth)
        wards = _write_towns(plan, nights, on_step)
        write_boundaries(wards, exports.parent / BOUNDARIES)
        formats = declared_formats(plan.formats)
        for source, fault in plan.scenario_of.faults.items():
            on_step(f"spoiling {source}: {fault.name}")
            fault.apply(exports / source / plan.as_at.isoformat(), formats[source])
        for night in nights:
            night.delivery.complete()
    last = nights[-1]
    return TownSummary(
        **last.counts,
        records=MappingProxyType(dict(sorted(last.records.items()))),
        files=MappingProxyType(last.delivery.files()),
    )


def steps_of(plan: TownPlan) -> int:
    """Count what `write_town` tells of: people, every source and the truth of a night, faults."""
    per_town = 1 + plan.nights * (len(USUAL) + 1)
    return len(plan.towns) * per_town + len(plan.scenario_of.faults)


def refuse_occupied(exports: Path, truth: Path, *, but: date | None = None) -> None:
    """Leave alone what is there: nights are views of one town, so no other may be beside them.

    Args:
        exports: the folder of all sources.
        truth: the folder of the truth of all nights.
        but: a night that is cleared before anything is written.

    Raises:
        OccupiedError: a town was written there for another night.
    """
    folders = [*(exports / source.name for source in USUAL), truth]
    nights = {night for folder in folders for night in folder.glob(_A_NIGHT) if _is_filled(night)}
    occupied = sorted({night.name for night in nights} - {but.isoformat() if but else ""})
    if occupied:
        msg = f"{exports} or {truth} already holds {', '.join(occupied)}: two towns would mix"
        raise OccupiedError(msg)


def _is_filled(folder: Path) -> bool:
    """Say whether anything is there: empty folders are nobody's delivery."""
    return any(path.is_file() for path in folder.rglob("*"))


@contextmanager
def _gone_if_stopped(plan: TownPlan, exports: Path, truth: Path) -> Iterator[None]:
    """Remove what was begun if the work is not finished, so that it can be tried again."""
    try:
        yield
    except BaseException:
        for folder in (*(exports / source.name for source in USUAL), truth):
            for night in plan.nights_of:
                rmtree(folder / night.isoformat(), ignore_errors=True)
        raise


def _write_towns(
    plan: TownPlan, nights: list[Night], on_step: Callable[[str], None]
) -> list[tuple[Ward, ...]]:
    """Make one town after the other and add it to every night; then close the truth.

    Returns:
        The wards of each town.
    """
    wards = []
    for number in range(len(plan.towns)):
        where = f"town {number + 1} of {len(plan.towns)}: " if len(plan.towns) > 1 else ""
        on_step(f"{where}making people")
        with uncollected():
            town = imagine_town(plan, number)
            wards.append(town.places.wards)
            for night in nights:
                when = f"{night.as_at}: " if len(nights) > 1 else ""
                night.add(town, on_step, f"{where}{when}")
    for night in nights:
        night.truth.close()
    return wards


def _nights(plan: TownPlan, exports: Path, truth: Path) -> list[Night]:
    """Open the folders of every night; each night's truth knows the one before."""
    nights: list[Night] = []
    for as_at in plan.nights_of:
        earlier = nights[-1].truth if nights else None
        nights.append(
            Night(
                as_at=as_at,
                delivery=Delivery(exports, as_at, plan),
                truth=TruthFolder(
                    truth / as_at.isoformat(),
                    earlier=earlier,
                    has_census=_CENSUS in plan.formats,
                ),
                counts=Counter(),
                records=Counter(),
            )
        )
    return nights
