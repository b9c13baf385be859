"""Encrypting what has to be stored but must not be readable from a copy of the database (Fernet: AES-CBC, HMAC)."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken


def seal(text: str, purpose: str = "answer") -> str:
    """Encrypt with a key derived from SECRET_KEY for this purpose: what is sealed for one opens for no other."""
    return _cipher(os.environ.get("SECRET_KEY", ""), purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str = "answer") -> str:
    """Decrypt. Raises ValueError when it was altered, or sealed under another SECRET_KEY or for another purpose."""
    try:
        return _cipher(os.environ.get("SECRET_KEY", ""), purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed under another key, or altered") from error


@lru_cache(maxsize=16)
def _cipher(secret: str, purpose: str) -> Fernet:
    material = f"lectern sealing\0{purpose}\0{secret}".encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(material).digest()))
