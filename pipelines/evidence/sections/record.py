"""What RECORD asks of a report, and where the pack and a release answer it."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Text
from governance.evidence.items import Reply, answered, council, told, unknown
from governance.evidence.record import RECORD
from governance.release_context import long_date
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.manifest import versions


def tell(facts: Facts) -> Iterator[Block]:
    """Answer each item."""
    yield Text(
        words="Items of the RECORD statement (Benchimol and others, PLoS Medicine, 2015), in our "
        "words, for whoever reports from these figures."
    )
    yield from answered("record", RECORD, _data() | _sources(facts) | _linked(facts) | _results())


def _sources(facts: Facts) -> dict[str, Reply]:
    listed = ", ".join(source_title(each.name) for each in facts.config.source)
    if facts.manifest is None:
        when = unknown(facts.no_night, "sources")
    else:
        days = sorted(facts.manifest.data_as_at.values())
        span = " to ".join(dict.fromkeys(long_date(day) for day in (days[0], days[-1])))
        when = told(f"Data as at {span}. The area is the council's to name.", "sources")
    return {
        "1.1": told(f"Records that services keep of their own work: {listed}.", "sources"),
        "1.2": when,
        "1.3": told("Yes: records of persons, and persons of families.", "linkage"),
    }


def _data() -> dict[str, Reply]:
    return {
        "6.1": told(
            f"By {len(DEFINITIONS)} declared counts, each with whom it counts, out of whom and on "
            "what basis; a release prints the words.",
            "releases",
        ),
        "6.2": council(
            "whether somebody held the services' own lists against the counts; the software is "
            "tested by counting again with another, slower program."
        ),
        "7.1": told(
            "Codes of each format are declared with the software and listed in its data "
            "dictionary; a council's own codes stand in its configuration.",
            "sources",
        ),
    }


def _linked(facts: Facts) -> dict[str, Reply]:
    shown = facts.shown
    flow = told("By source and step.", "flow") if shown.figures else unknown(shown.why_not, "flow")
    well = facts.warehouse.labelled.calibration if facts.warehouse else None
    how = "Records to persons, by weights of evidence; persons to families, by stated ties first."
    measured = (
        f"{well.at_join.precision} of links are right."
        if well
        else "How well is measured on synthetic people only."
    )
    return {
        "6.3": flow,
        "12.1": told(
            "The account that runs the nights has names and identifiers; readers have releases. "
            "Who has that account, the council says.",
            "retention",
        ),
        "12.2": told(
            "In steps that are listed; what was set aside is counted by reason.", "linkage"
        ),
        "12.3": told(f"{how} {measured}", "linkage", "quality"),
        "13.1": flow,
    }


def _results() -> dict[str, Reply]:
    return {
        "19.1": told(
            "A service knows whom it works with, not everybody. Links can be wrong or missing, "
            "more so in some groups; each count says what it is not for.",
            "quality",
            "models",
        ),
        "22.1": told(
            f"thinkfamily {versions()['thinkfamily']}, its cards, data dictionary and decisions "
            "come with the software.",
            "models",
            "linkage",
        ),
    }
