"""What happens to the files of a delivery, told one after the other, and what it makes of it.

The events are the same whether files are read in this process or in another one. Nothing is read
here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.declaration import Export
from sources.readers.naming import matches
from sources.readers.reading import FileRead


class DeliveryRefusedError(ValueError):
    """A delivery cannot be taken; every problem of it is in the message, a line each."""

    def __init__(self, source: str, problems: Iterable[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"{source}: the delivery is refused\n{lines}")


@dataclass(frozen=True, kw_only=True)
class Started:
    """A file is about to be read: whatever ends the reading now is that file's doing."""

    file: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A file was read as an export."""

    export: str
    file: FileRead


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Something in the delivery cannot be taken; the export is named where it is known.

    Where it `ends_reading`, nobody knows which further files there are.
    """

    problem: str
    export: str = ""
    ends_reading: bool = False


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A file that was not read, and why that is no fault."""

    file: str
    reason: str
    is_arriving: bool = False


Event = Started | Taken | Refused | Unread


class Reads(dict[str, tuple[FileRead, ...]]):
    """The files of a delivery by the name of their export, and those that were not read."""

    def __init__(
        self, files: dict[str, tuple[FileRead, ...]], unread: tuple[Unread, ...] = ()
    ) -> None:
        super().__init__(files)
        self.unread = unread


def gather(source: str, exports: Sequence[Export], events: Iterable[Event]) -> Reads:
    """Make a delivery of what happened to its files.

    Raises:
        DeliveryRefusedError: an export has no file, or a file is refused; all are named.
    """
    files: dict[str, tuple[FileRead, ...]] = {export.name: () for export in exports}
    refused: list[Refused] = []
    unread: list[Unread] = []
    for event in events:
        if isinstance(event, Taken):
            files[event.export] += (event.file,)
        elif isinstance(event, Refused):
            refused.append(event)
        elif isinstance(event, Unread):
            unread.append(event)
    is_whole = not any(each.ends_reading for each in refused)
    problems: list[str] = []
    for export in exports:
        told = [f"{export.name}: {each.problem}" for each in refused if each.export == export.name]
        if is_whole and not (told or files[export.name] or export.optional):
            told = [f"{export.name}: {_missing(export, unread)}"]
        problems += told
    problems += [each.problem for each in refused if not each.export]
    if not problems and not any(files.values()):
        problems.append(f"{len(unread)} files are in it, and no export declares any of them")
    if problems:
        raise DeliveryRefusedError(source, problems)
    return Reads(files, tuple(unread))


def _missing(export: Export, unread: Iterable[Unread]) -> str:
    """Say that an export has no file, and which may still become one."""
    told = [
        "no file has its columns"
        if export.by_header
        else f"no file is called {export.file_pattern}"
    ]
    told += [
        f"{each.file} is still arriving"
        for each in unread
        if each.is_arriving and matches(each.file, f"{export.file_pattern}*")
    ]
    return "; ".join(told)
