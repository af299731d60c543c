"""The audit chain: whether it is whole, and what kinds of entry it has."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Notice, Table, Text
from pipelines.evidence.facts import ABOUT_DECISIONS, Facts
from pipelines.evidence.words import Numbers, moment


def tell(facts: Facts) -> Iterator[Block]:
    """Say whether the chain is intact and where it ends; counts of kinds go by the rule."""
    audit = facts.audit
    yield Text(
        words="Decisions, refusals and nights are entries of a chain: each is sealed with a key "
        "over itself and the one before, so that none can be changed, added or taken out "
        "unseen. Its end is written down outside the register after every change, so that "
        "a lost end shows too. Entries hold no content of a record."
    )
    if audit.fault:
        yield Notice(words=f"Not intact: {audit.fault}.")
    else:
        yield Notice(words=f"Intact: {audit.entries:,} entries when this pack was made.")
    numbers = Numbers(profile=facts.profile)
    first, last = (moment(each) or "no day yet" for each in (audit.first_at, audit.last_at))
    yield Text(
        words=f"The first entry is of {first}, the last of {last}. Entries about decisions are "
        "counted as they are. Those about persons are told by their kind only, and counted by the "
        f"rule: a few of a kind may be about one person. {numbers.rule}"
    )
    yield Table(
        name="audit_kinds",
        title="Kinds of entry",
        columns=("What", "Entries"),
        rows=tuple(
            (
                kind,
                f"{count:,}" if kind.startswith(ABOUT_DECISIONS) else numbers.shown(count),
            )
            for kind, count in audit.kinds.items()
        ),
        amounts=frozenset({"Entries"}),
        empty="There is no entry yet.",
    )
