"""Putting the people of a unit into homes, to be shown: everybody once.

Which children share a home and where an adult lives is decided where units are made; here people
are only arranged by it. Somebody with two homes is shown at the one that more of the unit share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Resident:
    """Somebody to be put into a home.

    `places` are the addresses held; `lives_with` numbers the children whom ties say an adult lives
    with. A foster carer's home is never that of a child who is shown where it came from.
    """

    is_child: bool
    places: frozenset[str]
    lives_with: tuple[int, ...] = ()
    is_foster_carer: bool = False


@dataclass
class _Arranged:
    residents: Sequence[Resident]
    home_of: dict[int, int] = field(default_factory=dict)
    homes: int = 0

    def move_in(self, people: Iterable[int]) -> None:
        """Give some people a home of their own."""
        self.home_of |= dict.fromkeys(people, self.homes)
        self.homes += 1

    def has_child(self, home: int) -> bool:
        return any(self.residents[n].is_child for n, at in self.home_of.items() if at == home)


def arrange(residents: Sequence[Resident]) -> tuple[int, ...]:
    """Number the home of each resident: homes of children first, the fullest first."""
    arranged = _Arranged(residents)
    for is_child in (True, False):
        while people := _next_home(arranged, is_child=is_child):
            arranged.move_in(people)
    _move_in_with_children(arranged)
    homeless = [n for n, each in enumerate(residents) if n not in arranged.home_of]
    if children := [n for n in homeless if residents[n].is_child]:
        arranged.move_in(children)
    for adult in homeless:
        if not residents[adult].is_child:
            arranged.move_in([adult])
    return _in_order(arranged)


def also_at(residents: Sequence[Resident], home_of: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Say of each resident at which other homes they hold an address too."""
    homes = range(max(home_of, default=-1) + 1)
    places = [
        frozenset.intersection(
            *(each.places for each, at in zip(residents, home_of, strict=True) if at == home)
        )
        for home in homes
    ]
    return tuple(
        tuple(home for home in homes if home != own and places[home] & each.places)
        for each, own in zip(residents, home_of, strict=True)
    )


def _next_home(arranged: _Arranged, *, is_child: bool) -> list[int]:
    """Return who shares the place that most of those share who have no home yet."""
    holders: dict[str, list[int]] = {}
    for number, each in enumerate(arranged.residents):
        if number not in arranged.home_of:
            for place in each.places:
                holders.setdefault(place, []).append(number)
    kind = [
        (-sum(arranged.residents[n].is_child for n in people), -len(people), place)
        for place, people in holders.items()
        if not is_child or any(arranged.residents[n].is_child for n in people)
    ]
    return holders[min(kind)[2]] if kind else []


def _move_in_with_children(arranged: _Arranged) -> None:
    """Put adults who live with a child, as a source says without an address, where it lives."""
    for number, each in enumerate(arranged.residents):
        home = arranged.home_of.get(number)
        is_settled = home is not None and arranged.has_child(home)
        if each.is_child or each.is_foster_carer or is_settled or not each.lives_with:
            continue
        together = [child for child in each.lives_with if child in arranged.home_of]
        if together:
            arranged.home_of[number] = arranged.home_of[together[0]]
        else:
            arranged.move_in([number, *each.lives_with])


def _in_order(arranged: _Arranged) -> tuple[int, ...]:
    """Number homes anew, without those that nobody is left in."""
    people = [arranged.home_of[number] for number in range(len(arranged.residents))]
    children = [
        home for each, home in zip(arranged.residents, people, strict=True) if each.is_child
    ]
    order = sorted(set(people), key=lambda home: (-children.count(home), home))
    return tuple(order.index(home) for home in people)
