"""Cluster checks on random records, links and decisions: what holds whatever they are."""

from itertools import combinations
from random import Random
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage_models.person.bridges import LEAST_RECORDS, find_bridges
from linkage_models.person.checking import check_clusters
from linkage_models.person.clustering import Clustering, Links, Pairs
from linkage_models.person.decisions import create_decisions

EXAMPLES_WITH_A_DATABASE = 25


class Link(NamedTuple):
    left: int
    right: int
    weight: int
    is_sure: bool
    is_human: bool


Edge = tuple[int, int]
Graph = tuple[int, list[Link], list[Edge]]


@st.composite
def graphs(draw: st.DrawFn, most: int = 10) -> Graph:
    """Draw a number of nodes, links among them, each pair once, and pairs known to be two."""
    count = draw(st.integers(2, most))
    every = list(combinations(range(count), 2))
    ends = draw(st.lists(st.sampled_from(every), unique=True, max_size=25))
    rarely = st.sampled_from([False] * 4 + [True])
    links = [
        Link(*pair, draw(st.integers(1, 5)), draw(st.booleans()), draw(rarely)) for pair in ends
    ]
    return count, links, draw(st.lists(st.sampled_from(every), unique=True, max_size=6))


def links_of(links: list[Link]) -> Links:
    return Links(
        left=np.array([link.left for link in links], dtype=np.int64),
        right=np.array([link.right for link in links], dtype=np.int64),
        weight=np.array([link.weight for link in links], dtype=np.float64),
        is_sure=np.array([link.is_sure for link in links], dtype=np.bool_),
        is_human=np.array([link.is_human for link in links], dtype=np.bool_),
    )


def pairs_of(edges: list[Edge]) -> Pairs:
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def groups(count: int, edges: list[Edge]) -> list[int]:
    """Say for each node which is the lowest it hangs together with, slowly."""
    lowest = list(range(count))
    for _ in range(count):
        for left, right in edges:
            lowest[left] = lowest[right] = min(lowest[left], lowest[right])
    return lowest


def ends_of(links: list[Link]) -> list[Edge]:
    return [(link.left, link.right) for link in links]


def parted(graph: Graph) -> tuple[list[int], list[Link]]:
    """Return the clusters that parting leaves, and the links that stand."""
    count, links, apart = graph
    clustering = Clustering(count, links_of(links))
    clustering.part(pairs_of(apart), "known to be two")
    kept = [link for link, stands in zip(links, clustering.kept, strict=True) if stands]
    return clustering.cluster.tolist(), kept


@given(graphs())
def test_no_two_known_to_be_two_are_together_unless_people_said_so(graph: Graph) -> None:
    count, links, apart = graph
    cluster, kept = parted(graph)
    human = groups(count, ends_of([link for link in links if link.is_human]))
    sure = groups(count, ends_of([link for link in links if link.is_sure]))
    said = groups(count, ends_of([link for link in links if link.is_sure or link.is_human]))
    together = [(a, b) for a, b in apart if cluster[a] == cluster[b]]
    assert not [
        (a, b)
        for a, b in together
        if human[a] != human[b] and not (said[a] == said[b] and sure[a] != sure[b])
    ]
    assert cluster == groups(count, ends_of(kept))


@given(graphs())
def test_what_people_decided_is_never_cut_and_nothing_within_a_cluster_is(graph: Graph) -> None:
    _, links, _ = graph
    cluster, kept = parted(graph)
    cut = set(links) - set(kept)
    assert not [link for link in cut if link.is_human]
    assert not [link for link in cut if cluster[link.left] == cluster[link.right]]


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_links_and_pairs_does_not_matter(graph: Graph, chance: Random) -> None:
    count, links, apart = graph
    shuffled, turned = list(links), [(b, a) for a, b in apart]
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    cluster, kept = parted(graph)
    again, kept_again = parted((count, shuffled, turned))
    assert (again, sorted(kept_again)) == (cluster, sorted(kept))


@given(graphs(), st.integers(1, 4))
def test_no_cluster_is_larger_than_the_limit_unless_people_said_so(graph: Graph, most: int) -> None:
    count, links, _ = graph
    clustering = Clustering(count, links_of(links))
    clustering.limit(most, "too many records")
    human = groups(count, ends_of([link for link in links if link.is_human]))
    for cluster in np.unique(clustering.cluster[clustering.sizes() > most]).tolist():
        members = np.flatnonzero(clustering.cluster == cluster)
        assert len({human[node] for node in members}) == 1


@given(graphs())
def test_a_bridge_is_a_link_without_which_two_groups_of_records_hang_apart(graph: Graph) -> None:
    count, links, _ = graph
    made = links_of(links)
    for place in np.flatnonzero(find_bridges(count, made.left, made.right)).tolist():
        others = [ends for each, ends in enumerate(ends_of(links)) if each != place]
        without = groups(count, others)
        left, right = (without[end] for end in ends_of(links)[place])
        assert left != right
        assert min(without.count(left), without.count(right)) >= LEAST_RECORDS


NUMBERS = ("9992719915", "9998839440", None)


@settings(max_examples=EXAMPLES_WITH_A_DATABASE, deadline=None)
@given(graphs(most=8), st.lists(st.sampled_from(NUMBERS), min_size=8, max_size=8))
def test_no_person_holds_two_verified_numbers_after_the_checks(
    graph: Graph, numbers: list[str | None]
) -> None:
    count, links, _ = graph
    links = [link._replace(is_human=False) for link in links]
    with duckdb.connect(config={"threads": 1}) as con:
        lay_out(con, numbers[:count])
        checked = check_clusters(con, count, links_of(links), {})
        cut = con.table("linkage.cluster_check").sum("links_cut").fetchone()
    carried: dict[int, set[str]] = {}
    for cluster, number in zip(checked.cluster.tolist(), numbers, strict=False):
        carried.setdefault(cluster, set()).update([number] if number else [])
    assert max(map(len, carried.values())) <= 1
    assert cut == (int((~checked.kept).sum()),)
    assert checked.reason.null_count == int(checked.kept.sum())


def lay_out(con: duckdb.DuckDBPyConnection, numbers: list[str | None]) -> None:
    """Make the tables that checks read, with records that carry numbers and nothing else."""
    con.execute("create schema conformed; create schema linkage")
    con.execute(
        "create macro date_parts_agreeing(a, b) as"
        " (year(a) = year(b))::integer + (month(a) = month(b))::integer"
    )
    told = pa.table(
        {
            "record_number": pa.array(range(1, len(numbers) + 1), pa.int64()),
            "record_id": pa.array(map(str, range(len(numbers))), pa.string()),
            "nhs_number": pa.array(numbers, pa.string()),
        }
    )
    con.register("told", told)
    con.execute(
        "create table linkage.record as select *, 'gp' as source, true as nhs_number_is_verified,"
        " null::date as date_of_birth, null::varchar as date_of_birth_text,"
        " null::varchar as given_name, []::varchar[] as given_names, null::varchar as upn,"
        " []::varchar[] as upns, null::date as born_before, null::date as born_after from told"
    )
    con.execute(
        "create table conformed.person_record as select source, record_id,"
        " null::varchar as date_of_birth_quality, null::date as date_of_death from linkage.record"
    )
    con.execute(
        "create table conformed.involvement (source varchar, record_id varchar, start_date date)"
    )
    con.execute(
        "create table conformed.address (source varchar, record_id varchar, from_date date)"
    )
    create_decisions(con, None)
