"""The cards of the models that are installed, whole."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Document, Table, Text
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.person.model import PERSON_MODEL
from pipelines.evidence.cards import CARDS, card_of
from pipelines.evidence.facts import Facts
from pipelines.manifest import model_versions


def tell(facts: Facts) -> Iterator[Block]:
    """Name the models, and show their cards."""
    night = facts.manifest.versions if facts.manifest else {}
    installed = model_versions()
    yield Table(
        name="models",
        title="Models, and the numbers they were trained to",
        columns=("Model", "Numbers of the night", "Numbers installed, of the cards below"),
        rows=tuple(
            (each.name, night.get(f"{each.name} model", "not known"), installed[each.name])
            for each in (PERSON_MODEL, FAMILY_MODEL)
        ),
    )
    yield Text(
        words="The reader of free text learns nothing and has rules only; what it reads counts "
        "in no figure until it is proven."
    )
    for name in CARDS:
        title = f"Model card: {name.replace('_', ' ')}"
        yield Document(name=f"card_{name}", title=title, markdown=card_of(name))
