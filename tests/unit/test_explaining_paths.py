"""How two records hang together through others: the strongest chain of links, and a short one."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage_models.explaining.paths import Edge, strongest_path

NODES = range(5)


def edges(*told: tuple[int, int, float | None]) -> list[Edge]:
    return [Edge(left=left, right=right, weight=weight) for left, right, weight in told]


def test_a_link_is_a_path_of_its_own() -> None:
    assert strongest_path(edges((1, 2, 7.0)), 1, 2) == ((2, 7.0),)
    assert strongest_path(edges((1, 2, 7.0)), 2, 1) == ((1, 7.0),)


def test_two_strong_links_are_stronger_than_one_weak_one() -> None:
    told = edges((1, 3, 3.0), (1, 2, 20.0), (2, 3, 12.0))
    assert strongest_path(told, 1, 3) == ((2, 20.0), (3, 12.0))


def test_of_paths_that_are_as_strong_the_shortest_is_told() -> None:
    told = edges((1, 2, 30.0), (2, 3, 30.0), (3, 4, 9.0), (2, 4, 9.0), (1, 4, 9.0))
    assert strongest_path(told, 1, 4) == ((4, 9.0),)


def test_what_people_decided_is_the_strongest_of_all() -> None:
    told = edges((1, 3, 40.0), (1, 2, None), (2, 3, None))
    assert strongest_path(told, 1, 3) == ((2, None), (3, None))


@pytest.mark.parametrize("told", [edges(), edges((1, 2, 5.0)), edges((1, 2, 5.0), (3, 4, 5.0))])
def test_records_that_no_link_reaches_have_no_path(told: list[Edge]) -> None:
    assert strongest_path(told, 1, 4) == ()


def test_the_order_of_links_does_not_matter() -> None:
    told = edges((1, 2, 8.0), (2, 4, 8.0), (1, 3, 8.0), (3, 4, 8.0))
    assert {strongest_path(each, 1, 4) for each in permutations(told)} == {((2, 8.0), (4, 8.0))}


def best_by_trying_all(weights: dict[tuple[int, int], float]) -> tuple[float, int] | None:
    """Find how strong the strongest path from 0 to 4 is, and how few links such a path has."""
    found = []
    for length in range(len(NODES) - 1):
        for middle in permutations(NODES[1:-1], length):
            steps = [tuple(sorted(step)) for step in pairwise((0, *middle, 4))]
            if all(step in weights for step in steps):
                found.append((min(weights[step] for step in steps), -len(steps)))  # type: ignore[index]
    return max(found, default=None)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda e: e[0] < e[1]),
        st.sampled_from([1.0, 2.0, 3.0]),
    )
)
def test_no_path_is_stronger_or_as_strong_and_shorter(
    weights: dict[tuple[int, int], float],
) -> None:
    path = strongest_path([Edge(left=a, right=b, weight=w) for (a, b), w in weights.items()], 0, 4)
    best = best_by_trying_all(weights)
    if best is None:
        assert path == ()
        return
    assert (min(weight for _, weight in path if weight), -len(path)) == best
    steps = pairwise((0, *(node for node, _ in path)))
    assert [weights[min(s), max(s)] for s in steps] == [weight for _, weight in path]
    assert path[-1][0] == 4
