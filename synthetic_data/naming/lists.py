"""The frequent and the rare names of each community, ready to draw from.

Frequent names are this project's own lists, rare ones come from `pools`: most surnames of a
town are borne by one family. By which custom somebody bears them is `names`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from synthetic_data.chance import Weighted
from synthetic_data.naming.pools import composed_polish_surnames, composed_surnames, pool
from synthetic_data.naming.reference_lists import forenames_by_decade, sections, words

FIRST_DECADE, LAST_DECADE = 1920, 2020
BRITISH_NAMES = ("british", "irish", "caribbean")

_LISTED_SURNAMES, _COMPOSED_SURNAMES = 0.24, 0.32
_MOST_IN_TAIL, _SHARE_OF_TAIL_NAME, _TAIL_GIVEN = 0.45, 0.0025, 0.12
_RARE_GIVEN_FIRST, _RARE_GIVEN_RISE = 0.1, 0.04
_YOUNG_DECADE, _YOUNG_NAMES = 2000, 0.55
_BRITISH_LOCALES = ("en_GB", "en_NZ")
_SURNAME_TAILS = MappingProxyType(
    {
        "african": ("yo_NG", "ig_NG", "tw_GH"),
        "arabic": ("fr_DZ",),
        "hindu": ("en_IN",),
        "irish": ("en_IE",),
        "portuguese": ("pt_PT", "pt_BR"),
        "romanian": ("ro_RO",),
        "turkish": ("tr_TR",),
    }
)
_GIVEN_TAILS = MappingProxyType(
    {
        "african": ("yo_NG", "ig_NG", "tw_GH"),
        "arabic": ("fr_DZ",),
        "hindu": ("en_IN",),
        "polish": ("pl_PL",),
        "portuguese": ("pt_PT",),
        "romanian": ("ro_RO",),
        "turkish": ("tr_TR",),
    }
)
# Names that the British majority gives, among children born here.
_BRITISH_AMONG_YOUNG = MappingProxyType(
    {"african": 0.4, "chinese": 0.6, "polish": 0.15, "portuguese": 0.25, "romanian": 0.35}
)


@dataclass(frozen=True, kw_only=True)
class Tier:
    """Names, the commonest first, that a share of the people bear."""

    names: Sequence[str]
    share: float
    exponent: float = 0.0
    offset: float = 0.0


def mixture(*tiers: Tier) -> Weighted[str]:
    """Join tiers into one list to draw from."""
    names: list[str] = []
    weights: list[float] = []
    for tier in tiers:
        falling = [(n + tier.offset) ** -tier.exponent for n in range(1, len(tier.names) + 1)]
        total = sum(falling)
        names += tier.names
        weights += [tier.share * weight / total for weight in falling]
    return Weighted(names, weights)


def _british_surnames() -> Weighted[str]:
    common = words("surnames.txt")
    listed = pool(_BRITISH_LOCALES, "last_names", common)
    composed = composed_surnames((*common, *listed))
    return mixture(
        Tier(
            names=common,
            share=1.0 - _LISTED_SURNAMES - _COMPOSED_SURNAMES,
            exponent=0.64,
            offset=0.4,
        ),
        Tier(names=listed, share=_LISTED_SURNAMES),
        Tier(names=composed, share=_COMPOSED_SURNAMES, exponent=0.4, offset=100.0),
    )


@cache
def surnames(community: str) -> Weighted[str]:
    """Return the surnames of a community."""
    if community == "british":
        return _british_surnames()
    if community == "somali":
        return given_names("somali", "M", FIRST_DECADE)
    head = sections("communities.txt")[f"{community} surname"]
    tail = pool(_SURNAME_TAILS.get(community, ()), "last_names", head)
    tail += composed_polish_surnames(head) if community == "polish" else []
    share = min(_MOST_IN_TAIL, _SHARE_OF_TAIL_NAME * len(tail))
    return mixture(
        Tier(names=head, share=1.0 - share, exponent=0.7, offset=1.0),
        Tier(names=tail, share=share, exponent=0.2),
    )


@cache
def given_names(community: str, sex: str, decade: int) -> Weighted[str]:
    """Return the given names of a community; British ones change, and grow more various.

    Among the young of a community, names come up that have a list of their own; where there is
    none, those that were less common.
    """
    decade = min(max(decade, FIRST_DECADE), LAST_DECADE)
    if community in BRITISH_NAMES:
        return mixture(*_british_given(sex, decade, 1.0))
    listed = sections("communities.txt")
    head = listed[f"{community} {sex}"]
    young = listed.get(f"{community} {sex} young", head[len(head) // 2 :])
    tail = pool(_GIVEN_TAILS.get(community, ()), _first_names(sex), head)
    is_young = decade >= _YOUNG_DECADE
    british = _BRITISH_AMONG_YOUNG.get(community, 0.0) if is_young else 0.0
    rare = _TAIL_GIVEN if tail else 0.0
    new = _YOUNG_NAMES if is_young else 0.0
    own = 1.0 - british
    return mixture(
        Tier(names=head, share=own * (1.0 - rare - new), exponent=0.6, offset=1.0),
        Tier(names=young, share=own * new, exponent=0.5, offset=1.0),
        Tier(names=tail, share=own * rare),
        *(_british_given(sex, decade, british) if british else ()),
    )


def _british_given(sex: str, decade: int, share: float) -> tuple[Tier, Tier]:
    rare = _RARE_GIVEN_FIRST + _RARE_GIVEN_RISE * (decade - FIRST_DECADE) / 10
    common = forenames_by_decade()[sex, decade]
    return (
        Tier(names=common, share=share * (1.0 - rare), exponent=0.6, offset=1.0),
        Tier(names=pool(("en_GB", "en_IE"), _first_names(sex)), share=share * rare),
    )


def _first_names(sex: str) -> str:
    return "first_names_female" if sex == "F" else "first_names_male"
