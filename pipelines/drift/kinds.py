"""What is measured of a night, declared: each kind with its SELECT, and how it is compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from sources.tables import select_from

_PACKAGE = "pipelines.drift"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of measure. Its SELECT in `sql/` gives subjects, the parts of each, and amounts.

    Amounts of a number are compared with the usual amount, each by itself. Other amounts are
    parts of one whole, and it is compared how the whole is divided. What depends on how records are
    linked is compared only with nights that linked them by the same models and levels.
    """

    name: str
    is_number: bool = False
    depends_on_linkage: bool = False


VOLUME = Kind(name="volume", is_number=True)
COMPLETENESS = Kind(name="completeness")
LINK_RATE = Kind(name="link_rate", depends_on_linkage=True)
CLUSTER_SIZES = Kind(name="cluster_sizes", depends_on_linkage=True)
WEIGHTS = Kind(name="weights", depends_on_linkage=True)
KINDS = {kind.name: kind for kind in (VOLUME, COMPLETENESS, LINK_RATE, CLUSTER_SIZES, WEIGHTS)}


@dataclass(frozen=True)
class Measure:
    """An amount of a night: of a kind, of a subject such as a source, of a part of it."""

    kind: str
    subject: str
    part: str
    amount: int


def take_measures(con: DuckDBPyConnection) -> Sequence[Measure]:
    """Measure a night from its warehouse, in an order that is always the same."""
    return [
        Measure(name, *row)
        for name in KINDS
        for row in select_from(con, _PACKAGE, f"sql/{name}").order("all").fetchall()
    ]
