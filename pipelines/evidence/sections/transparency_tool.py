"""The technical fields of the transparency record: tool, models, data; the others are beside it."""

from governance.evidence.items import Reply, council, told, unknown
from governance.release_context import long_date
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.manifest import model_versions


def technical(facts: Facts) -> dict[str, Reply]:
    """Reply to the fields about tool, models and data."""
    return _tool(facts) | _models(facts) | _developed() | _operated(facts)


def _tool(facts: Facts) -> dict[str, Reply]:
    return {
        "2.4.1.1": told(
            "One program on the council's machine: deliveries are read into an encrypted DuckDB "
            "file a night, linked with Splink, counted, and released as files. Dagster runs the "
            "nights. No network is needed.",
            "linkage",
        ),
        "2.4.1.2": told("Exports of the sources, in their own formats.", "sources"),
        "2.4.1.3": told("Counts under a rule for small numbers.", "disclosure"),
        "2.4.1.4": told(
            "A change of models or levels is proposed with what it would change, and approved. "
            "Nights check their claims, and drift of deliveries is told. How often people look, "
            "the council adds.",
            "changes",
            "thresholds",
        ),
        "2.4.1.5": council("pilot, in use, or retired.")
        if facts.config.purpose != "synthetic"
        else told("Tried on synthetic people only: the purpose configured is synthetic."),
        "2.4.1.6": told(
            "Three: person, family, and a reader of free text that has rules only.", "models"
        ),
    }


def _models(facts: Facts) -> dict[str, Reply]:
    return {
        "2.4.2.1": told("person; family; free text", "models"),
        "2.4.2.2": _versions(facts),
        "2.4.2.3": told(
            "To say how likely two records are about one person; how likely an adult is a child's "
            "parent; what a note says of a patient's children."
        ),
        "2.4.2.4": told(
            "Names, dates of birth, sex, addresses, phones and e-mails, NHS numbers, UPNs, stated "
            "ties. Never ethnic group or deprivation.",
            "linkage",
        ),
        "2.4.2.5": told(
            "A weight of evidence for each pair, with what each comparison adds.", "models"
        ),
        "2.4.2.6": told(
            "Fellegi-Sunter models whose numbers can be read one by one; they stand on the cards.",
            "models",
        ),
        "2.4.2.7": _performance(facts),
        "2.4.2.8": told(
            "Trained on a synthetic town, judged on other synthetic boroughs and on published "
            "sets. No real record was used.",
            "models",
        ),
    }


def _versions(facts: Facts) -> Reply:
    listed = ", ".join(f"{name} {of}" for name, of in model_versions().items())
    if facts.manifest is None:
        return unknown(f"of the night ({facts.no_night}); installed are {listed}", "models")
    night = ", ".join(
        f"{name} {facts.manifest.versions.get(f'{name} model', 'not told')}"
        for name in model_versions()
    )
    return told(f"Of the night: {night}. Installed: {listed}.", "models")


def _performance(facts: Facts) -> Reply:
    calibration = facts.warehouse.labelled.calibration if facts.warehouse else None
    if calibration is None:
        return told(
            "Measured on synthetic people only: see the cards. On this area's own records it is "
            "not measured yet.",
            "quality",
            "models",
        )
    at = calibration.at_join
    return told(
        f"On this area's own records, by {calibration.labels.used:,} labelled pairs: "
        f"{at.precision} of links are right, {at.recall} of true pairs compared are linked. By "
        "group: see there.",
        "quality",
    )


def _developed() -> dict[str, Reply]:
    return {
        "2.4.3.1": told("Records of people who do not exist, as four kinds of system export them."),
        "2.4.3.2": told("A synthetic town of 10,000 people, in several records each.", "models"),
        "2.4.3.3": told(
            "None of anybody real. The made-up records have names, births, addresses, health and "
            "social care contacts, ethnic groups."
        ),
        "2.4.3.4": told(
            "Made to the error rates known of real records, at three levels; they stand for no "
            "area.",
            "models",
        ),
        "2.4.3.5": told("Generated; the program that does it comes with the software."),
        "2.4.3.6": told("None are needed: nobody in the data exists."),
    }


def _operated(facts: Facts) -> dict[str, Reply]:
    days = facts.manifest.data_as_at if facts.manifest else {}
    listed = "; ".join(
        f"{source_title(each.name)}"
        + (f" as at {long_date(days[each.name])}" if each.name in days else "")
        for each in facts.config.source
    )
    return {
        "2.4.4.1": told(f"{listed}.", "sources"),
        "2.4.4.2": told(
            "Health, social care, ethnic group, children's data. Ethnic group only tells error by "
            "group and breaks counts down.",
            "sources",
        ),
        "2.4.4.3": told(
            "Checked, cleaned, linked and counted in steps that are listed.", "linkage"
        ),
        "2.4.4.4": told(
            "Encrypted files of one account, the key outside them; kept for the time configured.",
            "retention",
        ),
        "2.4.4.5": told(f"{len(facts.agreements)} agreements, each with its dates.", "sources"),
    }
