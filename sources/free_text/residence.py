"""Where the children of a note live: with the patient, elsewhere, or not said clearly.

Only what is said of the children counts: that the patient lives with her mother is about the
patient.
"""

import re
from typing import Literal

from sources.free_text.words import CHILD, KIN

Residence = Literal["with_patient", "elsewhere", "unknown"]

_LIVE = (
    r"(?:live[sd]?|living|resides?|residing|stays?|staying|remains?|placed|is|are"
    r"|all|both|now)"
)
_END = r"(?=\s*(?:$|[.,;:)\-]|(?:and|at|in|full|but|most|during|all|along|as|who)\b))"
_TIE = (
    r"(?:(?:birth|biological|bio|maternal|paternal|foster|step|ex|grand|great|older|elder|other)"
    r"[ -]*){0,4}"
    rf"(?:{KIN}|fathers?|carers?|ex(?:[ -]?(?:husband|wife|partner|boyfriend|girlfriend))?"
    r"|relatives?"
    r"|adopters)\b"
)
_OF_CHILDREN = rf"(?:{CHILD}|they|both|all|who|whom|eldest|youngest|oldest|one|two|three|twins)"

_WITH_PATIENT = re.compile(
    rf"\b{_LIVE}\s+(?:full[- ]time\s+)?(?:at home\s+)?with\s+(?:her|him|pt|(?:the )?patient"
    rf"|(?:the )?client|me){_END}"
    rf"|\b(?:{_LIVE}\s+)?at\s+home\b(?!\s+with\s+(?!pt\b|patient|client|(?:her|him)\s*(?:$|[.,;)])))"
    rf"|\bin\s+(?:her|his|pt'?s|(?:the\s+)?patient's)\s+(?:full[- ]time\s+|sole\s+)?care\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\b{_LIVE}\s+(?:full[- ]time\s+|mostly\s+)?with\s+(?:their|his|her|the|an|a|pt'?s)\s+{_TIE}"
    rf"|\b(?:{_LIVE}\s+)?with\s+(?:their\s+{_TIE}|(?:paternal|maternal)\s+{_TIE}"
    r"|foster\s+(?:carers?|parents?|family|mum|mother))"
    r"|\b(?:in|into|to)\s+(?:(?:long|short)[- ]term\s+)?"
    r"(?:foster|local\s+authority|la|kinship|residential)\s+(?:care|placement)\b"
    rf"|\b{_OF_CHILDREN}\s+(?:(?:are|is|were|now|currently|all|both|taken|placed|went|aged?|\d+)\s+)*"
    r"in(?:to)?\s+care\b|\btaken\s+into\s+care\b|\blooked[- ]after\b"
    r"|\b(?:were|was|been|are|children|kids|both|all)\s+removed\b"
    r"|\b(?:lost|losing)\s+(?:custody|residency|care)\b|\b(?:full|sole)\s+custody\b"
    r"|\bhas\s+(?:custody|residency)\b|\bunder\s+(?:an?\s+)?(?:sgo|special\s+guardianship)\b"
    rf"|\bno\s+contact\s+(?:with|to)\s+(?:\w+\s+){{0,3}}{CHILD}\b"
    r"|\b(?:not|n't|no\s+longer|never|doesn't|don't)\s+(?:live[sd]?|living|reside|residing|stay)"
    r"\s+with\s+(?:her|him|pt|(?:the )?patient|them)\b"
    r"|\b(?:live[sd]?|living|resid(?:e|es|ing))\s+(?:elsewhere|apart|separately)\b"
    r"|\b(?:not|no\s+longer)\s+in\s+(?:her|his|pt's)\s+care\b"
    rf"|\bestranged\s+from\s+(?:\w+\s+){{0,3}}{CHILD}\b"
    rf"|\b(?:sees|see|visits|has)\s+(?:supervised\s+contact|(?:\w+\s+){{0,3}}(?:{CHILD}|them|him|her))"
    r"\s+(?:\w+\s+){0,2}(?:weekends?|fortnight\w*|weekly|monthly|month|contact\s+centre)\b"
    r"|\bsupervised\s+contact\b",
    re.IGNORECASE,
)
# Not so, not any more, or only feared.
_UNSURE_BEFORE = re.compile(
    r"\b(?:not|never|no longer|n't|risk|risks|fears?|feared|afraid|worried|threat\w*|previously|was"
    r"|used to|formerly|until|if|may|might|could|would|plans?|hop\w+|wants?|were|had|no)"
    r"\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"\b(?:returned|reunited|rehabilitat\w*|back\s+(?:with|home|in)|shared\s+(?:care|custody)|50/50"
    r"|half\s+the\s+week|part[- ]time|alternate)\b",
    re.IGNORECASE,
)
# In "she lives with her mother" it is the patient who does.
_PATIENT_JUST_BEFORE = re.compile(
    r"(?:^|[.;,(]|\b(?:she|he|pt|patient|client|i|who|and|currently|now|has))\s*"
    r"(?:currently\s+|now\s+|is\s+|still\s+)?$",
    re.IGNORECASE,
)
_SPEAKS_OF_CHILDREN = re.compile(rf"\b{_OF_CHILDREN}\b", re.IGNORECASE)
_NEAR = 30
_NOT_ALWAYS = re.compile(
    r"\b(?:weekends?|holidays?|nights?|fortnight\w*|occasional\w*|sometimes|days|temporar\w*"
    r"|until)\b",
    re.IGNORECASE,
)
_CHILD_ALONE = re.compile(
    rf"^\s*(?:(?:her|his|pt's)\s+)?(?:\w+\s+)?{CHILD}\b"
    r"(?!.*\b(?:has|she|he|pt|patient|client|and)\b)",
    re.IGNORECASE,
)
_PATIENT_LIVES = re.compile(r"^(?:lives|living|resides|residing|stays|staying)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;\n]|\b(?:but|while|whilst|whereas|however|although)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:eldest|oldest|youngest|one|older|elder|younger|middle|other)\b", re.I)

_ALL_OF_THEM = frozenset(
    """
    they both all the her his their children kids who are is have has had been currently now two
    do does don't doesn't three four of them mostly sons daughters boys girls twins she he pt
    patient client and
    """.split()  # noqa: SIM905 - read as words
)


class Homes:
    """What a note says of where children live, by the part of the note."""

    def __init__(self, tidied: str) -> None:
        """Find what is said of living in a tidied note."""
        self._text = tidied
        self._said: list[tuple[int, Residence]] = []
        self._ends = [0, *(split.end() for split in _SENTENCE.finditer(tidied)), len(tidied) + 1]
        if _RETURNED.search(tidied):
            return
        elsewhere = [each for each in _ELSEWHERE.finditer(tidied) if self._is_sure(each)]
        self._said += [(each.start(), "elsewhere") for each in elsewhere]
        spans = [each.span() for each in _ELSEWHERE.finditer(tidied)]
        self._said += [
            (each.start(), "with_patient")
            for each in _WITH_PATIENT.finditer(tidied)
            if self._is_sure(each)
            and not any(start < each.end() and each.start() < end for start, end in spans)
        ]
        self._said.sort()

    def of(self, at: int, name: str | None, people: list[int], names: list[str]) -> Residence:
        """Return where somebody lives who is mentioned at a place of the note.

        Args:
            at: where they are mentioned.
            name: their name, if it is known.
            people: where everybody is mentioned.
            names: the names of all who have one.
        """
        told: set[Residence] = set()
        for place, residence in self._said:
            first, last = self._sentence(place)
            here = [each for each in people if first <= each < last]
            called = [each for each in names if self._is_called(each, first, last)]
            if here:
                concerns = at in here and self._is_next(place, at, here)
            elif called:
                concerns = name in called
            else:
                concerns = not _PART.search(self._text, first, last) and self._is_of_all(
                    self._text[first:place]
                )
            if concerns:
                told.add(residence)
        return told.pop() if len(told) == 1 else "unknown"

    def _is_next(self, place: int, at: int, here: list[int]) -> bool:
        """Say whether this is the first thing said of living after somebody was mentioned."""
        first, last = self._sentence(place)
        places = [each for each, _ in self._said if first <= each < last]
        after = [each for each in places if each > at]
        if len(places) == 1:
            return all(each < place for each in here) or all(each > place for each in here)
        return bool(after) and after[0] == place

    def _is_called(self, name: str, first: int, last: int) -> bool:
        return re.search(rf"\b{re.escape(name)}\b", self._text[first:last]) is not None

    @staticmethod
    def _is_of_all(before: str) -> bool:
        """Say whether what is said in a sentence without a child's name is said of all of them."""
        return set(re.findall(r"[a-z']+", before.lower())) <= _ALL_OF_THEM

    def _sentence(self, place: int) -> tuple[int, int]:
        first = max(end for end in self._ends if end <= place)
        return first, min(end for end in self._ends if end > place)

    def _is_sure(self, found: re.Match[str]) -> bool:
        first, last = self._sentence(found.start())
        before = self._text[first : found.start()]
        after = self._text[found.end() : min(last, found.end() + _NEAR)]
        if _UNSURE_BEFORE.search(before) or _NOT_ALWAYS.search(after):
            return False
        if not _PATIENT_LIVES.match(found[0]):
            return True
        if not _PATIENT_JUST_BEFORE.search(before) or _CHILD_ALONE.match(before):
            return True
        is_whose = before.rstrip().lower().endswith("who")
        return is_whose and _SPEAKS_OF_CHILDREN.search(before) is not None
