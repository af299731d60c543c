"""The sections of a pack, declared once: page, contents, tables and JSON follow from this."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from governance.evidence.blocks import Block
from governance.evidence.pack import FilledSection, Section
from pipelines.evidence.facts import Facts
from pipelines.evidence.sections import (
    assessment,
    audit,
    changes,
    disclosure,
    flow,
    guild,
    linking,
    models,
    overview,
    quality,
    record,
    releases,
    retention,
    sources,
    thresholds,
    transparency,
)


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A section, and what tells it from the facts."""

    section: Section
    tell: Callable[[Facts], Iterable[Block]]

    def filled(self, facts: Facts) -> FilledSection:
        """Tell it."""
        return FilledSection(section=self.section, blocks=tuple(self.tell(facts)))


def _declared(
    key: str, title: str, asked_by: str, tell: Callable[[Facts], Iterable[Block]]
) -> Declared:
    return Declared(section=Section(key=key, title=title, asked_by=asked_by), tell=tell)


SECTIONS = (
    _declared(
        "overview", "What this pack is, and how things stand", "For every reader.", overview.tell
    ),
    _declared(
        "sources",
        "Sources, agreements and deliveries",
        "Asked for by data sharing agreements, RECORD 6 and GUILD step 1.",
        sources.tell,
    ),
    _declared(
        "flow",
        "From records received to what was counted",
        "Asked for by RECORD item 13.1.",
        flow.tell,
    ),
    _declared(
        "linkage",
        "How records are prepared and linked",
        "Asked for by RECORD 12 and GUILD step 2.",
        linking.tell,
    ),
    _declared(
        "guild",
        "What each step of linkage has to tell",
        "Asked for by GUILD, steps 1 to 3.",
        guild.tell,
    ),
    _declared(
        "record",
        "What a report from these figures has to tell",
        "Asked for by RECORD, the items beyond STROBE.",
        record.tell,
    ),
    _declared(
        "quality",
        "Quality of linkage, and error by group",
        "Asked for by GUILD, the equality duty and the accuracy principle.",
        quality.tell,
    ),
    _declared(
        "thresholds",
        "Levels: versions, proposals and approvals",
        "Asked for by governance: a change is a proposal that another person approves.",
        thresholds.tell,
    ),
    _declared("models", "Model cards", "Of the version that is installed.", models.tell),
    _declared(
        "disclosure",
        "Disclosure control",
        "Asked for by the rule for small numbers that the council chose.",
        disclosure.tell,
    ),
    _declared(
        "releases",
        "Releases, and who decided them",
        "Asked for by governance: nobody approves their own proposal.",
        releases.tell,
    ),
    _declared(
        "changes",
        "What changed",
        "Asked for by GUILD and by whoever compares two releases.",
        changes.tell,
    ),
    _declared("audit", "The audit chain", "Asked for by the accountability principle.", audit.tell),
    _declared(
        "retention",
        "What is kept, and for how long",
        "Asked for by the storage limitation principle.",
        retention.tell,
    ),
    _declared(
        "assessment",
        "Annex to the data protection impact assessment",
        "Asked for by article 35 of the UK GDPR; the steps are those of the ICO's template.",
        assessment.tell,
    ),
    _declared(
        "transparency",
        "Algorithmic transparency record",
        "Asked for by the UK's Algorithmic Transparency Recording Standard, tiers 1 and 2.",
        transparency.tell,
    ),
)
"""Every section, in its order."""
