"""Boundaries of areas, as GeoJSON gives them: read, checked, and laid flat for drawing.

Coordinates may be degrees (WGS 84, as GeoJSON says) or metres of a grid. No map is drawn here.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]
Shape = tuple[tuple[Ring, ...], ...]
"""Polygons; of each the outer ring first, then its holes."""

_LEAST_POINTS = 4
_PARTS = {"Polygon": 0, "MultiPolygon": 1}
_LONGITUDES, _LATITUDES = 180.0, 90.0


class BoundariesError(ValueError):
    """A file of boundaries cannot be used. Says everything that is wrong with it."""

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        """Gather all problems into one message."""
        self.problems = tuple(problems)
        super().__init__("\n  - ".join((f"{name} cannot be used:", *self.problems)))


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """The shapes of areas on a plane, y upwards, by their code; and names, where they are given."""

    shapes: Mapping[str, Shape]
    names: Mapping[str, str]


def read_boundaries(path: Path, code: str, name: str = "") -> Boundaries:
    """Read areas from GeoJSON.

    Args:
        path: the file.
        code: the property that holds what figures call the area.
        name: the property that holds its name for readers, if there is one.

    Raises:
        BoundariesError: it is no GeoJSON, or a feature has no code or no area.
    """
    features = _features(path)
    problems = list(_problems(features, code))
    if problems:
        raise BoundariesError(path.name, problems)
    flat = _flattened({_property(each, code): _shape(each) for each in features})
    names = {_property(each, code): _property(each, name) for each in features} if name else {}
    return Boundaries(shapes=flat, names=_told_apart(names))


def _features(path: Path) -> list[object]:
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BoundariesError(path.name, [f"it cannot be read ({error.strerror})"]) from None
    except ValueError:
        raise BoundariesError(path.name, ["it is not JSON in UTF-8"]) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise BoundariesError(path.name, ["it is no GeoJSON FeatureCollection with features"])
    return features


def _problems(features: list[object], code: str) -> Iterator[str]:
    codes = [_property(each, code) for each in features]
    missing = codes.count("")
    if missing:
        yield f"property {code!r} is missing or empty ({_number(missing)})"
    repeated = sum(1 for each, times in Counter(codes).items() if each and times > 1)
    if repeated:
        yield f"property {code!r} is the same for several features ({repeated:,} values)"
    unusable = sum(not _is_area(each) for each in features)
    if unusable:
        yield f"the geometry is no polygon with numbers for coordinates ({_number(unusable)})"


def _number(features: int) -> str:
    return "1 feature" if features == 1 else f"{features:,} features"


def _property(feature: object, key: str) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    value = properties.get(key) if isinstance(properties, dict) else None
    return str(value).strip() if isinstance(value, str | int) else ""


def _is_area(feature: object) -> bool:
    try:
        shape = _shape(feature)
    except (KeyError, TypeError, ValueError, IndexError):
        return False
    rings = [ring for polygon in shape for ring in polygon]
    return bool(rings) and all(
        len(ring) >= _LEAST_POINTS and all(map(math.isfinite, (n for at in ring for n in at)))
        for ring in rings
    )


def _shape(feature: object) -> Shape:
    """Return the polygons of a feature; heights that coordinates may have are left out."""
    geometry = feature["geometry"]  # type: ignore[index]  # What is not there is told by _is_area.
    depth = _PARTS[geometry["type"]]
    polygons = geometry["coordinates"] if depth else [geometry["coordinates"]]
    return tuple(
        tuple(tuple((float(at[0]), float(at[1])) for at in ring) for ring in polygon)
        for polygon in polygons
    )


def _flattened(shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """Shorten degrees of longitude as they are at the middle of the map; leave metres alone."""
    points = [
        at for shape in shapes.values() for polygon in shape for ring in polygon for at in ring
    ]
    ys = [y for _, y in points]
    is_degrees = all(abs(x) <= _LONGITUDES and abs(y) <= _LATITUDES for x, y in points)
    wide = math.cos(math.radians((min(ys) + max(ys)) / 2)) if is_degrees else 1.0
    return {
        code: tuple(
            tuple(tuple((x * wide, y) for x, y in ring) for ring in polygon) for polygon in shape
        )
        for code, shape in sorted(shapes.items())
    }


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Put the code behind a name that two areas share; leave out areas without a name."""
    times = Counter(names.values())
    return {
        code: name if times[name] == 1 else f"{name} ({code})"
        for code, name in sorted(names.items())
        if name
    }
