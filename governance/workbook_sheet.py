"""One sheet of the workbook, written from the top down, and the styles that sheets share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from governance.release_context import SYNTHETIC_SENTENCE, ReleaseContext
from governance.rows import ReleaseRow
from governance.tables import escaped

FIGURE_HEADER = ("Measure", "By", "Category", "Number", "Percentage", "Percentage of")
_NUMBERS = ("Number", "Percentage")

_LINE_HEIGHT = 13
_ROW_PADDING = 4
_TITLE_HEIGHT = 22
_INDEX_WIDTH = 58
_SHORT_TABLE = 20  # Rows that fit a screen need no index.


class Styles:
    """The cell formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        """Declare the formats in the workbook."""

        def style(**properties: str | int) -> Format:
            return book.add_format({"valign": "vcenter", **properties})

        self.mark = style(bold=1, font_color="#8A1C00")
        self.title = style(bold=1, font_size=15)
        self.text = style(text_wrap=1)
        self.indented = style(text_wrap=1, indent=1)
        self.header = style(text_wrap=1, bold=1, bottom=1, bg_color="#E6ECF2")
        self.right_header = style(
            text_wrap=1, bold=1, bottom=1, bg_color="#E6ECF2", align="right", indent=1
        )
        self.ruled = book.add_format({"top": 1})
        self.link = style(font_color="#0B4F8A", underline=1)
        self.right = style(align="right", indent=1)
        self.number = style(align="right", indent=1, num_format="#,##0")
        self.percentage = style(align="right", indent=1, num_format="0.0%")


