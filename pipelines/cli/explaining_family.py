"""`thinkfamily explain --family`: who is a family unit and why: tables, a sentence, a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from governance.release_context import SOURCE, SYNTHETIC_SENTENCE, plain
from linkage_models.explaining.family.explanation import FamilyExplanation
from linkage_models.explaining.family.finding import find_unit, units_of
from linkage_models.explaining.family.reading import explain_family
from linkage_models.explaining.family.sentence import in_a_sentence
from linkage_models.explaining.family.words import counted, listed
from linkage_models.explaining.records import ExplainError, RecordKey
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import load_trained
from pipelines.cli.context import Session
from pipelines.cli.family_graph import write_family_graph
from pipelines.cli.family_tables import people_of, ties_of, weights_of
from pipelines.config import load_config
from pipelines.counts.words import LABELS
from pipelines.explained_night import linked_by, version_name
from pipelines.manifest import versions
from pipelines.nights import Night, current_night
from pipelines.warehouse import key_from_environment, open_warehouse


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be explained: a unit by its key or number, or the units of a record."""

    unit: str | None
    record: RecordKey | None
    chart: Path | None


def explain_units(session: Session, asked: Asked) -> None:
    """Explain family units of the current night, and draw them where that is asked."""
    config = load_config(session.config_file)
    night = current_night(config.data)
    linked_by(night, FAMILY_MODEL)
    model = version_name(FAMILY_MODEL)
    remarks = f"Night {night.as_at}, {model} {versions()[model]}."
    mark = f"{SYNTHETIC_SENTENCE} " if config.purpose == "synthetic" else ""
    with (
        session.console.status("Reading the family"),
        open_warehouse(
            night.warehouse, key_from_environment(), config.engine, read_only=True
        ) as con,
    ):
        families, told = _explained(con, night, asked)
    for line in told:
        _say(session, line)
    for family in families:
        show_family(session, family, remarks)
        if asked.chart:
            chart = _own_file(asked.chart, family, is_one=len(families) == 1)
            _draw(family, f"{mark}{remarks}", chart)
            _say(session, f"Chart: {chart}")


def _explained(
    con: DuckDBPyConnection, night: Night, asked: Asked
) -> tuple[list[FamilyExplanation], list[str]]:
    """Explain what is asked for, with what is to be said before it."""
    told: list[str] = []
    if asked.record is None:
        units: tuple[int, ...] = (find_unit(con, asked.unit or ""),)
    else:
        found = units_of(con, asked.record)
        units = found.member_of
        if not units:
            told.append(
                f"{asked.record}: a member of no family unit, which has dependent children."
            )
        if found.lives_with:
            also = listed([str(unit) for unit in found.lives_with])
            told.append(f"{asked.record}: lives with family unit {also}, and is no member.")
    trained = load_trained(FAMILY_MODEL)
    return [explain_family(con, unit, trained, night.as_at) for unit in units], told


def name_source(source: str) -> str:
    """Name a source as readers know it."""
    return LABELS[SOURCE].get(source) or plain(source)


def show_family(session: Session, family: FamilyExplanation, remarks: str) -> None:
    """Show a unit: the sentence, who, the ties with their evidence and weights, and the rest."""
    key = f", key {family.unit_key}" if family.unit_key else ""
    _say(session, f"Family unit {family.unit_id}{key}", style="bold")
    _say(session, in_a_sentence(family, name_source), style="bold")
    for table in (people_of(family), ties_of(family, name_source), weights_of(family)):
        session.console.print(table)
    for line in (*_told(family), remarks):
        _say(session, line)


def _say(session: Session, line: str, style: str | None = None) -> None:
    session.console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def _told(family: FamilyExplanation) -> Iterator[str]:
    for together in family.together:
        yield f"Together: {together.words}."
    fostered = [child.label for child in family.children if family.is_fostered(child.label)]
    if fostered:
        yield f"In foster care, shown at the home they came from: {listed(fostered)}."
    for tie in family.set_aside:
        yield (
            f"Set aside: {tie.one}, {tie.kind}, {tie.other}, as {tie.source} states; {tie.reason}."
        )
    if family.flag:
        yield f"Flag: {family.flag}."
    yield _withheld(family)


def _withheld(family: FamilyExplanation) -> str:
    """Count what is withheld from the whole night: of one family it would tell who it is."""
    counts = [counted(family.withheld_records, "record")]
    if family.withheld_places is not None:
        counts.append(counted(family.withheld_places, "place"))
    return f"Withheld from the whole night, and not told by family: {listed(counts)}."


def notes_of(family: FamilyExplanation, remarks: str) -> list[str]:
    """Say what stands below the picture of a unit."""
    also = [
        f"{person.label} also at {listed([family.homes[home].title for home in person.also_at])}"
        for person in (*family.children, *family.adults)
        if person.also_at
    ]
    fostered = any(family.is_fostered(child.label) for child in family.children)
    aside = counted(len(family.set_aside), "stated tie")
    return [
        *([f"Two homes: {listed(also)}."] if also else []),
        *(["A child in foster care is shown at the home it came from."] if fostered else []),
        *([f"Set aside: {aside}."] if family.set_aside else []),
        *([f"Flag: {family.flag}."] if family.flag else []),
        remarks,
    ]


def _own_file(chart: Path, family: FamilyExplanation, *, is_one: bool) -> Path:
    """Name the picture of a unit: as it was asked for, or with the unit's number where several."""
    return chart if is_one else chart.with_stem(f"{chart.stem}-{family.unit_id}")


def _draw(family: FamilyExplanation, remarks: str, chart: Path) -> None:
    sentence = in_a_sentence(family, name_source)
    try:
        write_family_graph(family, sentence, notes_of(family, remarks), chart)
    except OSError as error:
        msg = f"the chart cannot be written to {chart} ({error.strerror})"
        raise ExplainError(msg) from None
