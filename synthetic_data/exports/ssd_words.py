"""What relationships are called in the case management system, and the number of each type.

A type is written as 'A : B': the first person is A to the second. The list is the same in every
town of a region, so that its numbers are.
"""

from collections.abc import Iterator
from types import MappingProxyType

from synthetic_data.facts import Role

# What an adult and a child are called: a woman, a man; a girl, a boy.
_ELDER = MappingProxyType(
    {
        Role.MOTHER: ("Mother", "Mother"),
        Role.FATHER: ("Father", "Father"),
        Role.STEP_PARENT: ("Step Mother", "Step Father"),
        Role.GRANDPARENT_CARER: ("Grandmother", "Grandfather"),
        Role.GUARDIAN: ("Special Guardian", "Special Guardian"),
        Role.FOSTER_CARER: ("Foster Carer", "Foster Carer"),
        Role.OTHER_CARER: ("Kinship Carer", "Kinship Carer"),
    }
)
_OF_PARENTS = ("Child", "Unborn Child", "Daughter", "Son")
_YOUNGER = MappingProxyType(
    {
        Role.MOTHER: _OF_PARENTS,
        Role.FATHER: _OF_PARENTS,
        Role.STEP_PARENT: ("Step Daughter", "Step Son"),
        Role.GRANDPARENT_CARER: ("Granddaughter", "Grandson"),
        Role.GUARDIAN: ("Special Guardianship Child",),
        Role.FOSTER_CARER: ("Foster Child",),
        Role.OTHER_CARER: ("Kinship Child",),
    }
)
_ADOPTIVE = MappingProxyType({"F": "Adoptive Mother", "M": "Adoptive Father"})
ADOPTED = "Adopted Child"
SIBLING, HALF_SIBLING, SISTER, BROTHER = "Sibling", "Half Sibling", "Sister", "Brother"
PARTNER, FORMER_PARTNER = "Partner", "Ex Partner"
SOCIAL_WORKER, CLIENT = "Social Worker", "Client"
_FIRST_TYPE = 101


def elder_word(role: Role, sex: str, *, adoptive: bool = False) -> str:
    """Return what an adult is called."""
    return _ADOPTIVE[sex] if adoptive else _ELDER[role][sex == "M"]


def younger_word(role: Role, sex: str, *, expected: bool, plain: bool) -> str:
    """Return what a child is called; of a son or daughter a `plain` word may stand."""
    words = _YOUNGER[role]
    if words is _OF_PARENTS:
        place = 1 if expected else 0 if plain else 2 + (sex == "M")
        return words[place]
    return words[min(sex == "M", len(words) - 1)]


def described(one: str, other: str) -> str:
    """Return how a type is written."""
    return f"{one} : {other}"


def _descriptions() -> Iterator[str]:
    """Give every pair of words that is used, in an order that stays."""
    pairs = [
        (elder, younger)
        for role, elders in _ELDER.items()
        for elder in elders
        for younger in _YOUNGER[role]
    ]
    pairs += [(elder, ADOPTED) for elder in _ADOPTIVE.values()]
    pairs += [(word, word) for word in (SIBLING, HALF_SIBLING, PARTNER, FORMER_PARTNER)]
    pairs += [(one, other) for one in (SISTER, BROTHER) for other in (SISTER, BROTHER)]
    pairs.append((SOCIAL_WORKER, CLIENT))
    for one, other in pairs:
        yield described(one, other)
        yield described(other, one)


TYPES = MappingProxyType(
    {
        description: str(number)
        for number, description in enumerate(dict.fromkeys(_descriptions()), start=_FIRST_TYPE)
    }
)
"""The number of every type by its description."""
