"""Boundaries of a town's wards, as the GeoJSON that a council has of its own.

Wards are hexagons about the places where `wards` lays them out. The town is on no map: its
coordinates are in the North Sea. Several towns of a region lie beside each other.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from synthetic_data.places.wards import Ward

BOUNDARIES = "wards.geojson"
CODE, NAME = "WD25CD", "WD25NM"

_EAST, _NORTH = 3.0, 56.5
_DEGREES = 0.015  # Of latitude between the middles of neighbouring wards: about a mile.
_CORNERS = 6
_BETWEEN_TOWNS = 2.0
_DECIMALS = 6


def write_boundaries(towns: Iterable[Sequence[Ward]], path: Path) -> None:
    """Write the wards of towns as a FeatureCollection, in longitude and latitude."""
    features = [_feature(ward, at) for ward, at in _laid_out(towns)]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(f"{json.dumps(collection, ensure_ascii=False)}\n", encoding="utf-8")


def _laid_out(towns: Iterable[Sequence[Ward]]) -> Iterator[tuple[Ward, tuple[float, float]]]:
    """Set towns from west to east, none of them touching the next."""
    west = 0.0
    for wards in towns:
        least = min(ward.x for ward in wards)
        for ward in wards:
            yield ward, (west + ward.x - least, ward.y)
        west += max(ward.x for ward in wards) - least + _BETWEEN_TOWNS


def _feature(ward: Ward, at: tuple[float, float]) -> dict[str, object]:
    ring = [_corner(at, number) for number in range(_CORNERS)]
    return {
        "type": "Feature",
        "properties": {CODE: ward.code, NAME: ward.name},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def _corner(at: tuple[float, float], number: int) -> list[float]:
    """Return a corner, against the clock from the one on the right; the hexagon stands on a tip."""
    angle = math.pi * (2 * number + 1) / _CORNERS
    reach = 1 / math.sqrt(3)
    x, y = at[0] + reach * math.cos(angle), at[1] + reach * math.sin(angle)
    wide = math.cos(math.radians(_NORTH))
    return [
        round(_EAST + x * _DEGREES / wide, _DECIMALS),
        round(_NORTH + y * _DEGREES, _DECIMALS),
    ]
