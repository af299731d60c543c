"""F1: what became of the records of each source."""

from collections import Counter, defaultdict

from tests.recount.night import Night
from tests.recount.tally import Figures

_OF = {
    "rows_set_aside": "rows_received",
    "left_out": "found",
    "records": "found",
    "withheld": "records",
    "not_linkable": "records",
    "linked": "records",
    "alone": "records",
}


def count_records(night: Night) -> Figures:
    """Recompute the figures of each source."""
    numbers: dict[object, Counter[str]] = defaultdict(Counter)
    for row in night.tables["raw.delivery"]:
        numbers[row["source"]]["rows_received"] += int(str(row["records"]))
    for row in night.tables["raw.rejected"]:
        numbers[row["source"]]["rows_set_aside"] += 1
    for row in night.tables["conformed.left_out"]:
        if row["table_name"] == "person_record":
            numbers[row["source"]]["left_out"] += int(float(str(row["rows"])))
    _records(night, numbers)
    figures: Figures = {}
    people = {row["source"] for row in night.tables["conformed.person_record"]}
    for source in people:
        own = numbers[source]
        own["found"] = own["left_out"] + own["records"]
        for measure in ("rows_received", "found", "persons", *_OF):
            value, whole = own[measure], own[_OF[measure]] if measure in _OF else None
            figures["F1", measure, "source", str(source)] = (value, value, whole)
    persons = len(set(night.person_of.values()))
    units = len(night.tables["family.unit"])
    figures["F1", "persons", "total", "all"] = (persons, persons, None)
    figures["F1", "families", "total", "all"] = (units, units, None)
    return figures


def _records(night: Night, numbers: dict[object, Counter[str]]) -> None:
    """Count the records about people of each source, by what became of them."""
    linkable = {
        (row["source"], row["record_id"]): bool(row["is_linkable"])
        for row in night.tables["linkage.person_record"]
    }
    sizes = Counter(night.person_of.values())
    persons: dict[object, set[int]] = defaultdict(set)
    for row in night.tables["conformed.person_record"]:
        key, own = (row["source"], row["record_id"]), numbers[row["source"]]
        own["records"] += 1
        if key not in night.person_of:
            own["withheld"] += 1
            continue
        persons[row["source"]].add(night.person_of[key])
        if not linkable[key]:
            own["not_linkable"] += 1
        else:
            own["linked" if sizes[night.person_of[key]] > 1 else "alone"] += 1
    for source, those in persons.items():
        numbers[source]["persons"] = len(those)
