"""Labels: pairs of records that people have judged, read from the sheet that was drawn for them.

Read whole or not at all; every problem is told with its column and count, and no value of a person.
Which pairs are drawn is in `sampling`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from linkage_models.calibration.sheets import (
    LabelError,
    Row,
    is_day,
    problems_of,
    read_rows,
    sampling_file,
)
from sources.conformed_folder.counting import counted

KEYS = ("source_l", "record_id_l", "source_r", "record_id_r")
SHEET = (*KEYS, "same", "reviewer", "decided_on")
SAMPLING = (*KEYS, "weight_of_sample")

_ANSWERS = {"yes": True, "y": True, "no": False, "n": False}

Pair = tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The pairs of a sheet that were answered, each once.

    `pairs` holds both keys, `same` and `weight_of_sample`. Pairs that were answered both ways are
    disputed: they are not among them.
    """

    pairs: pa.Table
    unanswered: int
    disputed: int
    first_decided: date | None
    last_decided: date | None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answered rows of a sheet, and of each how many pairs it stands for, where that is told.

    Rows have at least the two keys, `same` as yes or no, and `reviewer`.
    """

    rows: tuple[Row, ...]
    weights: tuple[float | None, ...]
    unanswered: int = 0


def read_labels(sheet: Path) -> Labels:
    """Read a sheet of labelled pairs, with the chances from the file beside it where there is one.

    Raises:
        LabelError: the sheet cannot be used; all problems are named together.
    """
    return labels_from(read_answers(sheet))


def read_answers(sheet: Path) -> Answers:
    """Read the answers of a sheet, row by row.

    Raises:
        LabelError: a file cannot be read, lacks columns, or holds answers, dates, chances or keys
            that are none, answers without a reviewer, or pairs that were not drawn; all problems
            are named together.
    """
    problems: list[str] = []
    rows = read_rows(sheet, (*KEYS, "same", "reviewer"), problems)
    beside = sampling_file(sheet)
    drawn = read_rows(beside, SAMPLING, problems) if beside.is_file() else []
    problems += [*_problems(sheet, rows), *_problems(beside, drawn)]
    weights = {_pair(row): row["weight_of_sample"] for row in drawn}
    answered = [row for row in rows if row["same"]]
    told = [row.get("weight_of_sample") or weights.get(_pair(row), "") for row in answered]
    lacking = sum(not each for each in told)
    strange = _not_drawn(rows, weights) if drawn else 0
    if strange:
        problems.append(
            f"{sheet.name}: {counted(strange, 'pair is', 'pairs are')} not in {beside.name}; "
            "a spreadsheet may have changed their ids"
        )
    elif 0 < lacking < len(told):
        problems.append(f"{sheet.name}: {lacking} of {len(told)} labels have no weight_of_sample")
    if problems:
        raise LabelError("\n".join(problems))
    return Answers(
        rows=tuple(answered),
        weights=tuple(float(each) if each else None for each in told),
        unanswered=len(rows) - len(answered),
    )


def _not_drawn(rows: Sequence[Row], weights: Mapping[Pair, str]) -> int:
    """Count the pairs that the sheet was not drawn with, of rows that do not say their chance."""
    whole = [row for row in rows if all(row[key] for key in KEYS)]
    return len({_pair(row) for row in whole if not row.get("weight_of_sample")} - weights.keys())


def labels_from(answers: Answers) -> Labels:
    """Gather answers to pairs; one of which no weight is told stands for itself."""
    answered = answers.rows
    weights = [weight or 1.0 for weight in answers.weights]
    given: dict[Pair, set[bool]] = {}
    for row in answered:
        given.setdefault(_pair(row), set()).add(_ANSWERS[row["same"].casefold()])
    weight_of = dict(zip(map(_pair, answered), weights, strict=True))
    agreed = sorted((pair, min(each)) for pair, each in given.items() if len(each) == 1)
    days = sorted(date.fromisoformat(day) for row in answered if (day := row.get("decided_on")))
    columns = {
        **{name: [pair[i // 2][i % 2] for pair, _ in agreed] for i, name in enumerate(KEYS)},
        "same": [same for _, same in agreed],
        "weight_of_sample": [weight_of[pair] for pair, _ in agreed],
    }
    types = [pa.string()] * len(KEYS) + [pa.bool_(), pa.float64()]
    return Labels(
        pairs=pa.table(columns, schema=pa.schema(list(zip(columns, types, strict=True)))),
        unanswered=answers.unanswered,
        disputed=len(given) - len(agreed),
        first_decided=days[0] if days else None,
        last_decided=days[-1] if days else None,
    )


def _problems(path: Path, rows: Sequence[Row]) -> Iterator[str]:
    checks: dict[str, Callable[[Row], bool]] = {
        "source and record id: a blank": lambda row: not all(row[key] for key in KEYS),
        "source and record id: one record twice": _is_of_one_record,
        "same: neither yes nor no": lambda row: not _is_answer(row.get("same", "")),
        "reviewer: an answer and no reviewer": lambda row: bool(
            row.get("same") and "reviewer" in row and not row["reviewer"]
        ),
        "decided_on: no date such as 2026-09-30": lambda row: not is_day(row.get("decided_on", "")),
        "weight_of_sample: no number above 0": lambda row: (
            not _is_weight(row.get("weight_of_sample", ""))
        ),
    }
    return problems_of(path, rows, checks)


def _pair(row: Row) -> Pair:
    """Return the two records of a row, in an order that does not depend on who is left."""
    left, right = (row[KEYS[0]], row[KEYS[1]]), (row[KEYS[2]], row[KEYS[3]])
    return (left, right) if left <= right else (right, left)


def _is_of_one_record(row: Row) -> bool:
    left, right = _pair(row)
    return left == right and all(left)


def _is_answer(text: str) -> bool:
    return not text or text.casefold() in _ANSWERS


def _is_weight(text: str) -> bool:
    try:
        return not text or 0 < float(text) < float("inf")
    except ValueError:
        return False
