"""Signing what goes out and must come back unaltered (HMAC-SHA256, RFC 2104), with a key made from SECRET_KEY.

Without a secret nothing can be signed and nothing is taken as signed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac


class Signer:
    """Signs for one purpose: what was signed for another is not taken."""

    def __init__(self, secret: str, purpose: str) -> None:
        label = b"lectern " + purpose.encode()
        self._key = hmac.digest(secret.encode(), label, hashlib.sha256) if secret else b""

    def sign(self, *parts: str) -> str:
        """The signature of the parts in this order, fit for a URL. Raises RuntimeError without a secret."""
        if not self._key:
            raise RuntimeError("nothing can be signed without SECRET_KEY")
        return self._signature(parts)

    def verifies(self, signature: str, *parts: str) -> bool:
        """Whether `sign` made this signature of these parts; takes the same time wherever it differs."""
        return bool(self._key) and hmac.compare_digest(self._signature(parts).encode(), signature.encode())

    def _signature(self, parts: tuple[str, ...]) -> str:
        """Each part goes in with its length, so that no two lists of parts read the same."""
        message = b"".join(b"%d:%s" % (len(encoded), encoded) for encoded in (part.encode() for part in parts))
        return base64.urlsafe_b64encode(hmac.digest(self._key, message, hashlib.sha256)).rstrip(b"=").decode()
