"""Whether the words before a phrase leave no doubt that its children are the patient's own."""

import re

from sources.free_text.words import (
    BEFORE_OWN,
    GROWN,
    NEVER_JUST_BEFORE,
    NUMBER,
    OTHERS,
    PARTNER,
    PARTNER_MAN,
    PARTNER_WOMAN,
    PETS,
)

OWNER = r"(?:her|his|their|my|own|(?:the\s+)?(?:patient|pt|client)'?s)"
_WITH_PARTNER = re.compile(
    rf"\bwith\s+(?:(?:her|his|their|a|current|new|long[- ]term)\s+)*(?P<partner>{PARTNER})"
    r"(?:\s+[A-Z][a-z]+)?\s*(?:,|and)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[\w'-]+")
OWNED = re.compile(rf"\b{OWNER}\b", re.IGNORECASE)
_PLAIN_START = re.compile(
    r"^\s*(?:$|[:(,-]|(?:ages?|aged|live[sd]?|living|reside|are|is|in\s+(?:foster\s+|la\s+)?care|in\s+her"
    r"|in\s+his|removed|taken|with|who|both|all|called|named|from\s+(?:a\s+)?previous|by|attends?|at\s+home"
    rf"|looked|stay(?:s|ing)?|currently|now|placed|lac|not\s+(?:living|in)|x|and\s+{NUMBER}|{NUMBER})\b)",
    re.IGNORECASE,
)
_HAVING = re.compile(r"\b(?:has|have|had|having|got|with)\s+$", re.IGNORECASE)
_ONE_OF = re.compile(
    rf"\b(?:one|{NUMBER}(?:st|nd|rd|th)?|eldest|oldest|youngest|middle|second|third"
    r"|fourth|fifth|first|last)\s+of\s+$",
    re.IGNORECASE,
)
_OTHERS = re.compile(rf"\b(?:{OTHERS})\b", re.IGNORECASE)
_GROWN = re.compile(rf"\b(?:{GROWN})\b", re.IGNORECASE)


def is_whose(before: str, after: str, whose: str, groups: dict[str, str | None]) -> bool:
    """Say whether the words before a phrase leave no doubt that the children are the patient's."""
    before = _without_partner(before, whose)
    if _ONE_OF.search(before) and not OWNED.search(whose):
        return False
    if not before.strip(" ,:-(") and groups.get("child"):
        is_grown = _GROWN.search(groups.get("kind") or "") is not None
        is_told = groups["number"] or groups.get("ages") or OWNED.search(whose) or is_grown
        return bool(is_told or _PLAIN_START.match(after) or _starts_with_name(after))
    is_counted = groups["whose"] or groups.get("number") or groups.get("ages")
    if is_understood(before) and (_ends_well(before) if is_counted else _HAVING.search(before)):
        return True
    is_owned = OWNED.search(whose) is not None and not re.search(r"'s?\s*$", before)
    speaks_of_others = _OTHERS.search(before) or PETS.search(before)
    is_somebodys = re.search(r"[A-Z][a-z]+'s", before)
    return is_owned and not (speaks_of_others or is_somebodys)


def _starts_with_name(after: str) -> bool:
    return re.match(r"\s+(?:[A-Z][a-z]+\b|[^\W\d_]{3,}\s+\(?\d)", after) is not None


def _without_partner(before: str, whose: str) -> str:
    """Take "with her husband and" out of what stands before "their two children"."""
    found = _WITH_PARTNER.search(before)
    if not found or found["rest"].strip():
        return before
    owned = {word.lower() for word in OWNED.findall(whose)}
    partner = found["partner"].lower()
    is_man = re.fullmatch(PARTNER_MAN, partner) is not None
    is_woman = re.fullmatch(PARTNER_WOMAN, partner) is not None
    if ("his" in owned and not is_woman) or ("her" in owned and not is_man):
        return before
    return f"{before[: found.start()]} with "


def is_understood(before: str) -> bool:
    """Say whether every word before a phrase is one that leaves the patient its subject."""
    words = [word.lower() for word in _WORD.findall(before)]
    if re.search(
        r"\b(?:her|his|my)\s+(?:own\s+)?(?:mother|mum|father|dad|parent|carer)\b", before, re.I
    ):
        return False
    return all(word in BEFORE_OWN or word.isdigit() for word in words)


def _ends_well(before: str) -> bool:
    words = _WORD.findall(before)
    return not words or words[-1].lower() not in NEVER_JUST_BEFORE
