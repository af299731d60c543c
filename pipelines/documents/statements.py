"""What is published and what is checked: the counts in their own words, the claims of a night."""

from importlib import resources

from governance.definition import CountDefinition
from governance.disclosure import PROFILES
from pipelines.checks.claims import CLAIMS, SOURCE_CLAIMS
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.words import LABELS
from pipelines.documents.markdown import MADE, bullets, page, table


def counts() -> str:
    """Describe every count in the words it is published with."""
    return page(
        "# Counts",
        MADE,
        "These are the words that a release is published with.",
        *[_count(definition) for definition in DEFINITIONS],
        "## Breakdowns",
        "Wards, practices and schools are named by themselves. A family is counted by its youngest "
        "child that is born.",
        table(("Breakdown", "Goes by", "Categories"), _breakdowns()),
        "## How small numbers are protected",
        *[page(f"**{each.title}**", bullets(each.rules())) for each in PROFILES.values()],
    )


def _breakdowns() -> list[tuple[str, str, str]]:
    return [
        (
            each.full_title,
            each.goes_by,
            "; ".join(LABELS.get(each.name, {}).values()),
        )
        for each in BREAKDOWNS
    ]


def _count(definition: CountDefinition) -> str:
    titles = {each.name: each.title for each in BREAKDOWNS}
    systems = [LABELS["source"].get(source, source) for source in definition.sources]
    return page(
        f"## {definition.id} {definition.title}",
        definition.definition,
        table(
            ("Figure", "Unit", "Counted", "Share of"),
            [
                (m.title, m.unit, m.counted, m.share_of or "no share is given")
                for m in definition.measures
            ],
        ),
        bullets(
            (
                f"Basis: {definition.basis}",
                f"By: {'; '.join(titles[name] for name in definition.breakdowns)}.",
                f"Sources: {', '.join(systems)}.",
                f"Not for: {definition.not_for}",
            )
        ),
    )


def claims() -> str:
    """List what is checked of every night, and what follows where it does not hold."""
    made = [(each.name, f"{each.layer}, each source", each.blocking) for each in SOURCE_CLAIMS]
    made += [(each.name, ", ".join(each.asset.path), each.blocking) for each in CLAIMS]
    return page(
        "# Claims checked every night",
        MADE,
        "Each claim is a SELECT in `pipelines/checks/sql` that counts what contradicts it; only "
        "the number is kept. Where a blocking claim does not hold, the night stops and the last "
        "good night stays current. A warning is shown, and the night goes on.",
        table(
            ("Claim", "Of", "If it does not hold", "What is counted"),
            [
                (name.replace("_", " "), of, _consequence(blocking=blocking), _meaning(name))
                for name, of, blocking in made
            ],
        ),
    )


def _consequence(*, blocking: bool) -> str:
    return "the night stops" if blocking else "a warning"


def _meaning(claim: str) -> str:
    """Return the comment that opens a claim's SELECT."""
    select = (resources.files("pipelines.checks") / "sql" / f"{claim}.sql").read_text("utf-8")
    lines = select.splitlines()
    opening = lines[: next(n for n, line in enumerate(lines) if not line.startswith("--"))]
    return " ".join(line.removeprefix("--").strip() for line in opening)
