"""Naming tonight's persons or family units: known keys to those that go on, new ones to the rest.

What they have in common with those of an earlier night is the business of whoever asks.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from linkage_models.clusters import Numbers
from linkage_models.identity.keys import MakeKeys, pair_off


@dataclass(frozen=True, kw_only=True)
class Named:
    """Tonight's numbers with their keys and since when, and how many of the keys were known."""

    keys: pa.Table
    known: int


def name_all(shared: pa.Table, everybody: Numbers, as_at: date, make_keys: MakeKeys) -> Named:
    """Give everybody one key: of the known ones the best that is free, otherwise a new one.

    Args:
        shared: who has something in common with which known key, the best row first: the number
            within the night, `key_number`, the key, `key_since`.
        everybody: all numbers of the night.
        as_at: since when new keys are.
        make_keys: makes the new keys.
    """
    number, _, key, since = shared.column_names
    taken = pair_off(shared[number].to_numpy(), shared["key_number"].to_numpy())
    known = shared.select([number, key, since]).take(taken)
    strangers = np.setdiff1d(everybody, known[number].to_numpy())
    named = pa.table(
        [
            pa.array(strangers, pa.int64()),
            pa.array(make_keys(len(strangers)), pa.string()),
            pa.repeat(pa.scalar(as_at, pa.date32()), len(strangers)),
        ],
        schema=known.schema,
    )
    return Named(keys=pa.concat_tables([known, named]).sort_by(number), known=len(taken))
