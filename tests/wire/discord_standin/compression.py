"""How gateway messages travel: one compressed stream a connection, flushed after each message."""

import zlib
from collections.abc import Callable

Squeeze = Callable[[bytes], bytes]


def squeezer(name: str | None) -> Squeeze | None:
    """The compression that a new connection asks for by name; None for plain text."""
    if name is None:
        return None
    if name == "zstd-stream":
        return _zstd()
    if name == "zlib-stream":
        return _zlib()
    raise ValueError(f"no such transport compression: {name}")


def _zstd() -> Squeeze:
    # Imported here so that the stand-in also runs where discord.py falls back to zlib.
    import zstandard

    stream = zstandard.ZstdCompressor().compressobj()

    def squeeze(text: bytes) -> bytes:
        return stream.compress(text) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    return squeeze


def _zlib() -> Squeeze:
    stream = zlib.compressobj()

    def squeeze(text: bytes) -> bytes:
        return stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH)

    return squeeze
