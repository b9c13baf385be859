"""Encrypting what has to be stored but must not be readable from a copy of the database (Fernet: AES-CBC, HMAC)."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken


def seal(text: str) -> str:
    """Encrypt with a key derived from SECRET_KEY."""
    return _cipher(os.environ.get("SECRET_KEY", "")).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt. Raises ValueError when it was altered, or sealed under another SECRET_KEY."""
    try:
        return _cipher(os.environ.get("SECRET_KEY", "")).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed under another key, or altered") from error


@lru_cache(maxsize=2)
def _cipher(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"lectern sealing\0" + secret.encode()).digest()))
