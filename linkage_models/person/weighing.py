"""From candidate pairs to weighed pairs: the model's score, the guards, the night's own prior.

A guard takes weight from a pair that looks like one person and need not be. Which pairs then join
is the business of `resolve.py`.
"""

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.model import Json, prior_of, with_prior
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.prior import prior_shift, starting_prior
from linkage_models.scoring import score
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.person"

# Jaro-Winkler below this is another name, not a misspelling of the same one.
CLEARLY_DIFFERENT = 0.75
# At or above this, two names of one birth date are spellings of one name and not two twins' names.
SPELLINGS_OF_ONE = 0.88
# Where more than this share of the pairs at one address are two people, households are in the data.
MOST_ARE_TWO = 0.5
# A source of which at most this share of records is held twice is taken to hold people once.
MOST_HELD_TWICE = 0.05
# Years between a parent and a child.
GENERATION = 12

# In the order in which they apply: the first that does is the guard of a pair.
GUARDS = {
    "stated_relatives": thresholds.STATED_RELATIVES,
    "two_nhs_numbers": thresholds.TWO_NHS_NUMBERS,
    "age_out_of_bounds": thresholds.AGE_OUT_OF_BOUNDS,
    "parent_and_child": thresholds.PARENT_AND_CHILD,
    "only_a_name": thresholds.ONLY_A_NAME,
    "other_name_and_sex": thresholds.OTHER_NAME_AND_SEX,
    "different_given_name": thresholds.DIFFERENT_GIVEN_NAME,
    "twins": thresholds.TWINS,
}


def score_pairs(con: DuckDBPyConnection, trained: Json) -> int:
    """Score candidate pairs and guard them: `linkage.pair`.

    Makes `linkage.weighing` too: what the weights of the night start from.

    Returns:
        How many pairs are worth keeping.
    """
    records = row_count(con, "linkage.record")
    start = starting_prior(records)
    score(
        con,
        PERSON_MODEL,
        with_prior(trained, start),
        thresholds.WORTH_KEEPING,
        "linkage.scored_pair",
    )
    has_households = _has_households(con)
    guard_pairs(con, has_households=has_households)
    weights = con.table("linkage.guarded_pair").select("match_weight").fetchnumpy()["match_weight"]
    shift = prior_shift(np.asarray(weights), start, records)
    create_table(
        con,
        "linkage.weighing",
        _PACKAGE,
        "weighing",
        prior_of_model=prior_of(trained),
        prior=start + shift,
        has_households=has_households,
    )
    _register_once(con, shift)
    pairs = create_table(
        con,
        "linkage.pair",
        _PACKAGE,
        "pair",
        shift=shift,
    )
    con.unregister("once")
    for name in ("scored_pair", "guarded_pair"):
        con.execute(f"drop table linkage.{name}")
    return pairs


def guard_pairs(con: DuckDBPyConnection, *, has_households: bool) -> int:
    """Make `linkage.guarded_pair` from the scored pairs: the guard that applies to each."""
    values: dict[str, object] = {
        "clearly_different": CLEARLY_DIFFERENT,
        "spellings_of_one": SPELLINGS_OF_ONE,
        "generation": GENERATION,
        "has_households": has_households,
    }
    for name, penalty in GUARDS.items():
        values[f"{name}_name"] = penalty.name
        values[f"{name}_weight"] = penalty.weight
    return create_table(con, "linkage.guarded_pair", _PACKAGE, "guarded_pair", **values)


def _has_households(con: DuckDBPyConnection) -> bool:
    """Say whether people who live together are in the records; a list of persons has none."""
    found = select_from(con, _PACKAGE, "household_share", clearly_different=CLEARLY_DIFFERENT)
    share, has_ties = found.fetchone() or (0.0, False)
    return bool(has_ties or share > MOST_ARE_TWO)


def _register_once(con: DuckDBPyConnection, shift: float) -> None:
    """Let SELECTs see what sources that hold people once say against pairs."""
    once = select_from(
        con,
        _PACKAGE,
        "once",
        shift=shift,
        least_weight=thresholds.WORTH_KEEPING.weight,
        sure_weight=thresholds.SURELY_SAME_PERSON.weight,
        most_twice=MOST_HELD_TWICE,
        fits_another_name=thresholds.FITS_ANOTHER.name,
        fits_another_weight=thresholds.FITS_ANOTHER.weight,
        held_once_name=thresholds.HELD_ONCE.name,
        held_once_weight=thresholds.HELD_ONCE.weight,
    )
    con.register("once", once.to_arrow_table())
