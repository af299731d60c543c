"""What roles, stated ties and outcomes of the family model are called where a unit is explained.

Most levels of the family model are named in plain words where the model is declared, and are told
by those; here stand only the words that Splink gives and the names of columns.
"""

from collections.abc import Mapping
from types import MappingProxyType

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "child": "child",
        "unborn_child": "unborn child",
        "mother": "mother",
        "father": "father",
        "parent": "parent",
        "step_parent": "step-parent",
        "guardian": "guardian",
        "grandparent_carer": "grandparent carer",
        "foster_carer": "foster carer",
        "other_carer": "other carer",
    }
)
RESIDENCES: Mapping[str, str] = MappingProxyType(
    {"with_child": "with the child", "elsewhere": "elsewhere", "unknown": "not known"}
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "recorded_tie": "stated tie",
        "residence": "home",
        "contact_point": "phone and e-mail",
        "family_name": "surname",
        "ages": "ages",
    }
)
NOT_COMPARED = "cannot be compared"
STATED = "P1"

_EXACT = "Exact match on "
_ELSE = "All other comparisons"
_WHERE_NOTHING_AGREES: Mapping[str, str] = MappingProxyType(
    {
        "recorded_tie": "none",
        "residence": "none in common",
        "contact_point": "none in common",
        "family_name": "different",
        "ages": "fit no family",
    }
)


def plainly(name: str) -> str:
    """Write a name of a column, a source or a code as words."""
    return name.replace("_", " ")


def role_in_words(role: str) -> str:
    """Name a role."""
    return ROLES.get(role, plainly(role))


def residence_in_words(residence: str) -> str:
    """Say where an adult lives, as seen from the child."""
    return RESIDENCES.get(residence, plainly(residence))


def title_of(comparison: str) -> str:
    """Name a comparison of the family model."""
    return TITLES.get(comparison, plainly(comparison))


def level_in_words(comparison: str, label: str) -> str:
    """Say which level a comparison reached."""
    if label == _ELSE:
        return _WHERE_NOTHING_AGREES.get(comparison, "none agrees")
    return "the same" if label.startswith(_EXACT) else label


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listed(parts: list[str]) -> str:
    """Join words as a sentence does: with commas, and `and` before the last."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
