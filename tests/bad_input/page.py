"""The matrix of bad input as a page of the documents: `python -m tests.bad_input.page` renews it.

Documents that follow from the code are made by `make docs`; this one follows from tests, which the
product may not import, so it is made here and compared by a test.
"""

from pathlib import Path

from tests.bad_input.matrix import ROWS

PAGE = Path(__file__).parents[2] / "docs" / "bad_input.md"
RENEW = "python -m tests.bad_input.page"

_ABOVE = f"""# Bad input

Made by `{RENEW}` from the rows of `tests/bad_input`: change those and not this page.
`make bad-input` tries every case and says of each whether it passed.

Every row is something that arrives and should not. It is tried by making a good delivery bad and
having it checked as an analyst does, with `thinkfamily check`, or by a night where one delivery
does not show it. In every case the words name the source, the file, the column and a count where
there is one, and no value of a person.

- **refused**: it cannot be read as what it should be. The last good delivery stays in use.
- **held**: it can be read and is strange. A person decides; until then the last good one stays.
- **quarantined**: what is wrong is set aside with its reason, and everything else is loaded; as
  many records are loaded and set aside as came.
- **normalised**: it is put right and loaded whole. What is done to a file is told in a note; what
  is done to a value is seen beside the value as received, which stays.
- **accepted**: it is loaded as it came.
- **waited for**: it is still arriving.
"""


def page() -> str:
    """Return the page."""
    lines = [
        _ABOVE,
        "| No. | What arrives | What is expected | Tried as |",
        "| --- | --- | --- | --- |",
    ]
    for row in ROWS:
        tried = "; ".join(f"{case.name} (**{case.becomes.value}**)" for case in row.cases)
        cells = (str(row.number), row.arrives, row.expected, tried)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    cases = sum(len(row.cases) for row in ROWS)
    lines.append(f"\n{len(ROWS)} rows, {cases} cases.\n")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
