"""Blocking rules in words: what two records must share to be compared at all."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

from linkage_models.explaining.words import TITLES, title_of
from linkage_models.model import Json

# What lists of a record are called; all else goes by the title of its comparison.
_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "upns": f"a {TITLES['upn']}",
        "contact_points": "a phone or e-mail",
        "relatives": "a relative",
        "places": "a home, or the family's home",
        "rare_values": "a value that few records hold",
    }
)


def rule_in_words(sql: str, arrays: Sequence[str] = ()) -> str:
    """Say a blocking rule in words: what stands on both sides of each of its equations."""
    return ", ".join(_in_words(equation.split(" = ")[0], arrays) for equation in sql.split(" AND "))


def _in_words(expression: str, arrays: Sequence[str]) -> str:
    name = re.sub(r'\bl\.|[()"]', " ", _plain(expression)).strip()
    *functions, column = name.split()
    if column in arrays:
        return _LISTS.get(column, f"one of {title_of(column)}")
    return " of ".join([*(each.lower().replace("_", " ") for each in functions), title_of(column)])


def _plain(expression: str) -> str:
    """Name the first letter of a column by words in the column's place."""
    return re.sub(r"\bSUBSTR(?:ING)?\((l\.\S+), 1, 1\)", r"first_letter(\1)", expression)


def blocking_rules(trained: Json) -> tuple[str, ...]:
    """Say a model's blocking rules in words, in the order that numbers them."""
    rules = cast("list[Json]", trained["blocking_rules_to_generate_predictions"])
    return tuple(
        rule_in_words(
            str(rule["blocking_rule"]), cast("list[str]", rule.get("arrays_to_explode") or [])
        )
        for rule in rules
    )
