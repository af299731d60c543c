"""What several makers hold of records that are set aside, or once they are mapped."""

from collections.abc import Callable

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case
from tests.bad_input.seeing import hold_loaded


def mapped(*checks: Callable[[Bench], None]) -> Callable[[Bench], None]:
    """Hold that everything is loaded, and then what must be true once it is mapped."""

    def hold(bench: Bench) -> None:
        bench.assess()
        hold_loaded(bench)
        bench.conform()
        for check in checks:
            check(bench)

    return hold


def has(record: str, column: str, value: object) -> Callable[[Bench], None]:
    def hold(bench: Bench) -> None:
        where = f"record_id = '{record}'"
        assert bench.conformed("person_record", column, where=where) == [(value,)]

    return hold


def one_wrong(name: str, number: int, reason: str, **values: str) -> Case:
    return Case(
        name=name,
        becomes=Becomes.QUARANTINED,
        spoil=lambda bench: bench.edit(number, **values),
        aside={f"pat-{number:04d}": reason},
    )
