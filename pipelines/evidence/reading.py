"""What a pack reads of a night: its warehouse is only read, and numbers are exact here."""

from collections.abc import Iterator
from datetime import date

import duckdb
from duckdb import DuckDBPyConnection

from governance.figure import Figure
from linkage_models.calibration.calibration import Calibration
from linkage_models.calibration.fitting import TooFewLabelsError, calibrate
from linkage_models.calibration.labels import Labels
from pipelines.calibrating import origin_of
from pipelines.config import Config
from pipelines.counts.counting import figures
from pipelines.evidence.facts import (
    ClusterCheck,
    Field,
    GroupQuality,
    Labelled,
    SetAside,
    Warehouse,
)
from pipelines.groups import Group
from pipelines.judgements import labels_of
from pipelines.sureness import correct, estimates_of
from pipelines.threshold_evidence.groups import grouped, groups_of
from sources.tables import row_count, select_from

_PACKAGE = "pipelines.evidence"
BY_GROUP = "G1"
"""What figures by group are called here: they are in no release."""


class OtherVersionError(ValueError):
    """A night was built by another version of the product, and cannot be read by this one."""


def read_warehouse(con: DuckDBPyConnection, config: Config, as_at: date) -> Warehouse:
    """Read what a pack tells of a night.

    Raises:
        OtherVersionError: the night was built by another version of the product.
        LabelError: a sheet of labels is configured and cannot be read.
    """
    try:
        labelled = _labelled(con, config, as_at)
        return Warehouse(
            figures=figures(con),
            by_group=tuple(linked_by_group(con, as_at)),
            set_aside=tuple(_set_aside(con)),
            fields=tuple(_fields(con)),
            checks=tuple(_checks(con)),
            links=dict(select_from(con, _PACKAGE, "sql/link").fetchall()),
            for_review=row_count(con, "linkage.for_review"),
            decisions=tuple(select_from(con, _PACKAGE, "sql/decision").fetchall()),
            labelled=labelled,
            estimates=estimates_of(con, labelled.estimated),
        )
    except (duckdb.CatalogException, duckdb.BinderException):
        msg = f"the night of {as_at} was built by another version of the product"
        raise OtherVersionError(msg) from None


def linked_by_group(con: DuckDBPyConnection, as_at: date) -> Iterator[Figure]:
    """Count the records that can be linked, and that are, by source and group of people."""
    con.register("record_group", groups_of(con, as_at))
    found = select_from(con, _PACKAGE, "sql/group_figure").fetchall()
    con.unregister("record_group")
    for measure, breakdown, category, value, family_count, of_value in found:
        yield Figure(
            count_id=BY_GROUP,
            measure=measure,
            breakdown=breakdown,
            category=category,
            value=value,
            family_count=family_count,
            of_value=of_value,
        )


def _set_aside(con: DuckDBPyConnection) -> Iterator[SetAside]:
    for source, table, reason, rows in select_from(con, _PACKAGE, "sql/rejected").fetchall():
        yield SetAside(source=source, table=table, reason=reason, rows=rows)


def _fields(con: DuckDBPyConnection) -> Iterator[Field]:
    for source, name, records, filled in select_from(con, _PACKAGE, "sql/field").fetchall():
        yield Field(source=source, name=name, records=records, filled=filled)


def _checks(con: DuckDBPyConnection) -> Iterator[ClusterCheck]:
    names = ("check", "meaning", "outcome", "clusters", "records")
    for row in con.table("linkage.cluster_check").select(*names).fetchall():
        yield ClusterCheck(**dict(zip(names, row, strict=True)))


def _labelled(con: DuckDBPyConnection, config: Config, as_at: date) -> Labelled:
    labels = labels_of(config)
    calibration, why_not = _calibration(con, labels, as_at)
    return Labelled(
        estimated=correct(con, config, as_at),
        calibration=calibration,
        why_not=why_not,
        groups=tuple(_groups(con, labels, as_at)) if labels else (),
    )


def _calibration(
    con: DuckDBPyConnection, labels: Labels | None, as_at: date
) -> tuple[Calibration | None, str]:
    if labels is None:
        return None, "no pairs were labelled"
    try:
        return calibrate(con, labels, origin_of(con, as_at)), ""
    except TooFewLabelsError as error:
        return None, str(error)


def _groups(con: DuckDBPyConnection, labels: Labels, as_at: date) -> Iterator[GroupQuality]:
    """Estimate precision and recall of each group of which there are labels."""
    for (group, category), found in grouped(con, groups_of(con, as_at), labels).items():
        if found.labels:
            yield GroupQuality(
                group=Group(group),
                category=category,
                labels=found.labels,
                precision=found.side.precision,
                recall=found.side.recall,
            )
