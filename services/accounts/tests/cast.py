"""What tests do on behalf of the cast."""

from __future__ import annotations

from obstore.store import MemoryStore

from accounts.domain import Device
from accounts.photos import Photos
from accounts.schemas import LoginBody, RegisterBody, SignedIn
from accounts.usecases import sessions, signing_in
from chassis.call import Actor
from chassis.database import Store
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.objects import Storage

PASSWORD = "a quiet green harbour"
SCHOOL = "http://lectern.test"
FILES = Files(Storage(MemoryStore()), links.signer("for tests only, and long enough"))
PHOTOS = Photos(FILES, SCHOOL)
"""For tests in which nobody has a photo."""


def sign_in(db: Store, username: str, password: str = PASSWORD, address: str = "") -> SignedIn:
    """Sign in by password."""
    return signing_in.login(db, PHOTOS, LoginBody(username=username, password=password), Device(address, "Firefox"))


def actor_of(db: Store, token: str) -> Actor:
    """Whose token this is, as the gateway learns it."""
    found = sessions.authenticate(db, token)
    return Actor(found["actor_id"], found["role"], found["session_id"])


def newcomer(username: str = "erin", **fields: object) -> RegisterBody:
    """What somebody sends who registers."""
    given = {"username": username, "email": f"{username}@lectern.test", "password": PASSWORD, "user_type": "student"}
    return RegisterBody.model_validate({**given, **fields})
