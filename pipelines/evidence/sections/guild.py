"""What GUILD asks at each step of linkage, answered from night, register and software."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Text
from governance.evidence.guild import GUILD
from governance.evidence.items import Reply, answered, council, told, unknown
from governance.release_context import long_date
from linkage_models.thresholds import DEFENSIBLE
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.evidence.sections.guild_linker import of_the_linker
from pipelines.evidence.words import Numbers

_WEIGHED = (
    "Each headline figure is counted again with every level "
    f"{DEFENSIBLE.weight:g} bits higher and lower, and releases show the range."
)


def tell(facts: Facts) -> Iterator[Block]:
    """Answer every question, or say plainly that it is not known."""
    yield Text(
        words="Questions after GUILD, the guidance for information about linking data sets "
        "(Gilbert and others, Journal of Public Health 40, 2018), in our words. What only "
        "a provider or the council knows is left to be filled in."
    )
    yield from answered("guild", GUILD, _provider(facts) | of_the_linker(facts) | _analyst(facts))


def _provider(facts: Facts) -> dict[str, Reply]:
    return {
        "1.1": _whom(facts),
        "1.2": council(
            "of each source, what the system is for and who writes into it. The pack knows its "
            "formats and controllers.",
            "sources",
        ),
        "1.3": _taken_out(facts),
        "1.4": _held(facts),
        "1.5": _errors(facts),
        "1.6": _over_time(facts),
        "1.7": told(
            f"By {len(facts.agreements)} agreements, each with its lawful basis, its first and "
            f"last day. The purpose configured is {facts.config.purpose}.",
            "sources",
        ),
    }


def _analyst(facts: Facts) -> dict[str, Reply]:
    by_group = "The share linked is told by sex, age, ethnic group and deprivation, by source."
    return {
        "3.1": told(by_group, "quality")
        if facts.shown.by_group
        else unknown(facts.shown.why_not or "no record can be linked", "quality"),
        "3.2": told(_WEIGHED, "releases", "thresholds"),
        "3.3": _corrected(facts),
        "3.4": told("Yes: as RECORD item 13.1 asks, drawn and by source.", "flow")
        if facts.shown.figures
        else unknown(facts.shown.why_not, "flow"),
        "3.5": told(
            "For deciding anything about a person, finding people, tracing or fraud; each count "
            "says in a release what it is not for.",
            "models",
        ),
    }


def _held(facts: Facts) -> Reply:
    """Tell of the two fields that decide most how many sources hold them; the table has all."""
    if facts.warehouse is None:
        return unknown(facts.no_night, "quality")
    numbers = Numbers(profile=facts.profile)
    held = {
        name: ", ".join(
            f"{source_title(each.source)} {numbers.share(each.filled, each.records)}"
            for each in facts.warehouse.fields
            if each.name == name
        )
        for name in ("Full date of birth", "NHS number")
    }
    listed = "; ".join(f"{name}: {of}" for name, of in held.items())
    return told(f"{listed}. The other fields are in the table.", "quality")


def _whom(facts: Facts) -> Reply:
    if facts.manifest is None:
        return unknown(facts.no_night, "sources")
    listed = "; ".join(
        f"{source_title(name)} as at {long_date(day)}"
        for name, day in facts.manifest.data_as_at.items()
    )
    words = f"People whom these deliveries are about: {listed}."
    return told(
        f"{words} Which of their people each source delivers, its agreement says.", "sources"
    )


def _taken_out(facts: Facts) -> Reply:
    applied = [source_title(each.name) for each in facts.config.source if each.opt_outs_apply]
    words = f"to {', '.join(applied)}" if applied else "to no source"
    return told(
        "Each delivery is an export of the system itself, in its own format, read as it is. "
        f"Opt-outs are applied {words}. Restricted records are removed before linkage. Which "
        "people a provider left out before the export is for the provider to say.",
        "sources",
        "flow",
    )


def _errors(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "flow")
    rows = sum(each.rows for each in facts.warehouse.set_aside)
    shown = "no row" if not rows else f"{Numbers(profile=facts.profile).shown(rows)} rows"
    return told(
        f"Of these deliveries {shown} broke a declared rule, by reason and table. Records of one "
        "person within a source are found by linkage, like those of several. Errors that keep to "
        "the rules are not known.",
        "flow",
    )


def _over_time(facts: Facts) -> Reply:
    if len(facts.nights) < 2:  # noqa: PLR2004 - a change is between two
        return unknown(
            "only one night is kept; what changed in the systems, providers say", "changes"
        )
    return told("What changed between the nights that are kept is listed.", "changes")


def _corrected(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "quality")
    why_not = facts.warehouse.labelled.estimated.why_not
    if why_not:
        return told(f"No: {why_not}. Headline figures have a range and no interval.", "quality")
    return told(
        f"Yes: {len(HEADLINES)} headline figures, by measured precision and recall of links and by "
        "people whose records and family reviewers found, with 90% intervals.",
        "quality",
    )
