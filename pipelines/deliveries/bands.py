"""How much a delivery holds, against the one before and against what is expected of its source."""

from collections.abc import Iterator, Mapping

# Beyond this factor, either way, half of something was sent or something else entirely.
FACTOR = 10
# Smaller exports grow or shrink tenfold by themselves.
FEWEST_TO_COMPARE = 50
# A single file may be named or divided otherwise another day.
FEWEST_FILES = 2
# An export of fewer records may well be empty another day.
FEWEST_TO_MISS = 5


def against_the_last(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[str]:
    """Tell which exports hold very many more or fewer records than in the last delivery."""
    for export in sorted(now.keys() | before.keys()):
        records, last = now.get(export, 0), before.get(export, 0)
        told = f"{export}: {records} records, {last} in the last accepted delivery"
        if not records and last >= FEWEST_TO_MISS:
            yield f"{export}: no record, {last} in the last accepted delivery"
        elif last and max(records, last) >= FEWEST_TO_COMPARE:
            if records > FACTOR * last:
                yield f"{told}, more than {FACTOR} times as many"
            elif records * FACTOR < last:
                yield f"{told}, less than a tenth"


def fewer_files(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[str]:
    """Tell which exports come in fewer than half as many files as in the last delivery."""
    for export, last in sorted(before.items()):
        files = now.get(export, 0)
        if files and last >= FEWEST_FILES and 2 * files < last:
            are = "1 file" if files == 1 else f"{files} files"
            yield f"{export}: {are}, {last} in the last accepted delivery, fewer than half"


def against_what_is_expected(
    tables: Mapping[str, int], expected: Mapping[str, tuple[int, int]]
) -> Iterator[str]:
    """Tell which tables hold fewer or more records than the configuration expects."""
    for table, (least, most) in sorted(expected.items()):
        records = tables.get(table, 0)
        if not least <= records <= most:
            yield f"{table}: {records} records, expected are {least} to {most}"
