"""The steps of a night as plain functions on a connection, in the order they run.

Assets and the training job call these; what a step does is in the package that owns it.
"""

from collections.abc import Mapping
from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models.family import units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import load_trained
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from pipelines.nights import Delivery
from sources.conformed import POSTCODE
from sources.landing import Landed, land
from sources.layout import create_schemas, lay_out_sources
from sources.mapping import conform, conform_reference
from sources.readers.files import read_delivery
from sources.tables import load_macros

SCHEMAS = ("linkage", "family", "counts")


def begin(con: DuckDBPyConnection) -> None:
    """Lay out an empty warehouse: schemas, macros, the tables that all sources fill."""
    lay_out_sources(con)
    create_schemas(con, *SCHEMAS)
    load_macros(con, "linkage_models")


def land_source(con: DuckDBPyConnection, delivery: Delivery) -> Landed:
    """Read and land a source's delivery."""
    source = delivery.source
    reads = read_delivery(source.name, delivery.folder, source.read_as)
    return land(con, source.name, delivery.delivered, source.read_as, reads)


def conform_source(con: DuckDBPyConnection, delivery: Delivery) -> Mapping[str, int]:
    """Map a source into the conformed shape.

    Returns:
        Rows added, by conformed table.
    """
    source = delivery.source
    added: dict[str, int] = {}
    for format_ in source.read_as:
        for table, rows in conform(con, source.name, format_, source.codes).items():
            added[table] = added.get(table, 0) + rows
    return added


def conform_geography(con: DuckDBPyConnection, delivery: Delivery) -> int:
    """Map the postcode lookup."""
    source = delivery.source
    return conform_reference(con, source.name, source.read_as[0], POSTCODE)


def link_persons(con: DuckDBPyConnection) -> resolve.Resolution:
    """Score, guard and cluster records into persons with the trained model."""
    resolve.score_pairs(con, load_trained(PERSON_MODEL))
    return resolve.resolve_persons(con)


def gather_families(con: DuckDBPyConnection, as_at: date) -> units.Families:
    """Score pairs of persons as family, tie carers to children, form the units."""
    units.score_family_pairs(con, load_trained(FAMILY_MODEL))
    units.tie_carers(con, as_at)
    return units.form_units(con, as_at)
