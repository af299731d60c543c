"""The steps of a night as plain functions on a connection, in the order they run.

Assets and the training job call these; what a step does is in the package that owns it.
"""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from linkage_models.family import units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.ties.tying import tie_carers
from linkage_models.identity import last_night
from linkage_models.model import load_trained
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.weighing import score_pairs
from linkage_models.thresholds import CENTRAL, Levels
from pipelines.deliveries.choices import create_choices
from pipelines.deliveries.finding import Delivery
from pipelines.subjects.withholding import Suppressions, withhold_suppressed
from sources.free_text.notes import read_notes
from sources.landing import Landed, land
from sources.layout import create_schemas, lay_out_sources
from sources.mapping import conform, conform_reference
from sources.opt_outs import leave_out
from sources.readers.apart import read_delivery_apart
from sources.readers.gathering import Reads
from sources.tables import load_macros

SCHEMAS = ("linkage", "family", "counts")


def begin(con: DuckDBPyConnection) -> None:
    """Lay out an empty warehouse: schemas, macros, the tables that all sources fill."""
    lay_out_sources(con)
    create_schemas(con, *SCHEMAS)
    load_macros(con, "linkage_models")
    last_night.lay_out(con)
    create_choices(con)


def read_source(delivery: Delivery) -> Reads:
    """Read a source's delivery, in a process of its own."""
    source = delivery.source
    return read_delivery_apart(source.name, delivery.folder, source.read_as)


def land_reads(con: DuckDBPyConnection, delivery: Delivery, reads: Reads) -> Landed:
    """Land what was read of a source's delivery."""
    source = delivery.source
    return land(con, source.name, delivery.delivered, source.read_as, reads)


def land_source(con: DuckDBPyConnection, delivery: Delivery) -> Landed:
    """Read and land a source's delivery."""
    return land_reads(con, delivery, read_source(delivery))


def conform_source(
    con: DuckDBPyConnection,
    delivery: Delivery,
    opt_outs: frozenset[str] = frozenset(),
    suppressions: Suppressions | None = None,
) -> Mapping[str, int]:
    """Map a source into the conformed shape, without the people whose records may not be used.

    Returns:
        Rows added, by conformed table, and how many records were left out or withheld, and why.
    """
    source = delivery.source
    added: dict[str, int] = {}
    for format_ in source.read_as:
        for table, rows in conform(con, source.name, format_, source.codes).items():
            added[table] = added.get(table, 0) + rows
    # After all formats: one believed later may tell of a record once more.
    held = _record_keys(con, source.name)
    if opt_outs:
        added["opted_out"] = leave_out(con, source.name, opt_outs)
    if suppressions:
        added |= withhold_suppressed(con, source.name, suppressions)
    left = _record_keys(con, source.name)
    if held.num_rows > left.num_rows:
        last_night.forget(con, held.join(left, left.column_names, join_type="left anti"))
    for table, rows in read_notes(con, source.name).items():
        added[table] = added.get(table, 0) + rows
    return added


def _record_keys(con: DuckDBPyConnection, source: str) -> pa.Table:
    is_theirs = ColumnExpression("source") == ConstantExpression(source)
    records = con.table("conformed.person_record").filter(is_theirs)
    return records.select("source", "record_id").to_arrow_table()


def conform_geography(con: DuckDBPyConnection, delivery: Delivery) -> Mapping[str, int]:
    """Map what a source tells of places: the postcode lookup, a gazetteer.

    Returns:
        Rows by conformed table.
    """
    source = delivery.source
    held: dict[str, int] = {}
    for format_ in source.read_as:
        held |= conform_reference(con, source.name, format_, source.codes)
    return held


def link_persons(con: DuckDBPyConnection) -> resolve.Resolution:
    """Score, guard and cluster records into persons with the trained model."""
    score_pairs(con, load_trained(PERSON_MODEL))
    return resolve.resolve_persons(con)


def gather_families(
    con: DuckDBPyConnection, as_at: date, levels: Levels = CENTRAL
) -> units.Families:
    """Score pairs of persons as family, tie carers to children, form the units."""
    units.score_family_pairs(con, load_trained(FAMILY_MODEL))
    tie_carers(con, as_at, levels)
    return units.form_units(con, as_at)
