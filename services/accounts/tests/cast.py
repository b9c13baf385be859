"""What tests do on behalf of the cast."""

from __future__ import annotations

from accounts.domain import Device
from accounts.schemas import LoginBody, RegisterBody, SignedIn
from accounts.usecases import sessions, signing_in
from chassis.call import Actor
from chassis.database import Store

PASSWORD = "a quiet green harbour"


def sign_in(db: Store, username: str, password: str = PASSWORD, address: str = "") -> SignedIn:
    """Sign in by password."""
    return signing_in.login(db, LoginBody(username=username, password=password), Device(address, "Firefox"))


def actor_of(db: Store, token: str) -> Actor:
    """Whose token this is, as the gateway learns it."""
    found = sessions.authenticate(db, token)
    return Actor(found["actor_id"], found["role"], found["session_id"])


def newcomer(username: str = "erin", **fields: object) -> RegisterBody:
    """What somebody sends who registers."""
    given = {"username": username, "email": f"{username}@lectern.test", "password": PASSWORD, "user_type": "student"}
    return RegisterBody.model_validate({**given, **fields})
