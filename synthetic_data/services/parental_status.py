"""What mental health services asked and wrote down of being a parent.

Half of the service users have something recorded, and some of that is wrong: that is the gap the
product exists for. Which field of which system it stands in is a matter of the exports.
"""

from synthetic_data.chance import Chance
from synthetic_data.facts import Person, Stage
from synthetic_data.world import World

_ASKED_MAN, _ASKED_WOMAN, _ASKED_PARENT_AT_HOME = 0.42, 0.5, 1.15
_PARENT_WRITTEN_NO, _PARENT_WRITTEN_UNKNOWN = 0.12, 0.06
_PARENT_APART_WRITTEN_NO = 0.3
_OTHER_WRITTEN_YES, _OTHER_WRITTEN_UNKNOWN = 0.03, 0.07


def ask_about_children(world: World, chance: Chance) -> None:
    """Write down, for some of those the service works or worked with, whether they are parents."""
    served = {spell.person for spell in world.spells if spell.stage is Stage.MENTAL_HEALTH}
    for number in sorted(served):
        children = [
            child
            for child in world.children.get(number, ())
            if child in world.home and world.is_dependent(child)
        ]
        at_home = any(world.lives_with(child, number) for child in children)
        if chance.happens(_asked(world.people[number], at_home=at_home)):
            world.parental_status[number] = _answer(
                chance, is_parent=bool(children), at_home=at_home
            )


def _asked(person: Person, *, at_home: bool) -> float:
    """Return how likely the question is: more for women, and where children are about."""
    asked = _ASKED_WOMAN if person.sex == "F" else _ASKED_MAN
    return asked * (_ASKED_PARENT_AT_HOME if at_home else 1.0)


def _answer(chance: Chance, *, is_parent: bool, at_home: bool) -> str:
    """Draw what was written down: a parent who lives apart is more often written as none."""
    roll = chance.roll()
    if not is_parent:
        wrong, unknown = _OTHER_WRITTEN_YES, _OTHER_WRITTEN_UNKNOWN
    else:
        wrong = _PARENT_WRITTEN_NO if at_home else _PARENT_APART_WRITTEN_NO
        unknown = _PARENT_WRITTEN_UNKNOWN
    if roll > 1.0 - unknown:
        return "unknown"
    return "yes" if is_parent != (roll < wrong) else "no"
