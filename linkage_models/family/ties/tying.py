"""From scored pairs of persons to care ties: stated ones first, then those that are inferred."""

from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.thresholds import Levels
from sources.tables import create_table

_PACKAGE = "linkage_models.family.ties"

# Years between a parent and a child, where nobody states that they are.
LEAST_PARENT_GAP = 15
MOST_MOTHER_GAP = 50
MOST_FATHER_GAP = 65
USUAL_GAP = 29
# From so many years a woman is hardly a child's mother where a younger one is at home, and a man of
# her age hardly its father.
LATE_MOTHER_GAP = 43
# Years that make two adults parent and child, if they are of one family.
GENERATION_GAP = 16
# Days between births by one mother: twins are born within fewer, two children after more.
DAYS_OF_TWINS, LEAST_DAYS_BETWEEN_BIRTHS = 4, 200
# Jaro-Winkler from which two names of one child's carers are spellings of one.
SPELLED_ALIKE = 0.85
# Years between partners, where nobody states that they are.
COUPLE_GAP = 20


def tie_carers(con: DuckDBPyConnection, as_at: date, levels: Levels = thresholds.CENTRAL) -> int:
    """Make `family.care_tie`: what sources state first, then what is inferred beside it.

    Returns:
        How many care ties there are.
    """
    create_table(con, "family.recorded_care_tie", _PACKAGE, "recorded_care_tie", as_at=as_at)
    _infer_parents(con, as_at, levels)
    create_table(
        con,
        "family.partner_care_tie",
        _PACKAGE,
        "partner_care_tie",
        as_at=as_at,
        family_tie_weight=levels.family_tie,
        couple_gap=COUPLE_GAP,
        generation_gap=GENERATION_GAP,
        least_parent_gap=LEAST_PARENT_GAP,
    )
    create_table(con, "family.gathered_care_tie", _PACKAGE, "gathered_care_tie", as_at=as_at)
    create_table(con, "family.same_carer", _PACKAGE, "same_carer", alike=SPELLED_ALIKE)
    ties = create_table(con, "family.care_tie", _PACKAGE, "care_tie")
    for made_on_the_way in (
        "known_otherwise",
        "candidate",
        "possible_parent",
        "gathered_care_tie",
    ):
        con.execute(f"drop table family.{made_on_the_way}")
    return ties


def _infer_parents(con: DuckDBPyConnection, as_at: date, levels: Levels) -> None:
    """Make `family.inferred_care_tie`: parents whom no source names."""
    create_table(con, "family.known_otherwise", _PACKAGE, "known_otherwise")
    create_table(
        con,
        "family.candidate",
        _PACKAGE,
        "candidate",
        as_at=as_at,
        least_weight=levels.beside_a_parent,
    )
    create_table(
        con,
        "family.possible_parent",
        _PACKAGE,
        "possible_parent",
        family_tie_weight=levels.family_tie,
        least_parent_gap=LEAST_PARENT_GAP,
        most_mother_gap=MOST_MOTHER_GAP,
        most_father_gap=MOST_FATHER_GAP,
        late_mother_gap=LATE_MOTHER_GAP,
        generation_gap=GENERATION_GAP,
        couple_gap=COUPLE_GAP,
    )
    create_table(
        con,
        "family.inferred_care_tie",
        _PACKAGE,
        "inferred_care_tie",
        family_tie_weight=levels.family_tie,
        only_adult_weight=levels.only_adult,
        usual_gap=USUAL_GAP,
        days_of_twins=DAYS_OF_TWINS,
        least_days=LEAST_DAYS_BETWEEN_BIRTHS,
    )
