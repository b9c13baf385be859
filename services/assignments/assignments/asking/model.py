"""Which model to ask, what that has used, and why it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assignments.asking.client import Model


@dataclass(frozen=True, slots=True)
class Server:
    """Which model to ask, and where; `url` empty: OpenAI's own."""

    name: str
    key: str = field(repr=False)
    url: str = ""
    seconds: float = 60
    answer_tokens: int = 8000


@dataclass(slots=True)
class Usage:
    """What was used so far."""

    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.input_tokens + self.output_tokens


class ModelFailed(Exception):
    """The model cannot be used; `code` and the message are for the teacher."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = f"assignments.{code}"
        self.detail = detail


def open_model(server: Server, usage: Usage) -> Model:
    """A model to ask, counting in `usage`."""
    # A worker that makes nothing is spared the SDK, which takes 0.6 s and 30 MB to load.
    from assignments.asking.client import Model

    return Model(server, usage)
