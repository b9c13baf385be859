"""Demo content: when it is loaded, and how one signs in to see it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lectern.demo.loader import Loader
from lectern.demo.story import PASSWORD, Person, read

if TYPE_CHECKING:
    from lectern.system import Announce, System

SIGN_INS = f"""\
  Sign in   maria (teacher) · sam (student) · dana (admin)
  Password  {PASSWORD}
"""
PENDING, LOADED = "pending", "loaded"
DAYS = 42
"""How long the demo's people have been at it."""


class Content:
    """The demo content of one system: loaded once, into a system that was empty before this run.

    Make it before the system is brought up: that is when an empty system can be told from a used one.
    A marker file says whether loading is under way or over, so a load that was broken off is resumed.
    """

    def __init__(self, system: "System", settings: Mapping[str, str]) -> None:
        self._system = system
        self._marker = system.var / "demo"
        production = settings.get("ENV") == "production"
        wanted = settings.get("DEMO") or ("0" if production else "1")
        if wanted == "1" and not self._marker.exists() and _is_empty(system, settings):
            self._marker.write_text(PENDING)

    def is_loaded(self) -> bool:
        """Whether the system has the demo content."""
        return self._state() == LOADED

    def load(self, announce: "Announce") -> None:
        """Load the content if that is still to be done. The system has to be running."""
        if self._state() != PENDING:
            return
        with announce("Demo content"):
            story = read()
            _make_admin(self._system, story.admin)
            Loader(self._system.url).load(story)
            _run(self._system, "courses.admin", "backdate", "--days", str(DAYS))
        self._marker.write_text(LOADED)

    def _state(self) -> str:
        return self._marker.read_text() if self._marker.exists() else ""


def _is_empty(system: "System", settings: Mapping[str, str]) -> bool:
    """Whether nobody has an account. A database elsewhere counts as empty if DEMO=1 is asked for by name."""
    if settings.get("ACCOUNTS_DATABASE_URL"):
        return settings.get("DEMO") == "1"
    return not any((system.var / used).exists() for used in ("accounts.sqlite3", "postgres/data"))


def _make_admin(system: "System", admin: Person) -> None:
    """Make the administrator by the command that anyone running the system has; it may exist already."""
    named = ["--username", admin.username, "--email", admin.email, "--full-name", admin.full_name]
    _run(system, "accounts.admin", "create", *named)


def _run(system: "System", module: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=system.directory,
        env={**os.environ, **system.environment, "LECTERN_ADMIN_PASSWORD": PASSWORD},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
