"""How small numbers are protected, and what was tried to work them out."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Listing, Notice, Table, Text
from pipelines.evidence.facts import Facts


def tell(facts: Facts) -> Iterator[Block]:
    """Give the rule, the attack and its result."""
    yield Text(words=f"The rule of this pack and of its release: {facts.profile.title}.")
    yield Listing(items=facts.profile.rules())
    yield Text(
        words="Before a release is written an attacker is let loose on it who knows the rule, "
        "every total and part, every sum that the definitions tell, and every release "
        "that readers were ever given. What gives a hidden number away is hidden as well. "
        "A release from which a number can still be worked out is refused."
    )
    if facts.shown.why_not:
        yield Notice(words=f"Of this night: {facts.shown.why_not}.")
    yield _tried(facts)
    yield Text(
        words="Exact recovery is stopped. Somebody may still narrow a hidden number, at worst "
        "to two possible ones, and somebody who knows the families of a place from "
        "elsewhere can find more."
    )


def _tried(facts: Facts) -> Table:
    rows = [
        (
            each.release.id,
            _number(each.figures),
            _number(each.hidden),
            _number(each.checked.get("secrets")),
            _number(each.checked.get("relations")),
            _number(each.checked.get("earlier_releases")),
            _result(each.checked.get("worked_out")),
        )
        for each in facts.releases
    ]
    checked = facts.shown.checked
    if checked:
        shown = (*facts.shown.figures, *facts.shown.by_group)
        rows.append(
            (
                "this pack, shares by group among it",
                _number(len(shown)),
                _number(sum(each.is_suppressed for each in shown)),
                _number(checked.secrets),
                _number(checked.relations),
                _number(checked.earlier_releases),
                _result(0),
            )
        )
    columns = ("Figures", "Hidden", "Secrets", "Sums tried", "Releases remembered")
    return Table(
        name="disclosure_checks",
        title="What was tried, and what came of it",
        columns=("Of", *columns, "Worked out"),
        rows=tuple(rows),
        amounts=frozenset({*columns}),
        empty="No release was made yet.",
    )


def _number(number: int | None) -> str:
    return "not known" if number is None else f"{number:,}"


def _result(worked_out: int | None) -> str:
    if worked_out is None:
        return "not known"
    return f"{worked_out:,}" if worked_out else "none"
