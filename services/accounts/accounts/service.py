"""What may be asked of the accounts service: by the world (`accounts.endpoints`) and, here, by other services."""

from __future__ import annotations

from typing import Any

from accounts.endpoints.feed import Feed
from accounts.endpoints.invitations import Invitations
from accounts.endpoints.people import People
from accounts.endpoints.signing_in import SigningIn
from accounts.photos import Photos
from accounts.usecases import people, sessions
from chassis.administration import administered
from chassis.amqp.rpc import rpc
from chassis.database import Database
from chassis.endpoint import authenticator, resolver
from chassis.live import LiveChannels
from chassis.service import Service
from chassis.storage.provider import FileStorage


@administered(roles={"admin"})
class AccountsService(SigningIn, People, Feed, Invitations, Service):
    """Who people are, and who is signed in."""

    name = "accounts"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()
    files = FileStorage()

    @authenticator(invalidated_by=["accounts.sessions_ended"])
    @rpc
    def authenticate(self, token: str) -> dict[str, Any]:
        """Whose token this is."""
        return sessions.authenticate(self.db, token)

    @resolver("users", invalidated_by="accounts.user_changed")
    @rpc
    def resolve_users(self, ids: list[int], base_url: str = "") -> dict[str, dict[str, Any]]:
        """The records references to people are filled in from. `base_url` is for addresses of photos."""
        return people.resolve_users(self.db, ids, Photos(self.files, base_url))

    @rpc
    def list_contacts(self, ids: list[int]) -> dict[str, dict[str, Any]]:
        """What it takes to write to people."""
        return people.list_contacts(self.db, ids)

    @rpc
    def get_api_key(self, user_id: int) -> dict[str, str | None]:
        """Somebody's own key for a language model, sealed."""
        return people.get_api_key(self.db, user_id)

    @rpc
    def get_account(self, user_id: int | None = None, username: str | None = None) -> dict[str, Any]:
        """As much of an account as another service needs to decide something."""
        return people.get_account(self.db, user_id, username)
