"""The sentences in which staff write of a client's children, and the slips of typing them.

Many are unlike those that the reader of free text was made with: a town is no test of itself.
Which children a note is about is the business of `rio_family_form`.
"""

from synthetic_data.chance import Chance

NAMELESS = ("{years}", "{years}yrs", "{years} yo", "aged {years}")
NAMED = (
    "{name} {years}",
    "{name} ({years})",
    "{name}, {years}",
    "{name} aged {years}",
    "{name} - {years}yrs",
    "{name} ({years} yo)",
    "{name} (age {years})",
    "{name} {years}y",
)
NAMED_BABY = ("{name} ({months}/12)", "{name} {months} months", "{name}, {months}m")
NAME_ALONE = ("{name}",)

MANY = (
    "{count} children: {list}",
    "{count} children, {list}",
    "Has {words} children - {list}",
    "Pt has {count} children ({list})",
    "{list}",
    "Children are {list}",
    "{words} kids, {list}",
    "Parent of {words} ({list})",
    "{Subject} has {words} children: {list}",
    "In the family: {list}",
    "Asked about family, {subject} told me about {possessive} children {list}",
    "Divorced. {count} children from marriage: {list}",
)
ONE = (
    "1 child, {list}",
    "Has one {kin}, {list}",
    "{Kin} {list}",
    "{Subject} has a {kin}, {list}",
    "1 x {kin} {list}",
    "Has a {kin} called {list}",
    "One {kin}: {list}",
    "{Possessive} {kin} {list} was mentioned several times",
    "Parent to {list}",
)
COUNTED = ("{count} children", "Has {words} children", "{Subject} has {count} kids", "{words} kids")
WITH_PATIENT = (
    ". Live with {object}.",
    ", living at home",
    ", all live with pt",
    " - at home with {object}",
    ". Lives with client.",
    ". Household: client and the above.",
    "",
)
ELSEWHERE = (
    ", live with their {other}",
    ". They live with their {other}.",
    ". Not living with {object}.",
    " - staying with family at present",
    ". {Subject} sees them at weekends.",
    "",
)
IN_CARE = (
    ". In foster care.",
    ", looked after by the LA",
    ". Children removed.",
    " - placed with foster carers",
)
GROWN_UP = (
    "{count} adult children",
    "Adult {kin}, not at home",
    "Grown up children, supportive",
    "{Kin} ({years}) is next of kin",
    "Has {words} children who are all adults",
)
NO_CHILDREN = (
    "No children",
    "no children",
    "Nil",
    "None",
    "No kids",
    "Denies having children",
    "{Subject} has no children",
    "No dependants",
    "Lives alone, no children",
    "No children. Close to {possessive} nephew {stranger} {number}.",
    "Nil children, one dog ({stranger}, {number})",
    "{Subject} does not have any children at this time",
    "no issue",
)
NOT_SAID = (
    "N/A",
    "not discussed",
    "Unable to assess",
    "?",
    "{Possessive} sister has {words} children, {stranger} {number} and {other_stranger} 3",
    "Works with children",
    "Lives with {possessive} mum and younger brother {stranger} {number}",
    "Stepchildren visit: {stranger} ({number})",
    "Abused as a child, see risk summary",
    "Would like children one day",
    "Looks after granddaughter {stranger} ({number})",
)
STRANGERS = ("Bertie", "Coral", "Dexter", "Fleur", "Gil", "Hattie", "Ned", "Petra", "Rufus", "Wren")
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_IN_CAPITALS, _IN_SMALL, _MISTYPED = 0.06, 0.08, 0.06


def listed(items: list[str], chance: Chance) -> str:
    """Join the children of a note."""
    if len(items) == 1:
        return items[0]
    last = chance.pick((" and ", ", ", " & "))
    return f"{', '.join(items[:-1])}{last}{items[-1]}"


def typed(note: str, chance: Chance) -> str:
    """Type a note: some in capitals, some in small letters, some with two letters swapped."""
    roll = chance.roll()
    if roll < _IN_CAPITALS:
        return note.upper()
    if roll < _IN_CAPITALS + _IN_SMALL:
        return note.lower()
    if roll > 1.0 - _MISTYPED and len(note) > len(NO_CHILDREN[0]):
        place = chance.whole(1, len(note) - 2)
        return f"{note[:place]}{note[place + 1]}{note[place]}{note[place + 2 :]}"
    return note
