"""Every count of a night, recomputed, and the figures that the night itself counted."""

from duckdb import DuckDBPyConnection

from tests.recount.adults import count_adults
from tests.recount.children import count_children
from tests.recount.families import count_families
from tests.recount.night import Night
from tests.recount.profile import Profile
from tests.recount.records import count_records
from tests.recount.tally import Figures

_COLUMNS = "count_id, measure, breakdown, category, value, family_count, of_value"


def recount(night: Night) -> Figures:
    """Recompute every count A1 to F1 with every breakdown."""
    profile = Profile(night)
    return (
        count_adults(profile)
        | count_children(profile)
        | count_families(profile)
        | count_records(night)
    )


def counted(con: DuckDBPyConnection) -> Figures:
    """Return the figures of a night as they were counted."""
    return {
        (count, measure, breakdown, category): (value, families, whole)
        for count, measure, breakdown, category, value, families, whole in con.table(
            "counts.figure"
        )
        .project(_COLUMNS)
        .fetchall()
    }
