"""A pack as a machine reads it: `evidence.json`, and every table and list of answers as CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from governance.evidence.blocks import Answers, Block, Document, Picture, Table
from governance.evidence.pack import ExactTable, Pack
from governance.tables import escaped

SCHEMA = "thinkfamily-evidence/1"
_ANSWER_COLUMNS = ("item", "asks", "answer", "standing", "see_sections")

Json = dict[str, object]


def told_as_json(pack: Pack) -> Json:
    """Return the whole pack; pictures and documents by the names of their files."""
    return {
        "schema": SCHEMA,
        "title": pack.title,
        **({"data": pack.mark} if pack.mark else {}),
        "about": dict(pack.about),
        "sections": [
            {
                **asdict(each.section),
                "blocks": [_block(block) for block in each.blocks],
            }
            for each in pack.sections
        ],
    }


def write_tables(pack: Pack, folder: Path) -> None:
    """Write every table, list of answers, picture and document as a file of its own."""
    for block in (block for each in pack.sections for block in each.blocks):
        match block:
            case Table():
                write_csv(folder / "tables" / f"{block.name}.csv", block.columns, block.rows, pack)
            case Answers():
                path = folder / "tables" / f"{block.name}.csv"
                write_csv(path, _ANSWER_COLUMNS, _lines(block), pack)
            case Picture():
                _write(folder / "pictures" / f"{block.name}.svg", block.svg)
            case Document():
                _write(folder / "documents" / f"{block.name}.md", block.markdown)
            case _:
                pass


def write_exact(tables: Iterable[ExactTable], pack: Pack, folder: Path) -> None:
    """Write tables of exact numbers."""
    for each in tables:
        write_csv(folder / f"{each.name}.csv", each.columns, each.rows, pack)


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], pack: Pack
) -> None:
    """Write a CSV without formulas, whose every line is marked where the data is synthetic."""
    mark = {"data": pack.mark} if pack.mark else {}
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns, *mark])
        writer.writerows([escaped(text) for text in (*row, *mark.values())] for row in rows)


def _lines(block: Answers) -> Iterator[tuple[str, ...]]:
    for each in block.answers:
        yield each.key, each.asks, each.told, each.standing.value, " ".join(each.see)


def _block(block: Block) -> Json:
    kind: Json = {"kind": type(block).__name__.lower()}
    match block:
        case Table():
            rows = [dict(zip(block.columns, row, strict=True)) for row in block.rows]
            return kind | {"name": block.name, "title": block.title, "rows": rows}
        case Answers():
            answers = [asdict(each) | {"standing": each.standing.value} for each in block.answers]
            return kind | {"name": block.name, "title": block.title, "answers": answers}
        case Picture():
            return kind | {"title": block.title, "file": f"pictures/{block.name}.svg"}
        case Document():
            return kind | {"title": block.title, "file": f"documents/{block.name}.md"}
        case _:
            return kind | asdict(block)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_text(text, encoding="utf-8")
