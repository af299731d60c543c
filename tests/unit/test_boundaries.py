"""Boundaries: what is read of GeoJSON, what is refused, and those of a synthetic town."""

import json
from pathlib import Path

import pytest

from governance.boundaries import Boundaries, BoundariesError, read_boundaries
from governance.charting.classes import classed
from governance.charting.outlines import fitted
from synthetic_data.places.boundaries import CODE, NAME, write_boundaries
from synthetic_data.places.wards import Ward

RING = [[400000, 300000], [401000, 300000], [401000, 301000], [400000, 301000], [400000, 300000]]


def file_of(folder: Path, *features: object) -> Path:
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return path


def feature(code: object, kind: str = "Polygon", coordinates: object = None) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": [RING] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code, "name": "Mill"}, "geometry": geometry}


def test_metres_of_a_grid_are_left_as_they_are(tmp_path: Path) -> None:
    boundaries = read_boundaries(file_of(tmp_path, feature("W1")), "code")
    assert boundaries.shapes["W1"][0][0][1] == (401000.0, 300000.0)
    assert boundaries.names == {}


def test_degrees_are_shortened_where_meridians_are_close(tmp_path: Path) -> None:
    ring = [[10, 59], [12, 59], [12, 61], [10, 61], [10, 59]]
    boundaries = read_boundaries(file_of(tmp_path, feature("W1", coordinates=[ring])), "code")
    xs = [x for x, _ in boundaries.shapes["W1"][0][0]]
    assert max(xs) - min(xs) == pytest.approx(1.0)


def test_wards_of_one_name_are_told_apart_by_their_code(tmp_path: Path) -> None:
    path = file_of(tmp_path, feature("W1"), feature("W2"))
    assert read_boundaries(path, "code", "name").names == {"W1": "Mill (W1)", "W2": "Mill (W2)"}


def test_all_problems_of_a_file_are_told_together(tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        feature("W1"),
        feature("W1"),
        feature(None),
        feature("W3", "Point", [1, 2]),
        feature("W4", coordinates=[[[0, 0], ["x", 0], [1, 1], [0, 0]]]),
    )
    with pytest.raises(BoundariesError) as refused:
        read_boundaries(path, "code")
    assert refused.value.problems == (
        "property 'code' is missing or empty (1 feature)",
        "property 'code' is the same for several features (1 values)",
        "the geometry is no polygon with numbers for coordinates (2 features)",
    )


@pytest.mark.parametrize("text", ["", "[]", '{"type": "Feature"}', '{"features": []}'])
def test_what_is_no_collection_of_features_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(text)
    with pytest.raises(BoundariesError, match=r"map\.geojson cannot be used"):
        read_boundaries(path, "code")


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(BoundariesError, match="cannot be read"):
        read_boundaries(tmp_path / "none.geojson", "code")


def test_outlines_fill_the_picture_and_labels_stand_in_the_largest_part() -> None:
    large = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
    small = ((6.0, 0.0), (8.0, 0.0), (8.0, 1.0), (6.0, 1.0), (6.0, 0.0))
    outlines = fitted(Boundaries(shapes={"W": ((small,), (large,))}, names={}), 80.0, 400.0)
    assert outlines.height == pytest.approx(40.0)
    assert outlines.labels["W"] == (20.0, 20.0)


def test_equal_values_are_never_in_different_classes() -> None:
    values = {"a": 5.0, "b": 5.0, "c": 5.0, "d": 40.0, "e": 10.0}
    names, of_ward = classed(values, 4)
    assert of_ward["a"] == of_ward["b"] == of_ward["c"] == 0
    assert of_ward["d"] > of_ward["e"] > 0
    assert names[0] == "5"


def test_a_synthetic_town_has_a_boundary_for_each_ward_and_neighbours_share_corners(
    tmp_path: Path,
) -> None:
    wards = tuple(
        Ward(code=f"E0599000{n}", name=f"Ward {n}", x=float(n), y=0.0, level=0.5) for n in (1, 2)
    )
    path = tmp_path / "wards.geojson"
    write_boundaries([wards], path)
    boundaries = read_boundaries(path, CODE, NAME)
    assert dict(boundaries.names) == {"E05990001": "Ward 1", "E05990002": "Ward 2"}
    left, right = (set(shape[0][0]) for shape in boundaries.shapes.values())
    assert len(left & right) == 2
