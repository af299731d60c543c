"""Which counts add up to which: what a planner could reckon with pencil and paper.

Categories of a breakdown and parts of measures are declared with the counts; what is here follows
from the words of their definitions. Disclosure control supposes a reader who knows all of it.
"""

from governance.disclosure.relations import Gathering, Identity, Relations, Share
from governance.release_context import COMBINATION, CROSSED_OF, SOURCE
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.definitions import DEFINITIONS

_MOST_SERVICES = 4
_JOINT = {"adult_mental_health", "childrens_social_care"}


def _number_of_services(combination: str) -> str:
    number = len(combination.split("+"))
    return str(number) if number < _MOST_SERVICES else f"{_MOST_SERVICES} or more"


def _is_several(combination: str) -> str:
    return "all" if "+" in combination else ""


def _is_joint(combination: str) -> str:
    return "all" if set(combination.split("+")) >= _JOINT else ""


def _is_more_than_one(services: str) -> str:
    return "" if services == "1" else "all"


_A1, _A2, _A4 = ("A1", "parents"), ("A2", "children"), ("A4", "in_need_or_more")
_C1, _SEVERAL, _C2, _C3 = (
    ("C1", "families"),
    ("C1", "several"),
    ("C2", "families"),
    ("C3", "families"),
)

_OF_ONE_SOURCE = (
    "rows_received",
    "rows_set_aside",
    "found",
    "left_out",
    "records",
    "withheld",
    "not_linkable",
    "linked",
    "alone",
)

RELATIONS = Relations(
    definitions=DEFINITIONS,
    breakdowns=BREAKDOWNS,
    crossed=CROSSED_OF,
    identities=(
        Identity(whole=_A2, parts=(_A4, ("A6", "early_help_only"), ("C4", "children"))),
        Identity(whole=_A1, parts=(("A7", "parents"),)),
        Identity(whole=("A1", "amh_adults"), parts=(("B1", "amh_adults"),)),
        Identity(whole=_A4, parts=(("B4", "children"),)),
        Identity(whole=("B3", "children"), parts=(_A4, ("A6", "early_help_only"))),
        Identity(whole=_C1, parts=(_C2,)),
        Identity(whole=_C3, parts=(("E1", "families"),)),
        Identity(whole=_C3, parts=(("D1", "joint_cases"),)),
        Identity(whole=("F1", "found"), parts=(("F1", "left_out"), ("F1", "records"))),
        Identity(
            whole=("F1", "records"),
            parts=tuple(("F1", each) for each in ("withheld", "not_linkable", "linked", "alone")),
        ),
    ),
    gatherings=(
        Gathering(
            whole=_C1,
            breakdown="services",
            parts=_C2,
            parts_breakdown=COMBINATION,
            category_of=_number_of_services,
        ),
        Gathering(
            whole=_SEVERAL,
            breakdown="total",
            parts=_C2,
            parts_breakdown=COMBINATION,
            category_of=_is_several,
        ),
        Gathering(
            whole=_SEVERAL,
            breakdown="total",
            parts=_C1,
            parts_breakdown="services",
            category_of=_is_more_than_one,
        ),
        Gathering(
            whole=_C3,
            breakdown="total",
            parts=_C2,
            parts_breakdown=COMBINATION,
            category_of=_is_joint,
        ),
        # A record is of one source; a person may have records in several.
        *(
            Gathering(
                whole=("F1", each),
                breakdown="total",
                parts=("F1", each),
                parts_breakdown=SOURCE,
                category_of=lambda _: "all",
            )
            for each in _OF_ONE_SOURCE
        ),
    ),
    shares=(
        Share(measure=_A1, whole=("A1", "amh_adults")),
        *(
            Share(measure=each, whole=_A2)
            for each in (
                ("A3", "children"),
                ("A4", "in_need"),
                _A4,
                ("A5", "children"),
                ("A6", "looked_after"),
                ("A6", "early_help_only"),
                ("C4", "children"),
                ("C6", "children"),
            )
        ),
        Share(measure=("A7", "parents"), whole=_A1, of_total=True),
        Share(measure=("B4", "children"), whole=_A4, of_total=True),
        Share(measure=("E1", "families"), whole=_C3, of_total=True),
        *(
            Share(measure=("D2", each), whole=("D2", "pupils"))
            for each in ("persistent_absence", "suspension", "special_needs", "free_meals")
        ),
        Share(measure=("C5", "no_further_action"), whole=("C5", "referrals")),
    ),
)
"""What a reader of a release can add up."""
