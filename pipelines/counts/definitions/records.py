"""What became of the records of each source."""

from governance.definition import Measure, Unit
from pipelines.counts.definitions.wording import count, measure

_ALL = "F1"


def _records(name: str, title: str, counted: str, part_of: str = "", share_of: str = "") -> Measure:
    return measure(
        name,
        title,
        Unit.RECORD,
        counted,
        share_of=share_of,
        part_of=((_ALL, part_of),) if part_of else (),
    )


_OF = "records about people"

RECORDS = (
    count(
        "F1",
        "Records of each source, and the persons they are about",
        "Rows of all tables of the deliveries in use, and what became of the records about people "
        "in them; one row may tell of several people. Found are those left out and those kept; "
        "kept are those withheld, not linkable, linked and alone. A person may have records in "
        "several sources, so that the persons of all sources are fewer than the sum.",
        _records("rows_received", "Rows received", "rows of the deliveries in use"),
        _records(
            "rows_set_aside",
            "Rows set aside",
            "rows that broke a rule and are used for nothing",
            "rows_received",
            "rows received",
        ),
        _records("found", "Records about people found", "records about people in the rows kept"),
        _records(
            "left_out",
            "Left out",
            "records found that another format of the source had told already, or of people who "
            "objected",
            "found",
            "records found",
        ),
        _records(
            "records", "Records about people", "records found and kept", "found", "records found"
        ),
        _records("withheld", "Withheld", "records that are restricted", "records", _OF),
        _records(
            "not_linkable", "Not linkable", "records without enough to link by", "records", _OF
        ),
        _records(
            "linked",
            "Linked with another record",
            "records whose person has another record, in this source or another",
            "records",
            _OF,
        ),
        _records(
            "alone", "Linked with none", "records that are all there is of a person", "records", _OF
        ),
        _records("persons", "Persons", "different persons whom the records are about"),
        measure("families", "Families", Unit.FAMILY, "families that the persons form"),
        breakdowns=("source",),
        basis="In the deliveries that the night used.",
    ),
)
