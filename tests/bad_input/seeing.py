"""What has to be seen of a bad delivery: what becomes of it, in which words, and what is loaded.

A delivery that is not used is looked at with `thinkfamily check`, as an analyst does. One that is
accepted is assessed by the code behind that command, so that what was landed can be looked at too.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from io import StringIO

from rich.console import Console

from pipelines.cli.telling import show_check
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.outcomes import Outcome
from sources.landing import raw_name
from tests.bad_input.bench import GOOD, TODAY, Bench
from tests.bad_input.cases import Becomes, Case

_NOT_USED = {
    Becomes.REFUSED: Outcome.REFUSED,
    Becomes.HELD: Outcome.HELD,
    Becomes.WAITING: Outcome.WAITING,
    Becomes.SAME: Outcome.SAME,
}
_SHORT = 4


def look_at_case(case: Case, bench: Bench) -> None:
    """Spoil a delivery and hold everything that the case says of it."""
    case.spoil(bench)
    if case.proof is None and case.becomes in _NOT_USED:
        hold_not_used(bench, _NOT_USED[case.becomes], case.told)
        return
    if case.proof is None:
        bench.assess()
        hold_loaded(bench, case.told, case.aside)
        return
    case.proof(bench)


def hold_not_used(bench: Bench, outcome: Outcome, told: tuple[str, ...] = ()) -> None:
    """Hold that today's delivery is not used, that why is told, and that the last good one is."""
    checked = bench.place.thinkfamily("check", str(bench.folder))
    words = _plain(checked.told)
    assert checked.exit_code == 1, words
    assert f"The delivery {outcome.words}." in words, words
    assert f"A night at or after {TODAY} would use that of {GOOD}." in words, words
    hold_words(bench, words, told)
    if outcome in (Outcome.REFUSED, Outcome.HELD):
        assert "Why" in words, words


def hold_loaded(
    bench: Bench, told: tuple[str, ...] = (), aside: Mapping[str, str] | None = None
) -> None:
    """Hold that every record is loaded as it should be, but for those that must be set aside."""
    aside = aside or {}
    facts = facts_of(bench)
    words = words_of(facts)
    assert facts.outcome is Outcome.ACCEPTED, words
    hold_words(bench, words, told)
    read = [file for file in facts.files if file.records is not None]
    records = sum(file.records or 0 for file in read)
    assert records == loaded(bench).total() + rejected(bench).total(), words
    assert records == sum((file.loaded or 0) + (file.rejected or 0) for file in read)
    assert rejected(bench) == Counter(aside.items()), words
    for reason, count in Counter(aside.values()).items():
        assert f"{bench.sender.table}: {reason} ({count})" in words, words
    assert not aside or f"{bench.sender.file}" in words, words
    key = bench.sender.key
    assert loaded(bench) == Counter(
        tuple(row.get(column, "") for column in _columns(bench))
        for row in bench.rows
        if row[key] not in aside
    )


def facts_of(bench: Bench) -> DeliveryFacts:
    assert bench.facts is not None
    return bench.facts


def words_of(facts: DeliveryFacts) -> str:
    """Return what `thinkfamily check` shows of a delivery."""
    shown = StringIO()
    show_check(Console(file=shown, width=300), facts, date.fromisoformat(GOOD), None)
    return _plain(shown.getvalue())


def hold_words(bench: Bench, words: str, told: tuple[str, ...]) -> None:
    """Hold that the words say what they should, and nothing of a person."""
    for each in told:
        assert each in words, words
    assert "Traceback" not in words
    assert not [value for value in personal(bench) if value in words], words


def personal(bench: Bench) -> set[str]:
    """Return the values of people that stand, or stood, in the delivery."""
    columns = bench.sender.personal
    rows = [*bench.sender.people(), *bench.rows]
    values = {row.get(column, "") for row in rows for column in columns} | set(bench.hidden)
    return {value for value in values if len(value) >= _SHORT}


def loaded(bench: Bench) -> Counter[tuple[str, ...]]:
    """Return the records that were loaded, with the columns that today's people have."""
    source = bench.source
    table = next(
        t for f in source.read_as for t in f.tables.values() if t.name == bench.sender.table
    )
    rows = bench.con.table(raw_name(source.name, table)).project(
        ", ".join(f"coalesce(\"{column}\", '')" for column in _columns(bench))
    )
    return Counter(rows.fetchall())


def rejected(bench: Bench) -> Counter[tuple[str, str]]:
    """Return the records that were set aside: which person's each is, and its reason."""
    rows = bench.con.table("raw.rejected").project("reason, content").fetchall()
    return Counter((_whose(bench, content), reason) for reason, content in rows)


def _whose(bench: Bench, content: str) -> str:
    """Return the id of a record that was set aside, be it kept as a record or as its text."""
    if content.startswith("{"):
        return str(json.loads(content)[bench.sender.key] or "")
    ids = [row[bench.sender.key] for row in bench.rows]
    return next((each for each in ids if each in content), content[:20])


def _columns(bench: Bench) -> list[str]:
    """Return the columns that any of today's people has."""
    return list(dict.fromkeys(column for row in bench.rows for column in row))


def _plain(words: str) -> str:
    return " ".join(words.split())
