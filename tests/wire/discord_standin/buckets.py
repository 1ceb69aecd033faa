"""Rate limits as Discord tells them: headers on each answer, and 429 for who doesn't read them."""

import time
from dataclasses import dataclass
from hashlib import blake2s

from .faults import Fault

# Gentler than Discord's own, which differ by route and are meant to be read from the headers.
LIMIT = 50
WINDOW = 1.0


@dataclass
class _Bucket:
    ends: float = 0.0
    used: int = 0


class Buckets:
    """How often each route was called, one bucket for each method and path."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def spend(self, method: str, path: str) -> dict[str, str] | Fault:
        """The headers for this request's answer, or its fault if the bucket is empty."""
        now = time.monotonic()
        key = f"{method} {path}"
        bucket = self._buckets.setdefault(key, _Bucket())
        if now >= bucket.ends:
            bucket.ends, bucket.used = now + WINDOW, 0
        left = bucket.ends - now
        if bucket.used >= LIMIT:
            return Fault.rate_limited(left)
        bucket.used += 1
        return {
            "X-RateLimit-Limit": str(LIMIT),
            "X-RateLimit-Remaining": str(LIMIT - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": blake2s(key.encode(), digest_size=16).hexdigest(),
        }