class Sheet:
    """A sheet filled line by line. Where the data is synthetic, its first line says so."""

    def __init__(self, book: Workbook, name: str, styles: Styles, context: ReleaseContext) -> None:
        """Add the sheet to the workbook, set up for the screen and for paper."""
        self.context = context
        self._styles = styles
        self._next = 0
        self._widths: tuple[int, ...] = ()
        self._sheet = book.add_worksheet(name)
        self._sheet.hide_gridlines(2)
        self._set_up_page()
        if context.is_synthetic:
            self.line(SYNTHETIC_SENTENCE, self._styles.mark)

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Set the widths of the columns, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self._sheet.set_row(self._next, _TITLE_HEIGHT)
        self.line(text, self._styles.title)

    def line(self, text: str, style: Format | None = None) -> None:
        """Write a line that may run over the empty cells to its right."""
        self._text(0, text, style)
        self._next += 1

    def paragraph(self, text: str) -> None:
        """Write text across all columns, in a row as high as its lines need."""
        last = len(self._widths) - 1
        self._sheet.merge_range(self._next, 0, self._next, last, "", self._styles.text)
        self._text(0, text, self._styles.text)
        self._sheet.set_row(self._next, _height(text, sum(self._widths)))
        self._next += 1

    def link(self, sheet: str, text: str) -> None:
        """Write a link to another sheet."""
        self._link(sheet, text)
        self._next += 1

    def header(self, texts: Sequence[str]) -> None:
        """Write the header of a table, after an empty line."""
        self._next += 1
        for column, text in enumerate(texts):
            self._text(column, text, self._styles.header)
        pairs = zip(texts, self._widths, strict=False)
        self._sheet.set_row(self._next, max(_height(text, width) for text, width in pairs))
        self._next += 1

    def linked_row(self, sheet: str, text: str) -> None:
        """Write a row of the contents: the sheet to go to, and what it holds."""
        self._link(sheet, sheet)
        self._text(1, text, self._styles.text)
        self._next += 1

    def text_row(self, texts: Sequence[str]) -> None:
        """Write a row of wrapped text, as high as its longest cell needs; skip empty cells."""
        for column, text in enumerate(texts):
            if text:
                self._text(column, text, self._styles.text)
        pairs = zip(texts, self._widths, strict=True)
        self._sheet.set_row(self._next, max(_height(text, width) for text, width in pairs))
        self._next += 1

    def figure_table(self, name: str, rows: Sequence[ReleaseRow]) -> None:
        """Write the figures of a count as a table whose header stays in sight and on every page.

        A table by school may be hundreds of rows: breakdowns are ruled off, and an index beside
        the table leads to each. It is not printed.
        """
        first = self._next + 1
        last = first + len(rows)
        options = {"name": name, "columns": self._figure_columns(), "style": None}
        self._sheet.add_table(first, 0, last, len(FIGURE_HEADER) - 1, options)
        self._sheet.freeze_panes(first + 1, 0)
        self._sheet.repeat_rows(first)
        self._next = first + 1
        for row in rows:
            self._figure_row(row)
        parts = list(_parts(rows))
        for start, _ in parts[1:]:
            at = first + 1 + start
            rule = {"type": "no_errors", "format": self._styles.ruled}
            self._sheet.conditional_format(at, 0, at, len(FIGURE_HEADER) - 1, rule)
        if len(rows) > _SHORT_TABLE:
            self._index(first, parts)

    def end_page(self) -> None:
        """Print what is written so far, across the columns that have a width, and nothing else."""
        self._sheet.print_area(0, 0, self._next, len(self._widths) - 1)

    def amounts_row(self, texts: Sequence[str], numbers: Sequence[int | None]) -> None:
        """Write a row of wrapped text, then numbers; an empty cell where one is not given."""
        for column, number in enumerate(numbers, start=len(texts)):
            if number is not None:
                self._number(column, number, self._styles.number)
        self.text_row((*texts, *[""] * (len(self._widths) - len(texts))))

    def _index(self, first: int, parts: Sequence[tuple[int, str]]) -> None:
        """Lead to where each breakdown begins; beside the table, so that it is in nobody's way."""
        column = len(FIGURE_HEADER) + 1
        self._sheet.set_column(column, column, _INDEX_WIDTH)
        self._sheet.write_string(first, column, "Go to", self._styles.header)
        for number, (start, text) in enumerate(parts, start=1):
            target = f"internal:'{self._sheet.get_name()}'!A{first + start + 2}"
            self._sheet.write_url(first + number, column, target, self._styles.link, text)

    def _figure_columns(self) -> list[dict[str, str | Format]]:
        styles = self._styles
        return [
            {
                "header": text,
                "header_format": styles.right_header if text in _NUMBERS else styles.header,
            }
            for text in FIGURE_HEADER
        ]

    def _figure_row(self, row: ReleaseRow) -> None:
        """Write numbers as numbers, and the symbol of a hidden one as text in the same place."""
        figure, place = row.figure, FIGURE_HEADER.index
        if figure.value is None:
            self._text(place("Number"), figure.text, self._styles.right)
        else:
            self._number(place("Number"), figure.value, self._styles.number)
        if figure.percentage is not None:
            self._number(place("Percentage"), figure.percentage / 100, self._styles.percentage)
        words = (row.measure.title, row.breakdown_title, row.category_title)
        if row.share_of:
            self._text(place("Percentage of"), row.share_of, self._styles.indented)
        self.text_row((*words, "", "", ""))

    def _number(self, column: int, number: int | Decimal, style: Format) -> None:
        self._sheet.write_number(self._next, column, float(number), style)

    def _text(self, column: int, text: str, style: Format | None) -> None:
        self._sheet.write_string(self._next, column, escaped(text), style)

    def _link(self, sheet: str, text: str) -> None:
        self._sheet.write_url(self._next, 0, f"internal:'{sheet}'!A1", self._styles.link, text)

    def _set_up_page(self) -> None:
        title = self.context.marked_title.replace("&", "&&")
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_header(f"&L{title}")
        self._sheet.set_footer(f"&L{title}&RPage &P of &N")


def _parts(rows: Sequence[ReleaseRow]) -> Iterator[tuple[int, str]]:
    """Return where each breakdown of each measure begins, and what to call it."""
    start = 0
    for (measure, breakdown), of_part in groupby(
        rows, key=lambda row: (row.measure.title, row.breakdown_title)
    ):
        number = len(list(of_part))
        rows_text = "1 row" if number == 1 else f"{number:,} rows"
        yield start, f"{measure}: {breakdown} ({rows_text})"
        start += number


def _height(text: str, width: int) -> int:
    """Estimate the height of wrapped text; Excel does not measure merged cells by itself."""
    lines = 1 if len(text) <= width else ceil(len(text) * 1.1 / width)
    return _LINE_HEIGHT * lines + _ROW_PADDING
