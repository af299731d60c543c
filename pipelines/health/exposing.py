"""Health in Prometheus' text format, for the textfile collector: numbers, and no word of ours."""

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from pipelines.health import keeping, nightly
from pipelines.health.finding import Finding

_MEASURES = {
    nightly.NIGHT: ("thinkfamily_night_days_behind", "Days that the current night is behind."),
    nightly.WAREHOUSE: ("thinkfamily_persons", "Persons of the current night."),
    nightly.SOURCE: ("thinkfamily_data_age_days", "Age of the data that is counted, by source."),
    keeping.AGREEMENT: ("thinkfamily_agreement_days_left", "Days until an agreement ends."),
    keeping.REGISTER: ("thinkfamily_audit_entries", "Entries of the audit chain."),
    keeping.RETENTION: ("thinkfamily_overdue", "Nights and releases kept for too long."),
    keeping.DISK: ("thinkfamily_disk_free_bytes", "Room that is left in the data folder."),
}


def exposition(findings: Iterable[Finding], moment: datetime) -> str:
    """Write findings as metrics: a grade of each, numbers of some, and when they were taken."""
    found = tuple(findings)
    registry = CollectorRegistry()
    about = ("about", "of")
    grade = Gauge(
        "thinkfamily_health", "0 good, 1 to be looked at, 2 critical.", about, registry=registry
    )
    for each in found:
        grade.labels(each.about, each.of).set(each.grade)
    for name, (metric, words) in _MEASURES.items():
        gauge = Gauge(metric, words, ("of",), registry=registry)
        for each in found:
            if each.about == name and each.number is not None:
                gauge.labels(each.of).set(each.number)
    checked = Gauge("thinkfamily_health_checked_seconds", "When it was looked.", registry=registry)
    checked.set(moment.timestamp())
    return generate_latest(registry).decode()
