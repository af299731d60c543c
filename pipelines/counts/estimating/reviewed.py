"""The world of what reviewers found: the records of the cases, their persons and their families.

It is made of the night's own records in memory, and counted by the SELECTs that count a night.
What sources state of families is left out: the reviewers' word stands in its place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Floats, Ints
from linkage_models.family.evidence import prepare_persons
from linkage_models.family.units import gather_members
from pipelines.counts import counting
from pipelines.counts.estimating.answers import Answers
from pipelines.counts.estimating.frames import FRAMES, Frame, is_of_families
from pipelines.counts.estimating.units import Units, units_of
from pipelines.steps import SCHEMAS
from pipelines.warehouse import detach
from sources.layout import create_schemas
from sources.mapping import create_conformed
from sources.rules import quoted
from sources.tables import create_table, load_macros, select_from

_PACKAGE = "pipelines.counts.estimating"
_WORLD = "reviewed"
# What services tell of the people of a case; who is family is the reviewers' to say.
_TOLD = ("person_record", "address", "involvement", "flag")
# Asked for by what counts a night, and without effect on what a person adds to a headline figure.
_EMPTY = ("conformed.postcode", "linkage.record")


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """The people of a frame who were reviewed: where each is among tonight's units, and the truth.

    `truth` is what each adds to each figure by what reviewers found. A family counts for as many
    people as it has tonight: how children are divided into families is not measured, only whether
    theirs is counted.
    """

    place: Ints
    truth: Floats


def review(
    con: DuckDBPyConnection, answers: Answers, units: dict[str, Units], as_at: date
) -> dict[str, Reviewed]:
    """Return what reviewers found of the people drawn, by frame.

    Who is not in a frame tonight any more is left out. Whom linkage holds as several people adds to
    each of them in part.
    """
    places = {frame.name: _places(con, frame, answers, units[frame.name]) for frame in FRAMES}
    with _world(con, answers, as_at):
        truth = {frame.name: units_of(con, frame, as_at) for frame in FRAMES}
    return {
        frame.name: _reviewed(frame, units[frame.name], truth[frame.name], *places[frame.name])
        for frame in FRAMES
    }


def _places(
    con: DuckDBPyConnection, frame: Frame, answers: Answers, units: Units
) -> tuple[Ints, Ints, Ints]:
    """Return the people drawn who are in a frame tonight: their case, their place, how often."""
    cases = [case for case, name in answers.drawn.items() if name == frame.name]
    con.register("reviewed_record", answers.record)
    con.register("in_frame", pa.table({"person_id": units.person}))
    con.register("case_drawn", pa.table({"case_id": pa.array(cases, pa.int64())}))
    found = select_from(con, _PACKAGE, "sql/found_of_case").order("case_id").fetchnumpy()
    for name in ("reviewed_record", "in_frame", "case_drawn"):
        con.unregister(name)
    person = np.asarray(found["person_id"], dtype=np.int64)
    return (
        np.asarray(found["case_id"], dtype=np.int64),
        units.places_of(person),
        np.asarray(found["persons"], dtype=np.int64),
    )


def _reviewed(  # noqa: PLR0913, PLR0917 - a place has its case and its persons beside it
    frame: Frame, units: Units, truth: Units, case: Ints, place: Ints, persons: Ints
) -> Reviewed:
    at = truth.places_of(case)
    counted = np.zeros((len(case), truth.counted.shape[1]))
    counted[at >= 0] = truth.counted[at[at >= 0]]
    share = np.maximum(units.counted[place], units.doubt[place])
    of_families = np.array([is_of_families(*measure) for measure in frame.measures])
    counted = np.where(of_families & (counted > 0), share, counted)
    return Reviewed(place=place, truth=counted / persons[:, None])


@contextmanager
def _world(con: DuckDBPyConnection, answers: Answers, as_at: date) -> Iterator[None]:
    (night,) = con.execute("select current_database()").fetchone() or ("memory",)
    con.execute(f"attach ':memory:' as {_WORLD}")
    try:
        con.execute(f"use {_WORLD}")
        _lay_out(con, night, answers)
        _gather(con, answers, as_at)
        counting.profile(con, as_at)
        yield
    finally:
        con.execute(f"use {quoted(night)}")
        detach(con, _WORLD)


def _lay_out(con: DuckDBPyConnection, night: str, answers: Answers) -> None:
    create_schemas(con, "conformed", *SCHEMAS)
    for package in ("sources", "linkage_models"):
        load_macros(con, package)
    create_conformed(con)
    con.from_arrow(answers.record).create("linkage.reviewed")
    for table in _TOLD:
        told = f"{quoted(night)}.conformed.{table}"
        con.execute(
            f"insert into conformed.{table} by name "
            f"from {told} semi join linkage.reviewed using (source, record_id)"
        )
    for table in _EMPTY:
        con.execute(f"create table {table} as from {quoted(night)}.{table} limit 0")


def _gather(con: DuckDBPyConnection, answers: Answers, as_at: date) -> None:
    """Make persons and families as the reviewers found them."""
    create_table(con, "linkage.person_record", _PACKAGE, "sql/reviewed_person_record")
    create_table(con, "linkage.person", "linkage_models.person", "person")
    prepare_persons(con, as_at)
    con.register("reviewed_tie", answers.tie)
    create_table(con, "family.care_tie", _PACKAGE, "sql/reviewed_care_tie")
    con.unregister("reviewed_tie")
    gather_members(con, as_at, answers.child)
