"""The pyramid, the map, the trend and the flow of a release: what they show, hide and say."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from defusedxml.ElementTree import fromstring

from governance.boundaries import read_boundaries
from governance.definition import Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import PROFILES
from governance.earlier import EarlierFigure, EarlierRelease, read_earlier
from governance.figure import FigureRow, figures_from_rows
from governance.release import ReleaseContext, write_release
from governance.uncertainty import Change, Estimate

SVG = "{http://www.w3.org/2000/svg}"


def count(count_id: str, *measures: Measure) -> CountDefinition:
    return CountDefinition(
        id=count_id,
        title=f"Count {count_id}",
        definition="Who is counted.",
        measures=measures,
        basis="Open at the as-at date.",
        sources=("gp",),
        not_for="deciding about one family",
    )


def records(name: str, title: str) -> Measure:
    return Measure(name=name, title=title, unit=Unit.RECORD)


CONTEXT = ReleaseContext(
    release_id="r1",
    as_at=date(2026, 9, 30),
    purpose="planning",
    profile=PROFILES["nhs"],
    definitions=(
        count(
            "A2",
            Measure(name="children", title="Children", unit=Unit.CHILD, share_of="all children"),
        ),
        count(
            "F1",
            records("rows_received", "Rows received"),
            records("rows_set_aside", "Set aside"),
            records("records", "Records of people"),
            records("persons", "Persons"),
        ),
    ),
    breakdowns=(
        Breakdown(name="age_sex", title="Age and sex"),
        Breakdown(name="ward", title="Ward"),
        Breakdown(name="source", title="Source"),
    ),
    data_as_at={"gp": date(2026, 9, 29)},
    versions={},
    labels={
        "age_band": {"0 to 4": "0 to 4", "5 to 9": "5 to 9"},
        "sex": {"F": "Women", "M": "Men"},
        "age_sex": {"F": "Girls", "M": "Boys"},
    },
    headlines=(("A2", "children"),),
)
TOTAL: FigureRow = ("A2", "children", "total", "all", 1287, 903, 4213)


def written(folder: Path, rows: Sequence[FigureRow], context: ReleaseContext = CONTEXT) -> Path:
    folder.mkdir(exist_ok=True)
    return write_release(figures_from_rows([TOTAL, *rows]), context, folder / "release").folder


def words_of(release: Path, name: str) -> list[str]:
    root = fromstring((release / "charts" / f"{name}.svg").read_text(encoding="utf-8"))
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def description(release: Path, name: str) -> str:
    charts = json.loads((release / "metadata.json").read_text(encoding="utf-8"))["charts"]
    return str(next(each["alternative_text"] for each in charts if each["name"] == name))


def square(code: str, at: float, **more: object) -> dict[str, object]:
    corners = [[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": f"Ward {code}", **more},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


@pytest.fixture
def mapped(tmp_path: Path) -> ReleaseContext:
    path = tmp_path / "wards.geojson"
    features = [square(code, at) for at, code in enumerate(("W1", "W2", "W3", "W4"))]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return replace(CONTEXT, boundaries=read_boundaries(path, "code", "name"))


WARDS: list[FigureRow] = [
    ("A2", "children", "ward", "W1", 100, 80, 1000),
    ("A2", "children", "ward", "W2", 300, 200, 1000),
    ("A2", "children", "ward", "W3", 3, 3, 1000),
    ("A2", "children", "ward", "W9", 50, 40, 1000),
]


def test_a_pyramid_has_a_side_for_each_sex_and_its_numbers_as_a_table(tmp_path: Path) -> None:
    cells = [("0 to 4", "F", 101), ("0 to 4", "M", 52), ("5 to 9", "F", 4), ("5 to 9", "M", 31)]
    rows: list[FigureRow] = [
        ("A2", "children", "age_sex", f"{age}|{sex}", n, n, None) for age, sex, n in cells
    ]
    release = written(tmp_path, rows)
    words = words_of(release, "A2_age_sex")
    assert {"Girls", "Boys", "100", "50", "*", "30", "0 to 4", "5 to 9"} <= set(words)
    assert words.index("Girls") < words.index("Boys")
    assert "0 to 4: Girls 100, Boys 50; 5 to 9: Girls too small to show, Boys 30" in description(
        release, "A2_age_sex"
    )


def test_a_map_writes_rates_on_wards_and_hides_what_the_tables_hide(
    tmp_path: Path, mapped: ReleaseContext
) -> None:
    release = written(tmp_path, WARDS, mapped)
    words = words_of(release, "A2_map")
    assert {"Ward W1", "10%", "Ward W2", "30%", "Ward W3", "*"} <= {
        word.replace("10.0%", "10%").replace("30.0%", "30%") for word in words
    }
    assert "* Too small to show" in words
    assert "No figure" in words
    said = "".join(words)
    assert "boundary: 1." in said
    assert "Wards with a boundary and no figure: 1." in said


def test_wards_are_called_by_their_names_in_every_table(
    tmp_path: Path, mapped: ReleaseContext
) -> None:
    release = written(tmp_path, WARDS, mapped)
    with (release / "tables" / "A2.csv").open(encoding="utf-8", newline="") as file:
        names = [row["category"] for row in csv.DictReader(file) if row["breakdown"] == "Ward"]
    assert names == ["Ward W1", "Ward W2", "Ward W3", "W9"]


def test_a_trend_needs_an_earlier_release_and_shows_a_gap_where_one_was_hidden(
    tmp_path: Path,
) -> None:
    alone = written(tmp_path / "alone", [])
    assert not (alone / "charts" / "A2_children_trend.svg").exists()
    days = (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31))
    earlier = tuple(
        EarlierRelease(as_at=day, totals={("A2", "children"): EarlierFigure(value=value)})
        for day, value in zip(days, (1200, None, 1250), strict=True)
    )
    release = written(tmp_path / "later", [], replace(CONTEXT, earlier=earlier))
    words = words_of(release, "A2_children_trend")
    assert {"1,200", "*", "1,250", "1,285"} <= set(words)
    assert "31 July 2026: too small to show" in description(release, "A2_children_trend")


def test_a_flow_says_what_left_at_each_step(tmp_path: Path) -> None:
    flow = [("rows_received", 900), ("rows_set_aside", 40), ("records", 412), ("persons", 388)]
    rows: list[FigureRow] = [("F1", name, "source", "gp", n, n, None) for name, n in flow]
    release = written(tmp_path, rows)
    words = words_of(release, "F1_flow")
    assert {"Rows received", "900", "Set aside", "40", "Records of people", "410"} <= set(words)
    metadata = json.loads((release / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["coverage"]["records"]["gp"]["persons"] == "390"


ESTIMATE = Estimate(
    count_id="A2",
    measure="children",
    low=1301,
    central=1287,
    high=1262,
    corrected=1311.4,
    interval_from=1278.0,
    interval_to=1342.0,
    labelled_pairs=400,
    labelled_people=200,
)


def estimates(release: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(release / "estimates.parquet").to_pylist()
    return found


def test_an_interval_is_rounded_outwards_and_stands_beside_its_headline(tmp_path: Path) -> None:
    release = written(tmp_path, [], replace(CONTEXT, estimates=(ESTIMATE,)))
    (row,) = estimates(release)
    assert (row["range_from"], row["range_to"], row["corrected"]) == (1260, 1300, 1310)
    assert (row["interval_from"], row["interval_to"]) == (1275, 1345)
    report = (release / "report.html").read_text(encoding="utf-8")
    assert "Corrected estimate 1,310; 90% interval 1,275 to 1,345" in report
    assert "It covers links and family ties that were made wrongly" in report


def test_without_labels_only_the_range_is_given_and_the_report_says_so(tmp_path: Path) -> None:
    bare = replace(ESTIMATE, corrected=None, interval_from=None, interval_to=None)
    release = written(tmp_path, [], replace(CONTEXT, estimates=(bare,)))
    (row,) = estimates(release)
    assert (row["basis"], row["corrected"]) == ("no labels: range only", None)
    report = (release / "report.html").read_text(encoding="utf-8")
    assert "no labels: range only" in report
    assert "90% interval 1" not in report


def test_nothing_is_said_of_how_sure_or_changed_a_hidden_figure_is(tmp_path: Path) -> None:
    small = figures_from_rows([("A2", "children", "total", "all", 6, 5, 4213)])
    change = Change(
        count_id="A2",
        measure="children",
        earlier_as_at=date(2026, 8, 31),
        earlier=40,
        real_change=-30,
        coverage_change=-4,
        model_change=0,
        now=6,
    )
    context = replace(CONTEXT, estimates=(ESTIMATE,), changes=(change,))
    release = write_release(small, context, tmp_path / "release").folder
    (row,) = estimates(release)
    numbers = ("range_from", "range_to", "corrected", "interval_from", "interval_to")
    assert [row[name] for name in numbers] == [None] * len(numbers)
    assert row["basis"] == "hidden with its figure"
    assert not (release / "changes.csv").exists()


@pytest.mark.parametrize(("then", "is_told"), [(40, True), (None, False)])
def test_a_figure_that_was_hidden_then_is_not_told_by_its_change(
    tmp_path: Path, then: int | None, is_told: bool
) -> None:
    change = Change(
        count_id="A2",
        measure="children",
        earlier_as_at=date(2026, 8, 31),
        earlier=40,
        real_change=1243,
        coverage_change=0,
        model_change=0,
        now=1283,
    )
    before = EarlierRelease(
        as_at=change.earlier_as_at, totals={("A2", "children"): EarlierFigure(value=then)}
    )
    release = written(tmp_path, [], replace(CONTEXT, changes=(change,), earlier=(before,)))
    assert (release / "changes.csv").exists() == is_told


def test_an_earlier_release_is_read_back_as_it_was_published(tmp_path: Path) -> None:
    release = written(tmp_path, [], replace(CONTEXT, estimates=(ESTIMATE,)))
    (found,) = read_earlier([release])
    assert found.as_at == CONTEXT.as_at
    assert found.totals["A2", "children"] == EarlierFigure(
        value=1285, interval_from=1275, interval_to=1345
    )


def test_all_charts_are_the_same_bytes_each_time(tmp_path: Path, mapped: ReleaseContext) -> None:
    context = replace(mapped, estimates=(ESTIMATE,))
    one, two = (written(tmp_path / name, WARDS, context) for name in ("one", "two"))
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert Path("charts/A2_map.png") in files
    assert [each for each in files if (one / each).read_bytes() != (two / each).read_bytes()] == []
