"""Boundaries fitted into a picture: outlines in its units, and where each area is labelled."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.boundaries import Boundaries, Point, Ring, Shape

_MIDDLE = 0.5


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """Areas as GeoJSON geometries in picture units, y downwards; and the place of each label."""

    geometries: Mapping[str, dict[str, object]]
    labels: Mapping[str, Point]
    height: float


def fitted(boundaries: Boundaries, width: float, most_height: float) -> Outlines:
    """Scale boundaries into a width, or a height where they are tall."""
    points = [
        at
        for shape in boundaries.shapes.values()
        for polygon in shape
        for ring in polygon
        for at in ring
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    scale = min(width / ((max(xs) - min(xs)) or 1), most_height / ((max(ys) - min(ys)) or 1))
    left, top = (width - (max(xs) - min(xs)) * scale) * _MIDDLE, max(ys)

    def place(at: Point) -> Point:
        return round(left + (at[0] - min(xs)) * scale, 1), round((top - at[1]) * scale, 1)

    shapes = {
        code: tuple(tuple(tuple(place(at) for at in ring) for ring in polygon) for polygon in shape)
        for code, shape in boundaries.shapes.items()
    }
    return Outlines(
        geometries={code: _geometry(shape) for code, shape in shapes.items()},
        labels={code: _label_place(shape) for code, shape in shapes.items()},
        height=(max(ys) - min(ys)) * scale,
    )


def _geometry(shape: Shape) -> dict[str, object]:
    """Write an area with its rings turned as a plane needs them: holes against the outside."""
    polygons = [
        [_turned(ring, clockwise=number == 0) for number, ring in enumerate(polygon)]
        for polygon in shape
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _turned(ring: Ring, *, clockwise: bool) -> list[list[float]]:
    area, _ = _area_and_middle(ring)
    in_order = ring if (area > 0) == clockwise else tuple(reversed(ring))
    return [list(at) for at in in_order]


def _label_place(shape: Shape) -> Point:
    """Return the middle of an area's largest part."""
    found = [_area_and_middle(polygon[0]) for polygon in shape]
    _, middle = max(found, key=lambda each: abs(each[0]))
    return middle


def _area_and_middle(ring: Ring) -> tuple[float, Point]:
    """Return a ring's area, signed by the way it turns, and its centre of gravity."""
    crossed = [
        (x1 * y2 - x2 * y1, x1 + x2, y1 + y2)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
    twice = sum(cross for cross, _, _ in crossed)
    if not twice:
        return 0.0, ring[0]
    x = sum(cross * along for cross, along, _ in crossed) / (3 * twice)
    y = sum(cross * up for cross, _, up in crossed) / (3 * twice)
    return twice / 2, (round(x, 1), round(y, 1))
