"""Where each person lived, traced through households, arrivals and placements; nothing is drawn."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from synthetic_data.facts import Placement, Stay
from synthetic_data.world import World

_PLACED = "placement"
_DAY = timedelta(days=1)


def trace_people(world: World) -> None:
    """Follow every person through the homes of their households."""
    for number in sorted(world.home):
        stays = _at_home(world, number)
        for placement in world.placements.get(number, ()):
            stays = _with_placement(world, stays, placement)
        world.stays[number] = stays


def _at_home(world: World, number: int) -> tuple[Stay, ...]:
    """Return the stays with the family, as if there had been no placement."""
    born = min(world.people[number].date_of_birth, world.as_at)
    here = world.homes[world.birth_home(number)]
    arrival = world.arrivals.get(number)
    if arrival is None or arrival.joined is None:
        return _clipped(here, born, None)
    joined = max(arrival.joined, born)
    now = _clipped(here, joined, None)
    if arrival.came_from is None:
        return now
    return (*_clipped(world.homes[arrival.came_from], born, joined - _DAY), *now)


def _with_placement(
    world: World, stays: tuple[Stay, ...], placement: Placement
) -> tuple[Stay, ...]:
    """Put a stay with foster carers where the child would have been at home."""
    first, last = placement.first, placement.last
    if stays[0].first > first:  # The homes of the family are not remembered that far back.
        stays = (replace(stays[0], first=first), *stays[1:])
    there = _clipped(world.homes[placement.household], first, last)
    return (
        *_clipped(stays, date.min, first - _DAY),
        *(replace(stay, use=_PLACED) for stay in there),
        *(() if last is None else _clipped(stays, last + _DAY, None)),
    )


def _clipped(stays: Iterable[Stay], first: date, last: date | None) -> tuple[Stay, ...]:
    """Return the part of stays within a period, its ends included."""
    kept = []
    for stay in stays:
        begin = max(stay.first, first)
        end = min(stay.last or date.max, last or date.max)
        if begin <= end:
            kept.append(replace(stay, first=begin, last=None if end == date.max else end))
    return tuple(kept)
