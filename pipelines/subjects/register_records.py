"""Where the register names records: judgements, draws, reviewed people, samples, views on record.

All of it is sealed in the audit chain, so that an erasure finds it and says so, and removes none.
"""

import json
import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from governance.register.evidence import Evidence
from governance.register.labelling_tables import DrawnPairRow
from governance.register.tables import AuditRow, JudgementRow, ReviewedRecordRow, ThresholdRow
from linkage_models.explaining.records import record_key

PLACES = (
    "labels and decisions",
    "pairs drawn for reviewers",
    "people who were reviewed",
    "samples of proposed levels",
    "views on record",
)
_RECORD = re.compile(r"[a-z][a-z_]*:.")
Named = tuple[str, tuple[tuple[str, str], ...]]
"""An entry of the register: which of the places it is in, and the records it names."""


def named_records(session: Session) -> Iterator[Named]:
    """Go through every entry that names records."""
    labels, drawn, reviewed, samples, views = PLACES
    for row in session.scalars(select(JudgementRow)):
        yield labels, _pair(row)
    for pair in session.scalars(select(DrawnPairRow)):
        yield drawn, _pair(pair)
    for found in session.scalars(select(ReviewedRecordRow)):
        yield reviewed, ((found.source, found.record_id),)
    for proposal in session.scalars(select(ThresholdRow)):
        changed = Evidence.model_validate_json(proposal.evidence).changed_pairs
        for each in changed.sample if changed else ():
            keys = (each.source_l, each.record_id_l), (each.source_r, each.record_id_r)
            yield samples, keys
    for entry in session.scalars(select(AuditRow)):
        keys_of_view = tuple(_keys_in(entry.details))
        if keys_of_view:
            yield views, keys_of_view


def _pair(row: JudgementRow | DrawnPairRow) -> tuple[tuple[str, str], tuple[str, str]]:
    return (row.source_l, row.record_id_l), (row.source_r, row.record_id_r)


def _keys_in(details: str) -> Iterator[tuple[str, str]]:
    """Return what is written as a record is: source:record."""
    for value in json.loads(details).values():
        if isinstance(value, str) and _RECORD.match(value):
            key = record_key(value)
            yield key.source, key.record_id
