"""What of its parents' names a child bears, by the custom of their community.

Names that come from the parents are settled here and draw nothing, so that brothers and sisters
agree; what is drawn for one person alone is `customs`.
"""

from synthetic_data.facts import Person
from synthetic_data.naming.reference_lists import sections


def inherited(mother: Person, father: Person | None, usual: str) -> str:
    """Return the surname of a child, where custom knows better than the usual one.

    A Somali child's last name is the given name of the father's father: siblings share it, and
    the father himself has another. Some South Indian families have no surname: children bear the
    father's given name. A Portuguese child bears a surname of each parent, the father's last.
    """
    if father is None or father.sex != "M":
        return usual
    if father.community == "somali":
        return father.middle or usual
    if father.community == "south_indian" and has_fathers_name(father.family):
        return father.given
    if father.community == "portuguese":
        names = dict.fromkeys((_last_surname(mother), _last_surname(father)))
        return " ".join(names)
    return usual


def has_fathers_name(surname: str) -> bool:
    """Say whether a South Indian surname is a man's given name."""
    return surname in sections("communities.txt")["south_indian M"]


def _last_surname(person: Person) -> str:
    return person.family.split()[-1]


def middle_of_child(mother: Person, father: Person | None) -> str:
    """Return the man's name that a child bears after its own; blank where custom has none.

    A Somali child whose father is not known is called after the mother's father.
    """
    if father is not None and father.sex == "M":
        return father.given
    return mother.middle if mother.community == "somali" else ""
