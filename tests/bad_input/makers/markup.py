"""Makers of XML that is bad, or does harm: rows 48 and 49."""

from collections.abc import Callable

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case, Row
from tests.bad_input.senders import SCHOOL

_DOCTYPE = "it carries a DOCTYPE or entities, which no export needs"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
_QUADRATIC = f'<!ENTITY a "{"x" * 50_000}">'


def _refused(name: str, spoil: Callable[[Bench], object], told: str) -> Case:
    return Case(
        name=name,
        sender=SCHOOL,
        becomes=Becomes.REFUSED,
        spoil=spoil,
        told=(f"{SCHOOL.file}: {told}",),
    )


def _with_doctype(name: str, doctype: str, value: str = "") -> Case:
    """Put a DOCTYPE before the root, and what uses it into the first name."""

    def spoil(bench: Bench) -> None:
        bench.replace("<CTfile>", f"<!DOCTYPE CTfile {doctype}><CTfile>")
        if value:
            bench.replace("Araminta", value, times=1)

    return _refused(name, spoil, _DOCTYPE)


def _cut(share: float) -> Case:
    return _refused(
        f"cut after {share:.0%}",
        lambda bench: bench.change(lambda data: data[: int(len(data) * share)]),
        "it ends in the middle, at line",
    )


def _deep(bench: Bench) -> None:
    bench.replace("<CTFpupilData>", "<a>" * 50_000 + "</a>" * 50_000 + "<CTFpupilData>")


ROWS = (
    Row(
        number=48,
        arrives="XML with a DOCTYPE: entities that multiply, files and addresses it asks for",
        expected="refused",
        cases=(
            _with_doctype("entities of entities", f"[{_LAUGHS}]", "&l8;"),
            _with_doctype("one long entity, often", f"[{_QUADRATIC}]", "&a;" * 1_000),
            _with_doctype(
                "a file of this machine", '[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;"
            ),
            _with_doctype("another document", 'SYSTEM "http://localhost:9/ctf.dtd"'),
            _with_doctype(
                "a parameter entity", '[<!ENTITY % p SYSTEM "http://localhost:9/p"> %p;]'
            ),
        ),
    ),
    Row(
        number=49,
        arrives="XML that is cut short, too deep, or of another root",
        expected="refused",
        cases=(
            _cut(0.3),
            _cut(0.999),
            _refused("deep", _deep, "it nests deeper than"),
            _refused(
                "another root",
                lambda bench: bench.replace("CTfile>", "Message>"),
                "its root element is not CTfile",
            ),
            _refused(
                "a namespace that is not declared",
                lambda bench: bench.replace("<CTfile>", '<CTfile xmlns="urn:somebody:else">'),
                "its root element CTfile is in a namespace, and none is declared",
            ),
        ),
    ),
)
