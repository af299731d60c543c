"""What a file that others made may ask of the machine. Every number has its reason here."""

from dataclasses import dataclass

_MEGABYTE = 1_000_000
GIGABYTE = 1000 * _MEGABYTE


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that reading one delivery may take.

    Attributes:
        file_bytes: of one file. The patients of a region of five million are under 2 GB.
        unpacked_bytes: of all that one zip or workbook holds, as large as an unpacked file may be.
        ratio: unpacked to packed. The most repetitive of our exports, XML with the contacts of
            pupils, packs to a fourteenth; DEFLATE can reach 1,032, which only a bomb does.
        ratio_from_bytes: a member smaller than this harms nobody, whatever its ratio.
        members: of one zip or workbook. A workbook of 11 lists has some 30.
        memory_bytes: of the process that reads, beside its libraries. A file is held once as
            bytes and once as columns, and a workbook as cells besides.
        seconds: of the process that reads, on the clock and of the processor.
    """

    file_bytes: int = 2 * GIGABYTE
    unpacked_bytes: int = 2 * GIGABYTE
    ratio: int = 200
    ratio_from_bytes: int = _MEGABYTE
    members: int = 2_000
    memory_bytes: int = 8 * GIGABYTE
    seconds: int = 1_800


LIMITS = Limits()


def told_bytes(count: int) -> str:
    """Say a number of bytes as people do."""
    for size, unit in ((GIGABYTE, "GB"), (_MEGABYTE, "MB"), (1000, "kB")):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"
