"""Zip archives and workbooks, judged by what they declare before anything in them is unpacked.

A workbook is a zip too, and a library that reads it unpacks whatever is inside; so every member is
unpacked here first, in pieces that are thrown away, and never beyond the size it declares.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sources.readers.limits import Limits, told_bytes
from sources.readers.reading import refuse

_PIECE = 1 << 20
_MEMBER_SIGNATURE, _DIRECTORY_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
# Of a member's flags: encrypted, encrypted strongly, its directory encrypted.
_PROTECTED = 0x1 | 0x40 | 0x2000
# What the Finder adds to every zip it makes.
_FINDER = "__MACOSX"
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError),
)


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """The one file that a zip holds."""

    name: str
    data: bytes


class _MisfitError(ValueError):
    """The archive is not taken; caught and told with the file's name."""


def unpack(path: Path, data: bytes, limits: Limits) -> Unpacked:
    """Unpack a zip that holds exactly one file, in memory.

    Raises:
        FileRefusedError: it holds another number of files, a zip, a link, a path that leads out
            of it, a password, or more than the limits allow.
    """
    try:
        member = _only_member(data, limits)
        content = b"".join(_pieces(data, member))
    except _MisfitError as error:
        raise refuse(path, str(error)) from None
    except _DAMAGED:
        raise refuse(path, "it is damaged, or no zip") from None
    return Unpacked(name=PurePosixPath(member.filename).name, data=content)


def _only_member(data: bytes, limits: Limits) -> zipfile.ZipInfo:
    members = _members(data, limits)
    if len(members) != 1:
        msg = f"it holds {len(members)} files, and one is expected"
        raise _MisfitError(msg)
    if members[0].filename.lower().endswith(".zip"):
        msg = "it holds another zip"
        raise _MisfitError(msg)
    return members[0]


def check_workbook(path: Path, data: bytes, limits: Limits) -> None:
    """Refuse a workbook that would unpack to more than it says, or than the limits allow.

    Raises:
        FileRefusedError: so, or it is damaged.
    """
    try:
        for member in _members(data, limits):
            for _ in _pieces(data, member):
                pass
    except _MisfitError as error:
        raise refuse(path, str(error)) from None
    except _DAMAGED:
        raise refuse(path, "it is damaged, or not a workbook (.xlsx)") from None


def _members(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the files of an archive whose declarations are all harmless."""
    if data.count(_DIRECTORY_SIGNATURE) > limits.members:
        msg = f"it holds more than {limits.members} files"
        raise _MisfitError(msg)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.infolist()
    for member in listed:
        _check_member(member, limits)
    if sum(member.file_size for member in listed) > limits.unpacked_bytes:
        msg = f"it unpacks to more than {told_bytes(limits.unpacked_bytes)}"
        raise _MisfitError(msg)
    if sum(member.compress_size for member in listed) > len(data):
        msg = "its files lie over one another"
        raise _MisfitError(msg)
    return [
        member
        for member in listed
        if not member.is_dir() and PurePosixPath(member.filename).parts[:1] != (_FINDER,)
    ]


def _check_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    # Python shortens a name at a NUL and turns backslashes; what was written is what counts.
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not member.filename or "\0" in name or ".." in parts or ":" in parts[0] or not parts[0]:
        problem = "a file in it has a path that leads out of it"
    elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        problem = "it holds a link or a device and not only files"
    elif member.flag_bits & _PROTECTED:
        problem = "it is protected by a password"
    elif member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        problem = "it is packed in a way that is not read"
    elif member.file_size > max(limits.ratio_from_bytes, limits.ratio * member.compress_size):
        problem = f"a file in it unpacks to more than {limits.ratio} times its size"
    else:
        return
    raise _MisfitError(problem)


def _pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member piece by piece; what is not as it was declared ends it."""
    signature, name, extra = _LOCAL_HEADER.unpack_from(data, member.header_offset)
    start = member.header_offset + _LOCAL_HEADER.size + name + extra
    packed = memoryview(data)[start : start + member.compress_size]
    if signature != _MEMBER_SIGNATURE or len(packed) != member.compress_size:
        raise zipfile.BadZipFile
    is_deflated = member.compress_type == zipfile.ZIP_DEFLATED
    total = checksum = 0
    for piece in _inflated(packed) if is_deflated else (bytes(packed),):
        total += len(piece)
        if total > member.file_size:
            msg = "a file in it is larger than it declares"
            raise _MisfitError(msg)
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if total != member.file_size or checksum != member.CRC:
        raise zipfile.BadZipFile


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _PIECE):
        piece = inflating.decompress(packed[start : start + _PIECE], _PIECE)
        yield piece
        while inflating.unconsumed_tail:
            yield inflating.decompress(inflating.unconsumed_tail, _PIECE)
    while piece := inflating.decompress(b"", _PIECE):
        yield piece
    if not inflating.eof:
        raise zipfile.BadZipFile
