"""Pairs whose chance of being one person is known by construction, as arrays and as tables.

Nobody is in them: a pair is a weight, a closeness and an answer.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from scipy.special import expit

from linkage_models.calibration.bands import Bools, Floats
from linkage_models.calibration.labels import SHEET

Answer = Callable[[dict[str, str]], str]


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Pairs with the chance that was used to make their answers."""

    weight: Floats
    is_close: Bools
    is_match: Bools
    chance: Floats


def made_pairs(count: int, seed: int = 1, slope: float = 0.35, shift: float = -1.5) -> Pairs:
    """Make pairs whose weights claim far too much, more so within a household."""
    random = np.random.default_rng(seed)
    weight = random.uniform(-24, 36, count)
    is_close = random.random(count) < 0.6
    chance = expit(shift - is_close + slope * weight)
    return Pairs(
        weight=weight, is_close=is_close, is_match=random.random(count) < chance, chance=chance
    )


def fill_night(con: DuckDBPyConnection, pairs: Pairs) -> None:
    """Make `linkage.record` and `linkage.pair` of pairs, each with two records of its own."""
    con.execute("create schema if not exists linkage")
    count = len(pairs.weight)
    number = np.arange(1, 2 * count + 1)
    side = np.where(number % 2, "gp", "school")
    records = {"record_number": number, "source": side, "record_id": number.astype(str)}
    con.from_arrow(pa.table(records)).create("linkage.record")
    left = np.arange(1, 2 * count, 2)
    scored = {
        "record_number_l": left,
        "record_number_r": left + 1,
        "source_l": ["gp"] * count,
        "source_r": ["school"] * count,
        "match_weight": pairs.weight,
        "closeness": np.where(pairs.is_close, "one household", "elsewhere"),
    }
    con.from_arrow(pa.table(scored)).create("linkage.pair")


def truth_of(pairs: Pairs) -> Answer:
    """Return a reviewer who knows the truth."""

    def answer(row: dict[str, str]) -> str:
        first = min(int(row["record_id_l"]), int(row["record_id_r"]))
        return "yes" if pairs.is_match[(first - 1) // 2] else "no"

    return answer


def answer_sheet(sheet: Path, answer: Answer, decided_on: str = "2026-09-30") -> None:
    """Fill in a sheet."""
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, SHEET)
        writer.writeheader()
        for row in rows:
            writer.writerow(row | {"same": answer(row), "reviewer": "AB", "decided_on": decided_on})
