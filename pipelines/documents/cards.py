"""The parts of a model card that follow from the model: training plan, numbers, thresholds.

People write the card; a part is put between its markers, and what is around them stays.
"""

from math import log2
from types import MappingProxyType, ModuleType
from typing import cast

from linkage_models import thresholds
from linkage_models.explaining.rules import blocking_rules, rule_in_words
from linkage_models.family import evidence, partition, units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.ties import tying
from linkage_models.model import Json, LinkageModel, load_trained
from linkage_models.person import preparing, weighing
from linkage_models.person.model import PERSON_MODEL
from linkage_models.thresholds import Penalty, Threshold
from pipelines.documents.markdown import bullets, code, page, table
from pipelines.manifest import versions

# Whose numbers are whose. The meanings are here, and the values where the code reads them.
_THRESHOLDS = MappingProxyType(
    {
        PERSON_MODEL.name: (
            Penalty,
            (
                "SAME_PERSON",
                "STILL_SAME_PERSON",
                "FOR_REVIEW",
                "SURELY_SAME_PERSON",
                "WORTH_KEEPING",
                "DEFENSIBLE",
            ),
        ),
        FAMILY_MODEL.name: (
            None,
            ("FAMILY_TIE", "ONLY_ADULT_WHO_FITS", "BESIDE_A_PARENT", "WORTH_KEEPING_FAMILY"),
        ),
    }
)
_Limits = tuple[tuple[ModuleType, dict[str, str]], ...]
_LIMITS: MappingProxyType[str, _Limits] = MappingProxyType(
    {
        PERSON_MODEL.name: (
            (
                preparing,
                {
                    "RECORDS_OF_A_HOUSEHOLD": "records at an address; with more it is no evidence",
                    "BEARERS_OF_A_RARE_VALUE": "records that share a value and meet by it alone",
                    "BEARERS_OF_A_USUAL_NAME": "records from which a name is no typing error",
                },
            ),
            (
                weighing,
                {
                    "CLEARLY_DIFFERENT": "likeness of given names below which they are two names",
                    "SPELLINGS_OF_ONE": "likeness at which names of one birth date are one",
                    "GENERATION": "years between births that make parent and child of one name",
                    "MOST_ARE_TWO": "share of pairs at one address that differ: households",
                    "MOST_HELD_TWICE": "share held twice up to which a source has people once",
                },
            ),
        ),
        FAMILY_MODEL.name: (
            (
                evidence,
                {
                    "HOUSEHOLD_AT_MOST": "people without ties at an address at one time",
                    "SHARERS": "adults of different names and no children who share a house",
                    "CONTACT_SHARED_BY_AT_MOST": "people with a phone; with more it says nothing",
                    "CONTACT_OF_CHILDREN_AT_MOST": "children with a phone; more say nothing",
                    "OWN_CONTACT_OF_AT_MOST": "people of an own phone; with more, the home's",
                    "LEAST_STATED_GAP": "years from a parent who is stated to the child",
                },
            ),
            (
                tying,
                {
                    "LEAST_PARENT_GAP": "least years from a parent who is inferred to the child",
                    "MOST_MOTHER_GAP": "most years from a mother who is inferred to the child",
                    "MOST_FATHER_GAP": "most years from a father who is inferred to the child",
                    "USUAL_GAP": "years that decide between two who are equally likely",
                    "LATE_MOTHER_GAP": "years that make a woman a grandmother, if one fits",
                    "GENERATION_GAP": "years that make two adults of a home parent and child",
                    "DAYS_OF_TWINS": "days between births from which two are no twins",
                    "LEAST_DAYS_BETWEEN_BIRTHS": "days between births that one mother can have",
                    "COUPLE_GAP": "most years between a parent and a partner who joins the family",
                },
            ),
            (
                units,
                {"DAYS_ABOUT_BIRTH": "days from expected to born within which two are one child"},
            ),
            (
                partition,
                {"CHILDREN_AT_MOST": "children of a unit; with more it is parted, or flagged"},
            ),
        ),
    }
)


