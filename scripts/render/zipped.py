"""ZIP files packed by libdeflate, which takes half of zlib's time and is the same library wherever the project is built."""

import zipfile
from typing import Any

import deflate

#: of the levels from 1 to 12: as small as zlib's usual 6, in less than half of its time
_LEVEL = 5


class ZipFile(zipfile.ZipFile):
    """Python's own, but for what packs a member."""

    def _open_to_write(self, *given: Any, **named: Any) -> Any:
        opened: Any = super()._open_to_write(*given, **named)  # type: ignore[misc]
        if opened._compressor:
            opened._compressor = _Packer()
        return opened


class _Packer:
    """Packs a member when all of it is there, as libdeflate does."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def compress(self, part: bytes) -> bytes:
        self.parts.append(part)
        return b""

    def flush(self) -> bytearray:
        parts, self.parts = self.parts, []  # what was mapped can be let go only when nothing holds it
        return deflate.deflate_compress(parts[0] if len(parts) == 1 else b"".join(parts), _LEVEL)
