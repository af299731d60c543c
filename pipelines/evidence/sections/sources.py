"""Sources, by what right they are used, and which deliveries the night read."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Table, Text
from governance.release_context import long_date
from pipelines.agreements import Covered
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.evidence.words import Numbers, decided


def tell(facts: Facts) -> Iterator[Block]:
    """List agreements and deliveries."""
    yield _agreements(facts)
    yield _covered(facts)
    if facts.manifest is None:
        yield Text(words=f"Which deliveries were used is not known: {facts.no_night}.")
        return
    yield _recent(facts)
    yield _files(facts)
    yield Table(
        name="deliveries_passed_over",
        title="Newer deliveries that were not used",
        columns=("Source", "Delivery", "What became of it"),
        rows=tuple(
            (source_title(each.source), str(each.delivery), each.outcome)
            for each in facts.manifest.passed_over
        ),
    )


def _agreements(facts: Facts) -> Table:
    return Table(
        name="agreements",
        title="Sources and sharing agreements",
        columns=("Source", "Controller", "Lawful basis", "Agreement", "Opt-outs applied"),
        rows=tuple(
            (
                source_title(each.source.name),
                each.source.controller,
                each.on_record.legal_basis if each.on_record else each.source.lawful_basis,
                each.source.agreement,
                "yes" if each.source.opt_outs_apply else "no",
            )
            for each in facts.agreements
        ),
    )


def _covered(facts: Facts) -> Table:
    today = {each.source.name: each.problem or "covered" for each in facts.agreements_today}
    return Table(
        name="agreements_covered",
        title="Whether each agreement covers the day of the data, and the day of this pack",
        columns=(
            "Source",
            "From",
            "Until",
            long_date(facts.as_at),
            f"Today, {long_date(facts.made_on)}",
            "On record",
        ),
        rows=tuple(
            (
                source_title(each.source.name),
                *_dates(each),
                each.problem or "covered",
                today[each.source.name],
                _recorded(each),
            )
            for each in facts.agreements
        ),
    )


def _dates(each: Covered) -> tuple[str, str]:
    found = each.on_record
    if found:
        return str(found.from_date), str(found.until_date)
    return "not recorded", str(each.source.agreement_expires)


def _recorded(each: Covered) -> str:
    by, at, why = decided(each.on_record.recorded if each.on_record else None)
    return f"by {by}, {at}: {why}" if by else "in the configuration only"


def _recent(facts: Facts) -> Table:
    told = facts.manifest.data_as_at if facts.manifest else {}
    return Table(
        name="data_as_at",
        title="How recent the data is",
        columns=("Source", "Formats", "Data as at"),
        rows=tuple(
            (
                source_title(each.name),
                ", ".join((*each.formats, *each.lists)),
                long_date(told[each.name]) if each.name in told else "not used by this night",
            )
            for each in facts.config.source
        ),
    )


def _files(facts: Facts) -> Table:
    """List each file once, with all rows that were read of it."""
    numbers = Numbers(profile=facts.profile)
    rows: dict[tuple[str, str, str, str], int] = {}
    tables: dict[tuple[str, str, str, str], list[str]] = {}
    for each in facts.manifest.inputs if facts.manifest else ():
        file = source_title(each.source), str(each.delivery), each.file, each.sha256
        rows[file] = rows.get(file, 0) + each.records
        tables.setdefault(file, []).append(each.table_name)
    return Table(
        name="files",
        title=f"Files that the night read. {numbers.rule}",
        columns=("Source", "Delivery", "File", "Read as", "Rows", "SHA-256"),
        rows=tuple(
            (*file[:3], ", ".join(sorted(tables[file])), numbers.shown(count), file[3])
            for file, count in sorted(rows.items())
        ),
        amounts=frozenset({"Rows"}),
    )
