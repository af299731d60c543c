"""An annex to the council's impact assessment: processing, need, and risks with their evidence."""

from collections.abc import Iterator

from governance.evidence.assessment import AFTER_RISKS, BEFORE_RISKS
from governance.evidence.blocks import Answer, Answers, Block, Notice, Standing
from governance.evidence.items import Item, Reply, answered, council, told
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.evidence.risks import RISKS, Risk

_SYNTHETIC = "Nobody in this data exists: this is how an annex will read."


def tell(facts: Facts) -> Iterator[Block]:
    """Describe the processing, assess risks, and leave what is the council's to the council."""
    yield Notice(
        words="This annex is filled from facts as far as the system knows them. It is no "
        "assessment: that is made, and signed, by the council. Places to fill in are "
        "marked."
    )
    if facts.config.purpose == "synthetic":
        yield Notice(words=_SYNTHETIC)
    yield from answered("assessment", BEFORE_RISKS, _replies(facts))
    yield Answers(
        name="assessment_risks",
        title="Steps 5 and 6: risks to people, and measures",
        answers=tuple(_assessed(f"R{n}", each, facts) for n, each in enumerate(RISKS, start=1)),
    )
    yield from answered(
        "assessment_outcome", AFTER_RISKS, {each.key: _sign(each) for each in AFTER_RISKS}
    )


def _assessed(key: str, risk: Risk, facts: Facts) -> Answer:
    return Answer(
        key=key,
        asks=risk.risk,
        told=f"Measures: {risk.measures} How it stands: {risk.stands(facts)}. For the council to "
        "fill in: likelihood, severity, further measures and residual risk.",
        standing=Standing.COUNCIL,
        see=(risk.see,),
    )


def _sign(item: Item) -> Reply:
    return council(
        f"{item.asks[:1].lower()}{item.asks[1:]}: name, position, date, and what was said."
    )


def _replies(facts: Facts) -> dict[str, Reply]:
    return {
        "1.1": told(
            "To count how many adults known to mental health services are parents, how many of "
            "their children social care knows, and how many families several services know, for "
            "planning. Records of several services, some of special categories and of children, "
            "are matched: that asks for an assessment.",
            "overview",
        ),
        "2.1": told(
            "Sources deliver exports; a night reads the newest of each into one encrypted file, "
            "links records, counts, and is replaced whole by the next night. Nothing of a "
            "person leaves the file but figures under a rule for small numbers.",
            "linkage",
            "retention",
        ),
        "2.2": _scope(facts),
        "2.3": told(
            "Yes: health data, and data of children and families known to social care. Ethnic "
            "group is held only to tell error by group and to break down counts. No criminal "
            "offence data is read on purpose; what a council's own lists hold, the council says.",
            "sources",
        ),
        "2.4": council(
            "who the people are (patients, children, parents, contacts), their relation to the "
            "council, what they would expect, and concerns known."
        ),
        "2.5": told(
            "Planning of services for families. No person is scored, ranked or decided about, "
            "and no service is told who somebody is.",
            "models",
        ),
        "3.1": council("who was asked, when, and what they said; or why nobody was."),
        "4.1": told("Of each source: see the table of agreements.", "sources"),
        "4.2": told(
            "Each system numbers people in its own way, so that no count across services can be "
            "made without linking records. Whether the gain is worth it, the council says in "
            "step 5.",
            "flow",
        ),
        "4.3": told(
            "Readers are given fixed tables of released figures only. Whoever checks links, or "
            "answers a person, sees the records that it takes, by role; each view and each "
            "decision is an entry of the audit chain, and releases are decided by two people.",
            "releases",
            "audit",
        ),
        "4.4": told(
            "Error of links is measured by labels where there are some, by group too; rows that "
            "break a rule are set aside and counted; names are read for linkage alone, addresses "
            "for linkage, wards and deprivation.",
            "quality",
            "flow",
        ),
        "4.5": council(
            "the privacy notice, where it stands, and the published transparency record.",
            "transparency",
        ),
        "4.6": _rights(facts),
        "4.7": _processors(facts),
    }


def _scope(facts: Facts) -> Reply:
    listed = ", ".join(source_title(each.name) for each in facts.config.source)
    return told(
        f"Sources: {listed}. Names, dates of birth, addresses, phones, identifiers, stated ties "
        "and dated contacts with services. How many records and persons, the flow says. A night "
        "is made from the newest delivery of each source.",
        "sources",
        "flow",
    )


def _rights(facts: Facts) -> Reply:
    applied = [source_title(each.name) for each in facts.config.source if each.opt_outs_apply]
    opted = (
        f"Opt-outs are applied before linkage to {', '.join(applied)}"
        if applied
        else "No source has opt-outs applied"
    )
    return told(
        f"{opted}; of those removed the number is told and never who. Whoever asks is told what is "
        "held of them, or their records are restricted, left out or erased: the next night is "
        "built without them, recognised by keyed hashes. An erasure is certified once older nights "
        "that hold the person are removed. How people reach the council, the council says in its "
        "privacy notice.",
        "flow",
        "retention",
    )


def _processors(facts: Facts) -> Reply:
    where = (
        "its register lies on a database server that the council chose"
        if facts.config.register_.url
        else "everything lies in its data folder"
    )
    return told(
        f"The software runs on the council's own machine and {where}. It sends nothing elsewhere. "
        "Whoever runs machine or server for the council is for the council to name.",
        "transparency",
    )
