"""A pack as a folder: the page, what machines read, and the checksums that seal both.

Exact numbers lie in a folder of their own with checksums of their own, so that the rest can be
handed on without it and still be checked.
"""

import json
from pathlib import Path

from governance.evidence.pack import Pack
from governance.evidence.page import write_page
from governance.evidence.telling import told_as_json, write_exact, write_tables
from governance.seal import write_checksums

PAGE = "evidence.html"
FOR_THE_OFFICER = "for_the_officer"
_STAYS_INSIDE = (
    "Exact numbers of this night, some of them small enough to be about one family.\n"
    "They are for the data protection officer and stay inside the council: take this\n"
    "folder out before the pack is handed on. The checksums of the rest still hold.\n"
)


def write_pack(pack: Pack, folder: Path) -> str:
    """Write a pack into an empty folder; the same pack gives the same bytes.

    Returns:
        The checksum that seals what may be handed on.
    """
    write_page(pack, folder / PAGE)
    write_tables(pack, folder)
    text = json.dumps(told_as_json(pack), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "evidence.json").write_text(f"{text}\n", encoding="utf-8")
    checksum = write_checksums(folder)
    if pack.exact:
        inside = folder / FOR_THE_OFFICER
        inside.mkdir(mode=0o700)
        (inside / "READ_THIS_FIRST.txt").write_text(_STAYS_INSIDE, encoding="utf-8")
        write_exact(pack.exact, pack, inside)
        write_checksums(inside)
    return checksum
