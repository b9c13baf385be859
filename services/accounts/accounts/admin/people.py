"""What can be asked about people, and done to their accounts, as lines of text."""

from __future__ import annotations

import argparse
from datetime import datetime

from accounts.models import LoginSession, User
from accounts.usecases import operating
from chassis.database import Store

SHOWN = 200


def users(db: Store, chosen: argparse.Namespace) -> str:
    """A line for each account, by name."""
    found = operating.people(db, " ".join(chosen.search), chosen.role, SHOWN + 1)
    more = [f"… and more: name a part of the name, or --role; these are {SHOWN}"] if len(found) > SHOWN else []
    return "\n".join([*map(_line, found[:SHOWN]), *more]) or "There is nobody like that."


def block(db: Store, chosen: argparse.Namespace) -> str:
    """Keep somebody out."""
    return f"Blocked {operating.set_blocked(db, chosen.username, True)}."


def unblock(db: Store, chosen: argparse.Namespace) -> str:
    """Let somebody in."""
    return f"{operating.set_blocked(db, chosen.username, False)} may sign in again."


def role(db: Store, chosen: argparse.Namespace) -> str:
    """Make somebody a student, a teacher or an administrator."""
    return f"{operating.set_role(db, chosen.username, chosen.role)} is {chosen.role} from the next sign-in on."


def sessions(db: Store, chosen: argparse.Namespace) -> str:
    """A line for each session that somebody is signed in with."""
    return "\n".join(map(_session, operating.sessions(db, chosen.username))) or "Signed in nowhere."


def revoke(db: Store, chosen: argparse.Namespace) -> str:
    """End sessions, and with each its token."""
    count = operating.revoke(db, chosen.username, chosen.session)
    return f"Ended {count} session{'' if count == 1 else 's'}."


def _line(user: User) -> str:
    state = "blocked" if user.is_blocked else "active"
    return f"{user.id:>6}  {user.user_type:8}  {state:8}{user.username:32}{user.email}  {user.full_name}".rstrip()


def _session(held: LoginSession) -> str:
    return f"{held.id:>6}  used {_minute(held.last_seen_at)}  since {_minute(held.created_at)}  {held.user_agent[:80]}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
