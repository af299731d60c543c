"""What published guidance asks, and how replies to it become answers: each item exactly one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from governance.evidence.blocks import Answer, Answers, Standing


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that guidance asks: `part` is the heading that it stands under."""

    key: str
    part: str
    asks: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is told to an item; `see` names sections of the pack that show it."""

    words: str
    standing: Standing = Standing.KNOWN
    see: tuple[str, ...] = ()


def told(words: str, *see: str) -> Reply:
    """Reply what is known."""
    return Reply(words=words, see=see)


def unknown(why: str, *see: str) -> Reply:
    """Reply that something is not known, and why."""
    return Reply(words=f"Not known: {why}.", standing=Standing.NOT_KNOWN, see=see)


def council(hint: str, *see: str) -> Reply:
    """Leave a place for what only the council can say."""
    words = f"For the council to fill in: {hint}"
    return Reply(words=words, standing=Standing.COUNCIL, see=see)


def answered(name: str, items: Iterable[Item], replies: Mapping[str, Reply]) -> Iterator[Answers]:
    """Put replies to their items, a list of answers for each part.

    Raises:
        ValueError: an item has no reply, or a reply no item.
    """
    asked = tuple(items)
    if {each.key for each in asked} != set(replies) or len(asked) != len(replies):
        msg = f"{name}: items and replies do not fit"
        raise ValueError(msg)
    for number, (part, of_part) in enumerate(groupby(asked, key=lambda each: each.part), 1):
        yield Answers(
            name=f"{name}_{number}",
            title=part,
            answers=tuple(_answer(each, replies[each.key]) for each in of_part),
        )


def _answer(item: Item, reply: Reply) -> Answer:
    return Answer(
        key=item.key,
        asks=item.asks,
        told=reply.words,
        standing=reply.standing,
        see=reply.see,
    )
