"""How records are prepared and linked, with which versions; the numbers behind are on the cards."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Heading, Listing, Notice, Table, Text
from linkage_models.explaining.rules import blocking_rules
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from pipelines.evidence.facts import Facts
from pipelines.evidence.words import Numbers
from pipelines.manifest import versions

_PREPARED = (
    (
        "Deliveries are read as they are, all text, in a process apart with limits of memory "
        "and time. A file that is cut short, renamed, mangled or of another kind is refused "
        "whole; the last good delivery stays in use and the pack says of which day the data is."
    ),
    (
        "Rows that break a rule are set aside with the reason and counted. Rows in are rows "
        "kept and rows set aside, always: a night whose numbers do not add up is stopped."
    ),
    (
        "Names are folded to capitals without accents and kept beside what was received. Titles, "
        "courtesy names and words that stand for no name are no evidence."
    ),
    (
        "Dates of birth that stand for not known, such as 1 January 1900, and estimated ones "
        "are marked and are weaker evidence or none."
    ),
    (
        "NHS numbers and UPNs that fail their check digit, or are known to be fillers, are "
        "dropped as evidence; the person stays."
    ),
    (
        "Addresses are compared as house and postcode in their period. Places where many live, "
        "and phones that many share, are recognised and are no evidence of family."
    ),
    (
        "Restricted records are removed before linkage, and so are records of people who objected, "
        "where opt-outs apply to the source."
    ),
)
_LINKED = (
    "Pairs of records are brought together by blocking rules, never compared otherwise.",
    (
        "Each pair gets a weight of evidence by a probabilistic model (Fellegi and Sunter, with "
        "the library Splink): how much likelier its agreements and differences are if it is one "
        "person."
    ),
    (
        "Guards take weight from pairs that look like one person and need not be: members of one "
        "household, twins, two verified NHS numbers, a parent and child of the same name."
    ),
    (
        "Pairs at or above the join level are linked. Those linked the night before stay linked "
        "down to the keep level. From the review level up to the join level people may decide."
    ),
    "A decision of a person overrides the model until it is revoked.",
    (
        "Linked records become persons. A person that holds what no person can is parted where "
        "least holds it together, or set aside."
    ),
    (
        "Family units are children and their carers: by ties that sources state, and by "
        "evidence of a second model where no source does."
    ),
    "Ethnic group and deprivation are never compared. They only tell error by group.",
)


def tell(facts: Facts) -> Iterator[Block]:
    """Say how records are prepared and linked, and what this night made of it."""
    yield Heading(words="How records are prepared")
    yield Listing(items=_PREPARED)
    yield Heading(words="How they are linked")
    yield Listing(items=_LINKED)
    yield _rules()
    yield _versions(facts)
    if facts.warehouse is None:
        yield Text(words=f"What the night linked is not known: {facts.no_night}.")
        return
    yield from _linked(facts)


def _rules() -> Table:
    rows = [
        (model.name, rule)
        for model in (PERSON_MODEL, FAMILY_MODEL)
        for rule in blocking_rules(load_trained(model))
    ]
    return Table(
        name="blocking_rules",
        title="Blocking rules: a pair is compared where both share one of these",
        columns=("Model", "Rule"),
        rows=tuple(rows),
    )


def _versions(facts: Facts) -> Table:
    installed = versions()
    night = facts.manifest.versions if facts.manifest else {}
    names = list(dict.fromkeys((*night, *installed)))
    return Table(
        name="versions",
        title="Versions that figures depend on",
        columns=("What", "Of the night", "Installed now"),
        rows=tuple(
            (each, night.get(each, "not known"), installed.get(each, ""))
            for each in names
            if "threshold" not in each
        ),
    )


def _linked(facts: Facts) -> Iterator[Block]:
    warehouse = facts.warehouse
    if warehouse is None:
        return
    numbers = Numbers(profile=facts.profile)
    yield Table(
        name="links",
        title=f"Links between records, by what they rest on. {numbers.rule}",
        columns=("Evidence", "Links"),
        rows=(
            *tuple((name, numbers.shown(count)) for name, count in warehouse.links.items()),
            ("pairs between the review and the join level", numbers.shown(warehouse.for_review)),
        ),
        amounts=frozenset({"Links"}),
    )
    yield Table(
        name="people_decided",
        title=f"What people decided of pairs of records. {numbers.rule}",
        columns=("Decision", "What the night made of it", "Pairs"),
        rows=tuple(
            (f"{decision} person", status, numbers.shown(pairs))
            for decision, status, pairs in warehouse.decisions
        ),
        amounts=frozenset({"Pairs"}),
        empty="Nobody decided on a pair.",
    )
    yield Table(
        name="cluster_checks",
        title=f"Checks of whole persons before anything is counted. {numbers.rule}",
        columns=("Check", "Meaning", "What is done", "Persons", "Records"),
        rows=tuple(
            (
                each.check,
                each.meaning,
                each.outcome,
                numbers.shown(each.clusters),
                numbers.shown(each.records),
            )
            for each in warehouse.checks
        ),
        amounts=frozenset({"Persons", "Records"}),
    )
    yield _claims(facts)
    if facts.manifest and _is_other_model(facts):
        yield Notice(
            words="The night was linked with other models than are installed now: the cards and "
            "the blocking rules are those of the installed ones."
        )


def _claims(facts: Facts) -> Table:
    claims = facts.manifest.claims if facts.manifest else {}
    numbers = Numbers(profile=facts.profile)
    return Table(
        name="claims",
        title="Claims that were checked of the night's tables, each with what contradicts it",
        columns=("Table", "Claim", "Contradictions"),
        rows=tuple(
            (table, claim.replace("_", " "), "0" if not broken else numbers.shown(broken))
            for name, broken in sorted(claims.items())
            for table, _, claim in [name.partition(": ")]
        ),
        amounts=frozenset({"Contradictions"}),
    )


def _is_other_model(facts: Facts) -> bool:
    night, installed = facts.manifest.versions if facts.manifest else {}, versions()
    names = [f"{model.name} model" for model in (PERSON_MODEL, FAMILY_MODEL)]
    return any(night.get(name) != installed[name] for name in names)