class CardError(ValueError):
    """A model card lacks the markers of a part, or has them twice."""


def filled(card: str, parts: dict[str, str]) -> str:
    """Put each part between its markers, `<!-- made: NAME -->` and `<!-- end: NAME -->`.

    Raises:
        CardError: a part has no pair of markers, or more than one.
    """
    for name, part in parts.items():
        begin, end = f"<!-- made: {name} -->", f"<!-- end: {name} -->"
        before, _, rest = card.partition(begin)
        _, is_ended, after = rest.partition(end)
        if not is_ended or card.count(begin) != 1 or card.count(end) != 1:
            msg = f"a model card needs one pair of markers {begin} and {end}"
            raise CardError(msg)
        card = f"{before}{begin}\n\n{part.rstrip()}\n\n{end}{after}"
    return card


def card_parts(model: LinkageModel) -> dict[str, str]:
    """Make every part of a model's card."""
    trained = load_trained(model)
    return {
        "training": _training(model),
        "levels": _levels(trained),
        "blocking": _blocking(trained),
        "thresholds": _thresholds(model),
    }


def _training(model: LinkageModel) -> str:
    sure, shared = _training_rules(model)
    return page(
        "Pairs taken to be sure share one of these. They give the chance that two random ones "
        f"match, {model.deterministic_recall:.0%} of all true pairs being expected among them:",
        bullets(sure),
        f"u is learnt from up to {model.u_pairs:,} random pairs, m by expectation maximisation in "
        "one run on each of the pairs that share:",
        bullets(shared),
        f"Numbers in force: {code(versions()[f'{model.name} model'])}. A release names them among "
        "its versions.",
    )


def _levels(trained: Json) -> str:
    prior = cast("float", trained["probability_two_random_records_match"])
    rows = [
        (str(comparison["output_column_name"]).replace("_", " "), *_level(level))
        for comparison in cast("list[Json]", trained["comparisons"])
        for level in cast("list[Json]", comparison["comparison_levels"])
        if not level.get("is_null_level")
    ]
    return page(
        f"A pair starts at {log2(prior / (1 - prior)):+.2f}: of random pairs, one in "
        f"{1 / prior:,.0f} matches.",
        table(("Comparison", "Level", "m", "u", "Weight", "Set by hand"), rows),
    )


def _level(level: Json) -> tuple[str, ...]:
    m, u = (cast("float", level[f"{name}_probability"]) for name in ("m", "u"))
    fixed = [name for name in ("m", "u") if level.get(f"fix_{name}_probability")]
    rarity = "; a rare name counts for more" if level.get("tf_adjustment_column") else ""
    label = str(level["label_for_charts"]).replace("_", " ")
    return label + rarity, f"{m:.6g}", f"{u:.6g}", f"{log2(m / u):+.2f}", " and ".join(fixed)


def _blocking(trained: Json) -> str:
    return bullets(blocking_rules(trained))


def _training_rules(model: LinkageModel) -> tuple[list[str], list[str]]:
    """Say in words what finds sure pairs, and what each training run's pairs share."""
    sure, shared = (
        [rule_in_words(each.get_blocking_rule("duckdb").blocking_rule_sql) for each in rules]
        for rules in (model.deterministic, model.train_on)
    )
    return sure, shared


def _thresholds(model: LinkageModel) -> str:
    guard, names = _THRESHOLDS[model.name]
    declared = vars(thresholds)
    stated = [(name, declared[name]) for name in names]
    if guard is not None:
        stated += [(each.name, each) for each in declared.values() if isinstance(each, guard)]
    return page(
        table(("Threshold or guard", "Weight", "Reason"), [_decides(*each) for each in stated]),
        table(
            ("Limit", "Value", "Meaning"),
            [
                (code(name), f"{vars(module)[name]}", told)
                for module, meanings in _LIMITS[model.name]
                for name, told in meanings.items()
            ],
        ),
    )


def _decides(name: str, value: Threshold | Penalty) -> tuple[str, str, str]:
    told = code(name) if isinstance(value, Threshold) else name
    return told, f"{value.weight:+.1f}", value.reason
