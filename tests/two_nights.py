"""A town's exports of two nights a week apart, for tests of what a source writes down."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from synthetic_data.chance import Chance
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import Source
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.town import Town, imagine_town
from synthetic_data.world import World

Row = dict[str, str]
Write = Callable[[Desk], None]
_NAMED_WITHIN = timedelta(days=70)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one source wrote of one town on one night; NULL and blank are both blank."""

    town: Town
    folder: Path
    ledger: Ledger
    tables: Mapping[str, list[Row]]

    @property
    def world(self) -> World:
        return self.town.world

    def person_of(self) -> dict[str, int]:
        """Return the number in the world of whom each record is about."""
        numbers = {person.person_id: person.number for person in self.world.people}
        return {row.record_id: numbers[row.person_id] for row in self.ledger.rows}


def write(
    town: Town, source: Source, writers: Sequence[Write], folder: Path, outbox: Outbox | None = None
) -> Written:
    """Let a source write a town into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger()
    outbox = outbox or Outbox(folder=folder)
    for writer in writers:
        chance = Chance(3, source.name)
        observer = Observer(town.world, source, ErrorLevel.CLINICAL, chance)
        writer(Desk(town=town, observer=observer, ledger=ledger, outbox=outbox))
    tables = {path.name.rsplit("_", 1)[0]: list(_rows(path)) for path in folder.glob("*.csv")}
    return Written(town=town, folder=folder, ledger=ledger, tables=tables)


@dataclass(frozen=True, kw_only=True)
class Nights:
    """Two nights a week apart."""

    before: Written
    after: Written


def write_nights(plan: TownPlan, source: Source, writers: Sequence[Write], folder: Path) -> Nights:
    """Let a source write a plan's town on its day and a week before."""
    town = imagine_town(plan)
    before, after = (
        write(town.on(day), source, writers, folder / day.isoformat())
        for day in (plan.as_at - _A_WEEK, plan.as_at)
    )
    return Nights(before=before, after=after)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: "" if value == "NULL" else value for name, value in row.items()}


def without_services(town: Town, people: set[int]) -> Town:
    """Return the town in which no service ever met these people."""
    spells = [spell for spell in town.world.spells if spell.person not in people]
    return replace(town, world=replace(town.world, spells=spells))


def nothing_happened_to(before: World, after: World) -> set[int]:
    """Return the people to whom nothing happened: no move ever, no news, the same relatives.

    News of a move or of another surname may reach a source years later, so nobody who ever moved
    or changed it is among them; nor is a newborn child, who gets a name.
    """
    spells = [_spells_by_person(world) for world in (before, after)]

    def state(world: World, number: int, own: Mapping[int, list[object]]) -> tuple[object, ...]:
        return (
            world.people[number],
            world.stays[number],
            own.get(number),
            world.partner.get(number),
            world.parents.get(number),
            world.children.get(number),
            world.is_dependent(number),
        )

    return {
        number
        for number in before.home
        if len(after.stays[number]) == 1
        and after.people[number].changed_on is None
        and after.people[number].died is None
        and after.people[number].date_of_birth < after.as_at - _NAMED_WITHIN
        and state(before, number, spells[0]) == state(after, number, spells[1])
    }


def _spells_by_person(world: World) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {}
    for spell in world.spells:
        found.setdefault(spell.person, []).append(spell)
    return found


def share_kept(before: Sequence[Row], after: Sequence[Row]) -> float:
    """Return the share of the earlier rows that are there, unchanged, on the later night."""
    later = {tuple(row.values()) for row in after}
    return sum(tuple(row.values()) in later for row in before) / max(len(before), 1)
