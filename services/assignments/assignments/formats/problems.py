"""What is wrong with a file that somebody wants to import."""

from __future__ import annotations


class Unreadable(ValueError):
    """A file that cannot be taken as it is; `errors` says what is wrong, place by place."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("This file cannot be imported as it is.")
        self.errors = errors
