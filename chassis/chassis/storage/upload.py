"""A file that was sent with a request, as the service that is to keep it hears of it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from chassis.storage.keys import INCOMING


class Upload(BaseModel):
    """A file that lies under `incoming/`: the gateway has counted and hashed it, and nobody has looked into it yet."""

    key: str = Field(pattern=rf"^{INCOMING}/[0-9a-f]{{32}}$")
    filename: str = Field(max_length=255)
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
