"""The sheet of the workbook that says how sure the headline figures are, and why they changed."""

from governance.content import Content
from governance.estimate import NO_LABELS, ShownEstimate
from governance.estimate_tables import CHANGE_WORDS
from governance.release_context import long_date
from governance.sureness import INTERVAL_WORDS, RANGE_WORDS
from governance.workbook_sheet import Sheet

SURENESS = "How sure"

_WIDTHS = (8, 40, 24, 12, 12, 12, 12, 12, 12, 12)
_ESTIMATES = (
    "Count",
    "Figure",
    "Measured on",
    "Number",
    "Range from",
    "Range to",
    "Corrected",
    "90% interval from",
    "90% interval to",
)
_CHANGES = (
    "Count",
    "Figure",
    "Earlier figures as at",
    "Earlier",
    "Real change",
    "Changed coverage",
    "Changed model or threshold",
    "Now",
)


def write_sureness(sheet: Sheet, content: Content) -> None:
    """Write range, corrected estimate and interval of each headline figure, then the changes."""
    sheet.set_widths(_WIDTHS)
    sheet.title("How sure the headline figures are")
    sheet.link("Contents", "Back to contents")
    if content.estimates:
        sheet.paragraph(RANGE_WORDS)
        sheet.paragraph(interval_words(content))
        sheet.header(_ESTIMATES)
        for each in content.estimates:
            words = (each.row.definition.id, each.row.measure.title, _measured_on(each))
            sheet.amounts_row(
                words,
                (
                    each.row.figure.value,
                    each.low,
                    each.high,
                    each.corrected,
                    each.interval_from,
                    each.interval_to,
                ),
            )
    if content.changes:
        sheet.header(_CHANGES)
        for change in content.changes:
            row = change.row
            sheet.amounts_row(
                (row.definition.id, row.measure.title, long_date(change.earlier_as_at)),
                (
                    change.earlier,
                    change.real_change,
                    change.coverage_change,
                    change.model_change,
                    row.figure.value,
                ),
            )
        sheet.paragraph(CHANGE_WORDS)
    sheet.end_page()


def interval_words(content: Content) -> str:
    """Say what the intervals cover, or that there are none and why."""
    if any(each.interval_text for each in content.estimates):
        return INTERVAL_WORDS
    return (
        "No pairs or people of this area were labelled, so how often links are wrong or missing is "
        f"not known here, and there is no corrected estimate and no interval ({NO_LABELS})."
    )


def _measured_on(estimate: ShownEstimate) -> str:
    if not estimate.interval_text:
        return estimate.basis
    return f"{estimate.labelled_pairs:,} pairs, {estimate.labelled_people:,} people"
