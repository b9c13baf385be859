"""What may be asked of the accounts service, and by whom."""

from __future__ import annotations

from typing import Any

from accounts.domain import Device
from accounts.schemas import (
    ChangePasswordBody,
    LoginBody,
    ProfilePatch,
    RegisterBody,
    Session,
    SignedIn,
    User,
    UserQuery,
)
from accounts.usecases import blocking, people, profile, registration, sessions, signing_in
from chassis.amqp.rpc import rpc
from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Database
from chassis.endpoint import authenticator, endpoint, resolver
from chassis.reply import Page, Reply
from chassis.service import Service

TOO_MANY = {429: "too many attempts for this account or from this address"}


class AccountsService(Service):
    """Who people are, and who is signed in."""

    name = "accounts"
    version = "0.1.0"
    db = Database()

    @endpoint(
        "POST",
        "/api/auth/register/",
        public=True,
        confidential=True,
        returns=SignedIn,
        answers={201: "the new account, signed in"},
        errors={403: "registration is closed", **TOO_MANY},
    )
    def register(self, body: RegisterBody, address: str, user_agent: str | None) -> Reply[SignedIn]:
        """Create an account and sign in."""
        return registration.register(self.db, body, Device(address, user_agent or ""))

    @endpoint(
        "POST",
        "/api/auth/login/",
        public=True,
        confidential=True,
        returns=SignedIn,
        errors={401: "wrong user name or password", 403: "the account is blocked", **TOO_MANY},
    )
    def login(self, body: LoginBody, address: str, user_agent: str | None) -> SignedIn:
        """Sign in."""
        return signing_in.login(self.db, body, Device(address, user_agent or ""))

    @endpoint("POST", "/api/auth/logout/")
    def logout(self, actor: Actor) -> None:
        """Sign out: the token is dead everywhere at once."""
        sessions.logout(self.db, actor)

    @endpoint("GET", "/api/auth/me/", returns=User, single=True)
    def get_me(self, actor: Actor) -> User:
        """Show the caller's own account."""
        return people.get_me(self.db, actor)

    @endpoint("POST", "/api/auth/change_password/", errors=TOO_MANY)
    def change_password(self, actor: Actor, body: ChangePasswordBody, address: str) -> None:
        """Change the caller's password; all other tokens are dead."""
        signing_in.change_password(self.db, actor, body, address)

    @endpoint("GET", "/api/auth/sessions/", returns=Session)
    def list_sessions(self, actor: Actor, query: PageQuery) -> Page[Session]:
        """List the caller's signed-in devices, newest first."""
        return sessions.list_sessions(self.db, actor, query)

    @endpoint("DELETE", "/api/auth/sessions/{id}/")
    def end_session(self, actor: Actor, id: int) -> None:
        """Sign one of the caller's devices out."""
        sessions.end_session(self.db, actor, id)

    @endpoint("GET", "/api/users/", returns=User)
    def list_users(self, actor: Actor, query: UserQuery) -> Page[User]:
        """List people by user name."""
        return people.list_users(self.db, actor, query)

    @endpoint("GET", "/api/users/{id}/", returns=User, single=True)
    def get_user(self, actor: Actor, id: int) -> User:
        """Show the public part of a person."""
        return people.get_user(self.db, actor, id)

    @endpoint("PATCH", "/api/users/update_profile/", returns=User)
    def update_profile(self, actor: Actor, body: ProfilePatch) -> User:
        """Change the caller's own account."""
        return profile.update_profile(self.db, actor, profile.changes_in(body))

    @endpoint("POST", "/api/users/{id}/block/", roles={"admin"}, returns=User)
    def block_user(self, actor: Actor, id: int) -> User:
        """Sign somebody out everywhere and keep them out."""
        return blocking.block_user(self.db, actor, id)

    @endpoint("POST", "/api/users/{id}/unblock/", roles={"admin"}, returns=User)
    def unblock_user(self, actor: Actor, id: int) -> User:
        """Let somebody sign in again."""
        return blocking.unblock_user(self.db, actor, id)

    @authenticator(invalidated_by=["accounts.sessions_ended"])
    @rpc
    def authenticate(self, token: str) -> dict[str, Any]:
        """Whose token this is."""
        return sessions.authenticate(self.db, token)

    @resolver("users", invalidated_by="accounts.user_changed")
    @rpc
    def resolve_users(self, ids: list[int], base_url: str = "") -> dict[str, dict[str, Any]]:
        """The records references to people are filled in from. `base_url` is for addresses of photos."""
        return people.resolve_users(self.db, ids)

    @rpc
    def get_account(self, user_id: int | None = None, username: str | None = None) -> dict[str, Any]:
        """As much of an account as another service needs to decide something."""
        return people.get_account(self.db, user_id, username)
