"""Words inside a PNG file: its title, and what it shows for who cannot see it.

A picture that is sent on without the report keeps them. Nothing is drawn here.
"""

import struct
import zlib
from collections.abc import Mapping

_HEAD = 8 + 4 + 4 + 13 + 4  # Signature, then the header chunk: length, name, content, checksum.


def with_text(png: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a PNG with international text chunks (iTXt) after its header, by keyword."""
    chunks = b"".join(_text_chunk(keyword, text) for keyword, text in texts.items())
    return png[:_HEAD] + chunks + png[_HEAD:]


def _text_chunk(keyword: str, text: str) -> bytes:
    """Write a chunk: keyword, no compression, no language, no translated keyword, the text."""
    content = keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    name = b"iTXt"
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
