"""Short builders for comparisons, so that a model reads like the judgement it makes.

Splink's creators are changed by use: build them anew for each use.
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink.internals.comparison_level_creator import ComparisonLevelCreator


def comparison(name: str, description: str, *levels: ComparisonLevelCreator) -> cl.CustomComparison:
    """Build a comparison from its levels, the strongest first."""
    return cl.CustomComparison(
        output_column_name=name, comparison_description=description, comparison_levels=list(levels)
    )


def level(sql: str, label: str) -> ComparisonLevelCreator:
    """Build a level from its condition, with the words it is shown in."""
    return cll.CustomLevel(sql, label)


def not_known(sql: str) -> ComparisonLevelCreator:
    """Build the level of pairs that cannot be compared, which weighs nothing."""
    return cll.CustomLevel(sql, "not known").configure(is_null_level=True)
