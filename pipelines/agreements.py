"""Whether every source may be used on a day: by the agreement that the configuration names.

What the register knows of an agreement holds; its dates in the configuration hold as long as
nothing of the source was recorded, and only where nobody in the data exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.register import agreements
from governance.register.agreements import Agreement
from governance.register.decision import Decision
from governance.register.register import Register
from pipelines.config import Config, SourceConfig
from pipelines.errors import NotAllowedError
from pipelines.register import register_of


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A source, what is on record of the agreement it names, and why it does not cover a day."""

    source: SourceConfig
    on_record: Agreement | None
    problem: str


def agreements_at(
    config: Config, day: date, register: Register | None = None
) -> tuple[Covered, ...]:
    """Say of every source whether its agreement covers a day.

    Raises:
        DecisionError: what is on record is not what was recorded.
    """
    with (register or register_of(config)).reading() as session:
        recorded = agreements.all_agreements(session)
    needs_record = config.purpose != "synthetic"
    return tuple(
        _covered(source, recorded, day, needs_record=needs_record) for source in config.source
    )


def refuse_ended_agreements(config: Config, day: date) -> None:
    """Keep a night from using a source that it may not use.

    Raises:
        NotAllowedError: agreements do not cover the day; all of them are named.
        DecisionError: what is on record is not what was recorded.
    """
    found = agreements_at(config, day)
    problems = [f"{each.source.name}: {each.problem}" for each in found if each.problem]
    if problems:
        raise NotAllowedError("\n".join(["sharing agreements do not cover the night:", *problems]))


def record_agreement(config: Config, agreement: Agreement) -> None:
    """Record the agreement of a source that is configured.

    Raises:
        NotAllowedError: no source is called so.
        DecisionError: the agreement contradicts itself, or no reason is given.
    """
    source_named(config, agreement.source)
    with register_of(config).changing() as change:
        agreements.record(change, agreement)


def source_named(config: Config, name: str) -> SourceConfig:
    """Return a source by its name.

    Raises:
        NotAllowedError: no source is called so.
    """
    for each in config.source:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in config.source)
    msg = f"no source is called so; there are {names}"
    raise NotAllowedError(msg)


def _covered(
    source: SourceConfig, recorded: Sequence[Agreement], day: date, *, needs_record: bool
) -> Covered:
    theirs = {each.reference: each for each in recorded if each.source == source.name}
    on_record = theirs.get(source.agreement)
    if on_record:
        problem = on_record.problem_at(day)
    elif theirs:
        problem = f"agreement {source.agreement} is not on record, and others of it are"
    elif needs_record:
        problem = f"agreement {source.agreement} is not on record: `thinkfamily agreement record`"
    else:
        problem = _as_configured(source).problem_at(day)
    return Covered(source=source, on_record=on_record, problem=problem)


def _as_configured(source: SourceConfig) -> Agreement:
    return Agreement(
        source=source.name,
        reference=source.agreement,
        legal_basis=source.lawful_basis,
        from_date=date.min,
        until_date=source.agreement_expires,
        recorded=Decision(by="the configuration", at="", reason=""),
    )
