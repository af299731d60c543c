"""The tables of an explained family unit: who, which ties, what weighs for and against each.

They hold what they say at 80 columns too: words take more lines, and nothing is cut.
"""

from collections.abc import Callable, Iterator

from rich.markup import escape
from rich.table import Table

from linkage_models.explaining.family.explanation import CareTie, FamilyExplanation, Person
from linkage_models.explaining.family.words import (
    NOT_COMPARED,
    listed,
    residence_in_words,
    role_in_words,
)

NameSource = Callable[[str], str]


def people_of(family: FamilyExplanation) -> Table:
    """Lay out who is a member, and below them who only lives with the children."""
    table = _table("who", "role", "age", "home", "records")
    for person in (*family.children, *family.adults):
        table.add_row(
            person.label,
            role_in_words(person.role),
            person.age,
            _homes(family, person),
            _records(person),
        )
    for person in family.others:
        homes = _homes(family, person)
        table.add_row(person.label, "no member", person.age, homes, _records(person), style="dim")
    return table


def _homes(family: FamilyExplanation, person: Person) -> str:
    numbers = [*([] if person.home is None else [person.home]), *person.also_at]
    return ", also ".join(family.homes[number].title for number in numbers)


def _records(person: Person) -> str:
    return escape("\n".join(str(record) for record in person.records))


def ties_of(family: FamilyExplanation, name_source: NameSource) -> Table:
    """Lay out each tie with its evidence."""
    table = _table("child", "adult", "role, lives", "tier", "evidence", "weight")
    for tie in family.ties:
        table.add_row(
            tie.child,
            tie.adult,
            f"{role_in_words(tie.role)}, {residence_in_words(tie.residence)}",
            tie.tier,
            escape(_evidence(tie, name_source)),
            "" if tie.weight is None else f"{tie.weight:+.1f}",
        )
    return table


def _evidence(tie: CareTie, name_source: NameSource) -> str:
    """Tell the evidence; that of a stated tie names the sources already."""
    if tie.is_stated or not tie.sources:
        return tie.evidence
    return f"{tie.evidence}; a tie stated by {listed([name_source(each) for each in tie.sources])}"


def weights_of(family: FamilyExplanation) -> Table:
    """Lay out what the family model found of each tie, a line for each comparison, in bits."""
    table = _table("tie", "compared", "found", "bits")
    for tie in family.ties:
        table.add_section()
        label = f"{tie.child}, {tie.adult}"
        for row in _weighed(tie):
            table.add_row(label, *row, style="dim" if row[0] == NOT_COMPARED else None)
            label = ""
    return table


def _weighed(tie: CareTie) -> Iterator[tuple[str, str, str]]:
    if not tie.weighed or tie.weight is None:
        yield "", "the night does not weigh the two", ""
        return
    yield "any two people", "", f"{tie.start:+.1f}"
    for each in tie.weighed:
        if each.is_known:
            yield each.title, escape(each.found), f"{each.weight:+.1f}"
    unknown = [each.title for each in tie.weighed if not each.is_known]
    if unknown:
        yield NOT_COMPARED, ", ".join(unknown), ""
    yield "total", "", f"{tie.weight:+.1f}"


def _table(*titles: str) -> Table:
    """Begin a table; the first column and a last one of figures stay on one line."""
    table = Table(*titles)
    for column in table.columns:
        column.overflow = "fold"
        column.no_wrap = column.header in {"who", "child", "adult", "tie", "tier", "weight", "bits"}
        if column.header in {"weight", "bits"}:
            column.justify = "right"
    return table
