"""Every true figure: who is counted in each measure, in total and in each of their cells."""

from collections import Counter
from collections.abc import Iterator

from synthetic_data.truth.counts.beside import beside_others
from synthetic_data.truth.counts.children import child_parts, children_counted
from synthetic_data.truth.counts.involvement import Cell, Involvement
from synthetic_data.truth.counts.parents import adult_parts, adults_counted
from synthetic_data.truth.counts.together import families_counted, family_parts
from synthetic_data.truth.counts.traits import Traits

TOTAL = ("total", "all")
# Counted by their own parts alone.
_NO_PROFILE = {("A7", "parents"), ("B1", "amh_adults"), ("B4", "children"), ("C1", "families")}
_BESIDE = {
    "C5": ("referrals", "no_further_action"),
    "D2": ("pupils", "persistent_absence", "suspension", "special_needs", "free_meals"),
}
_OF_D1 = ("practice", "ward")


def count_profiles(known: Involvement) -> Counter[Cell]:
    """Count every cell; a total that nobody is in is there as a zero."""
    traits = Traits(known.families)
    adults, children = adults_counted(known), children_counted(known)
    families = families_counted(known, set(children["A5", "children"]))
    cells = Counter(_parts(known))
    for counted, traits_of in ((adults, traits.adult), (children, traits.child)):
        for key, numbers in counted.items():
            cells[*key, *TOTAL] += len(numbers)
            if key not in _NO_PROFILE:
                cells.update((*key, *trait) for number in numbers for trait in traits_of(number))
    for key, units in families.items():
        cells[*key, *TOTAL] += len(units)
        if key[0] == "D1":
            places = (t for unit in units for t in traits.family(unit) if t[0] in _OF_D1)
            cells.update((*key, *trait) for trait in places)
            cells.update((*key, *trait) for unit in units for trait in traits.schools(unit))
        elif key not in _NO_PROFILE:
            cells.update((*key, *trait) for unit in units for trait in traits.family(unit))
    for count_id, measures in _BESIDE.items():
        cells.update({(count_id, measure, *TOTAL): 0 for measure in measures})
    return cells


def _parts(known: Involvement) -> Iterator[Cell]:
    yield from adult_parts(known)
    yield from child_parts(known)
    yield from family_parts(known)
    yield from beside_others(known)
