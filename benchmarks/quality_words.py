"""How the figures of the quality benchmark are named and written, on every page that tells them.

What was found is in `quality_results`; no page is made here.
"""

from types import MappingProxyType

from benchmarks.quality_results import Summary

TITLES = MappingProxyType(
    {
        "pair_precision": "pair precision",
        "pair_recall": "pair recall",
        "pair_f1": "pair F1",
        "b_cubed_precision": "B-cubed precision",
        "b_cubed_recall": "B-cubed recall",
        "b_cubed_f1": "B-cubed F1",
        "exact_precision": "exact precision",
        "exact_recall": "exact recall",
        "exact_f1": "exact F1",
        "blocking_recall": "blocking recall",
        "false_in_household": "false links in a household",
        "calibration_gap": "largest calibration gap",
        "child_b_cubed_precision": "family precision by child",
        "child_b_cubed_recall": "family recall by child",
        "child_b_cubed_f1": "family F1 by child",
        "given_child_b_cubed_f1": "family F1 by child, persons given",
        "exact_units": "exact family units",
        "given_exact_units": "exact family units, persons given",
        "parents_found": "parents found",
        "mothers_found": "mothers found",
        "fathers_found": "fathers found",
        "fathers_behind": "fathers behind mothers",
        "wrong_adult": "children with a wrong adult",
    }
)
_AS_SHARE = frozenset({"false_in_household", "wrong_adult", "fathers_behind"})


def told(found: Summary | None, figure: str) -> str:
    """Tell a figure, with its range where seeds differ."""
    if found is None:
        return ""
    mean, least, most = (number(value, figure) for value in (found.mean, found.least, found.most))
    return mean if least == most else f"{mean} ({least} to {most})"


def number(value: float, figure: str) -> str:
    """Write the value of a figure."""
    return f"{value:.2%}" if figure in _AS_SHARE else f"{value:.3f}"


def heading(words: str) -> str:
    """Begin words with a capital."""
    return words[:1].upper() + words[1:]
