"""What changed between nights that are kept, and what was decided, in its order."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from governance.evidence.blocks import Block, Table, Text
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.evidence.manifests import Manifest
from pipelines.evidence.words import moment


def tell(facts: Facts) -> Iterator[Block]:
    """List changes of levels, models, libraries and sources, and decisions."""
    yield Text(
        words="Nights that went by age are not compared any more. Why headline figures changed "
        "between two releases is told in the later one."
    )
    changes = [
        (str(now.as_at), str(then.as_at), *change)
        for then, now in pairwise(facts.nights)
        for change in _changes(then, now)
    ]
    first = [(str(each.as_at), "the first that is kept", "", "", "") for each in facts.nights[:1]]
    yield Table(
        name="changes",
        title="What changed from one night to the next",
        columns=("Night", "Compared with", "What", "Before", "After"),
        rows=(*first, *changes),
        empty="No night is kept.",
    )
    yield Table(
        name="decisions",
        title="What was decided and done, in its order",
        columns=("At", "By", "What", "About"),
        rows=tuple(
            (moment(at), by, action, subject) for at, by, action, subject in facts.audit.decisions
        ),
        empty="Nothing was decided yet.",
    )


def _changes(then: Manifest, now: Manifest) -> Iterator[tuple[str, str, str]]:
    """Give what differs between two nights; one line says so where nothing does."""
    found = [
        *_differing(then.versions, now.versions),
        *(
            (f"level {name}", before, after)
            for name, before, after in _differing(_weights(then), _weights(now))
        ),
        *_sources(then, now),
    ]
    yield from found or [("nothing but the data", "", "")]


def _weights(of: Manifest) -> dict[str, str]:
    return {name: f"{each.weight:+g}" for name, each in of.thresholds.items()}


def _sources(then: Manifest, now: Manifest) -> Iterator[tuple[str, str, str]]:
    days = [{name: str(day) for name, day in each.data_as_at.items()} for each in (then, now)]
    for name, before, after in _differing(*days):
        yield f"data as at, {source_title(name)}", before, after


def _differing(
    before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name, "not there"), after.get(name, "not there")
