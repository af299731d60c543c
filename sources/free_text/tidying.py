"""A note made ready to be read: one spelling of signs and short forms, in clauses.

What could be taken for an age and is none is taken out here: dates, phones, the patient's own
childhood. Nothing here says what a clause means.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sources.free_text.words import CHILD, NUMBER

_SIGNS = str.maketrans("\u2019\u2018\u0060\u00b4\u2013\u2014\u2022", "''''--.")
_PATIENT = r"(?:she|he|they|i|pt|patient|client|the patient|the client|su)"
_PLURAL = r"(?:children|kids|dependants|dependents)"
_NOT_AN_AGE = r"(?!\s*(?:,|and|-|/)\s*\d|\s*(?:y|m|w)|\d|/)"

_REPLACED = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"[\t\r ]+", " "),
        (r"\s*[;\n]\s*(?=(?-i:[A-Z][a-z]+)[\s(,-]+(?:aged\s+)?\d)", ", "),
        (r"\b(Dr|Mr|Mrs|Ms|Prof|no|approx|ca)\.\s*", r"\1 "),
        (r"\bc\.?o\.?\s(?=\d)", " "),
        (r"\bw/\s*", "with "),
        (r"\s*&\s*", " and "),
        (r"\s\+\s*", " and "),
        (r"\by\s*[./]\s*o\b\.?", "yo"),
        (r"\bd\s*[./]\s*o\s*[./]\s*b\b\.?", "dob"),
        # Dates and numbers that are no ages.
        (r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b", "DATE"),
        (r"\b(?:19|20)\d\d\b", "DATE"),
        (r"\s*[(\[]?\b(?:dob|born|b)\b\.?:?\s*(?:in\s+)?(?:[A-Z][a-z]{2,8}\s+)?DATE\s*[)\]]?", ""),
        (r"\s*[(\[]\s*DATE\s*[)\]]", ""),
        (r"\b0\d[\d ]{8,}\d\b", "."),
        (r"\b(\d{1,2})\s*/\s*12\b", r"\1 months"),
        (r"\b\d{1,2}\s*(?:\+\s*\d)?/\s*40\b", " pregnant "),
        (r"\b(\d{1,2})\s*/\s*52\b", r"\1 weeks"),
        (r"\b(\d{1,2})\s*(?:½|\.5|1/2|\s+and\s+a\s+half)", r"\1"),
        # The patient's own earlier years.
        (rf"\b(?:when|since|while|until)\s+{_PATIENT}\s+(?:was|were)\s+[\w\s-]{{1,18}}", " "),
        (r"\bas an?\s+(?:\w+\s+)?(?:child|kid|baby|infant|boy|girl|teenager)\b", " "),
        (r"\b(?:at|since|from|until|by)\s+(?:the\s+)?age\s+(?:of\s+)?\d+", " "),
        (r"\b(?:in|during|from|since)\s+(?:her |his |their |early )*childhood\b", " "),
        # The age of the law, and other bounds, which are no ages.
        (r"\b(?:aged\s+)?(?:under|below|<)\s*(?:the\s+age\s+of\s+)?(?:18|eighteen)s?\b", " "),
        (r"\b(?:aged\s+)?(?:over|above|>)\s*(?:the\s+age\s+of\s+)?(?:18|eighteen)s?\b", " adult "),
        (rf"\b(?:aged\s+)?(?:under|below|over|above|<|>)\s*{NUMBER}s?\b", " <"),
        # How many, as forms say it.
        (
            (
                rf"\b(?:no|number|how many)\s+(?:of\s+)?(?:dependent\s+)?{_PLURAL}\s*[:=-]?\s*"
                rf"({NUMBER})\b"
            ),
            r"\1 children",
        ),
        (rf"\b(?:dependent\s+)?({_PLURAL})\s*[:=-]?\s*x\s*({NUMBER})\b", r"\2 \1"),
        (rf"\b(?:dependent\s+)?({_PLURAL})\s*[:=-]\s*({NUMBER})\b{_NOT_AN_AGE}", r"\2 \1"),
        (rf"\b(?:x\s*({NUMBER})|({NUMBER})\s*x)\s+(?={CHILD}\b)", r"\1\2 "),
        (rf"\b({_PLURAL})\s*[:=-]\s*(?:nil|none|no|0)\b", "no children"),
        # Who the parent is: "mother of two" has two children.
        (
            (
                r"(?<!her )(?<!his )(?<!my )(?<!'s )(?<!their )"
                r"\b(?:(?:is|a|an|the|single|lone|proud|married|young|new)\s+)*"
                r"(?:mother|mum|mom|father|dad|parent)\s+(?:of|to)\s+(?=\w)"
            ),
            "having ",
        ),
        (rf"\bhaving ({NUMBER})(?=\s*(?:$|[.,;:(]))", r"having \1 children"),
        # Words about the patient alone, who is then no other man or woman.
        (r"\bnever\s+married\b", "single"),
        (
            (
                r"\b(separated|divorced|widowed)\s+from\s+(?:(?:her|his)\s+)?(?:ex[ -]?)?"
                r"(?:husband|wife|partner)\b"
            ),
            r"\1",
        ),
        (r"\bsingle\s+(?:man|woman|lady|gentleman|male|female)\b", "single"),
        (
            (
                r"\b\d\d\s*(?:yo|yrs?\s+old|years?[ -]+olds?)\s+(?:\w+\s+)?"
                r"(?:man|woman|lady|gentleman|male|female)\b"
            ),
            "patient",
        ),
    )
)

_CLAUSES = re.compile(
    r"[.;\n!|]+(?!\d)"
    r"|(?<=\?)(?=\s+(?-i:[A-Z]))"
    r"|\b(?:but|however|although|whereas|while|whilst|because|nb)\b"
    r"|[,-]\s*(?=(?:also |currently |she |he |pt |patient )?"
    r"(?:has|have|had|nil|denies|denied|lives alone|does not|doesn't)\s)"
    r"|,\s*(?=(?:no|single|married|divorced|separated|pregnant)\s)",
    re.IGNORECASE,
)


_SENTENCE_ENDS = re.compile(r"[.;!\n?]")


def tidy(text: str) -> str:
    """Return a note with its short forms written out and what is no age taken out."""
    tidied = unicodedata.normalize("NFC", text).translate(_SIGNS).strip()
    for pattern, written in _REPLACED:
        tidied = pattern.sub(written, tidied)
    return tidied


@dataclass(frozen=True, kw_only=True)
class Part:
    """A clause of a note, what came before it in its sentence, and the sentence before that."""

    start: int
    clause: str
    begun: str
    earlier: str


def clauses_of(tidied: str) -> Iterator[Part]:
    """Give the clauses of a tidied note in turn."""
    start, begun, earlier = 0, "", ""
    ends = [(split.start(), split.end(), split[0]) for split in _CLAUSES.finditer(tidied)]
    for end, after, sign in [*ends, (len(tidied), len(tidied), ".")]:
        clause = tidied[start:end]
        if clause.strip():
            yield Part(start=start, clause=clause, begun=begun, earlier=earlier)
        begun += f"{clause},"
        if _SENTENCE_ENDS.search(sign):
            begun, earlier = "", begun if begun.strip(" ,") else earlier
        start = after
