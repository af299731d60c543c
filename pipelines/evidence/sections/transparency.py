"""The algorithmic transparency record, filled from configuration and facts as far as they tell."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Notice
from governance.evidence.items import Reply, answered, council, told
from governance.evidence.transparency import ATRS
from pipelines.evidence.facts import Facts
from pipelines.evidence.risks import RISKS
from pipelines.evidence.sections.transparency_tool import technical

_THIRD_PARTY = "whether anybody outside supplies, runs or supports it"


def tell(facts: Facts) -> Iterator[Block]:
    """Fill the record's fields; those that only the council can fill are marked."""
    yield Notice(
        words="The fields of the Algorithmic Transparency Recording Standard. What follows from "
        "the software and the facts is filled in; the council completes, checks and "
        "publishes it."
    )
    replies = _public() | _owner() | _why() | _use(facts) | _risks()
    yield from answered("transparency", ATRS, replies | technical(facts))


def _public() -> dict[str, Reply]:
    return {
        "1.1": told("thinkfamily: counts of parents, children and families across services"),
        "1.2": told(
            "Services for adults' mental health, children's social care, schools and practices "
            "number people each in its own way. The tool works out which of their records are "
            "about one person and who is family, and counts: how many patients are parents, how "
            "many of their children social care knows, how many families several services know. "
            "Planners are given figures in which small numbers are hidden. Nobody is scored, "
            "ranked or decided about."
        ),
        "1.3": council("the page on the council's website."),
        "1.4": council("an address that the public may write to."),
    }


def _owner() -> dict[str, Reply]:
    return {
        "2.1.1": council("the council's name."),
        "2.1.2": council("the team that runs it."),
        "2.1.3": council("the role of the senior responsible owner."),
        "2.1.4": council(f"{_THIRD_PARTY}."),
        "2.1.4.1": council("their names, if so."),
        "2.1.4.2": council("their numbers, if so."),
        "2.1.4.3": council("what they do, if so."),
        "2.1.4.4": council("how they were chosen, if so."),
        "2.1.4.5": council("which data they may see and on what terms, if so."),
    }


def _why() -> dict[str, Reply]:
    return {
        "2.2.1": told(
            "Each step from delivery to figure is described in this pack.", "linkage", "flow"
        ),
        "2.2.2": told(
            "Counting for planning in one area. It is not for finding, tracing or assessing "
            "people, for fraud, or for records that are used in care.",
            "models",
        ),
        "2.2.3": told(
            "Figures that no single service has: how many families are known to several, where, "
            "and how sure each figure is. What the council does with them, it adds."
        ),
        "2.2.4": council("how such figures were had before, if at all."),
        "2.2.5": council(
            "what else was looked at, such as a shared number in all systems, surveys, or one-off "
            "matching by hand."
        ),
    }


def _use(facts: Facts) -> dict[str, Reply]:
    given = sum(each.release.published_at is not None for each in facts.releases)
    return {
        "2.3.1": told(
            "Figures inform plans. No process about a person or a family takes anything from "
            "the tool."
        ),
        "2.3.2": told(
            "A release: tables, charts and a page with definitions, how sure each figure is, "
            "and what it is not for.",
            "releases",
        ),
        "2.3.3": told(
            f"A night is made from the newest deliveries; {len(facts.nights)} nights are kept and "
            f"{given} releases were published. Who reads them, the council adds.",
            "changes",
            "releases",
        ),
        "2.3.4": told(
            "People decide on pairs near the level, label pairs blind, approve levels and "
            "releases: always another person than proposed.",
            "thresholds",
            "releases",
        ),
        "2.3.5": council("who is trained in what before they label, approve or read figures."),
        "2.3.6": council(
            "how somebody objects or asks what is held. No decision about a person is made that "
            "could be appealed."
        ),
    }


def _risks() -> dict[str, Reply]:
    return {
        "2.5.1": council(
            "title, date and place of the impact assessment; the annex in this pack prepares it.",
            "assessment",
        ),
        "2.5.2": told(
            f"{len(RISKS)} risks with their measures and the evidence for each stand in the annex.",
            "assessment",
        ),
    }
