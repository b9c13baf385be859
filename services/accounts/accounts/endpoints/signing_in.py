"""Registering, signing in and out, passwords."""

from __future__ import annotations

from accounts.config import settings
from accounts.domain import Device
from accounts.photos import Photos
from accounts.schemas import (
    AuthOptions,
    ChangePasswordBody,
    ForgotPasswordBody,
    LoginBody,
    RegisterBody,
    ResetPasswordBody,
    Session,
    SignedIn,
    User,
)
from accounts.usecases import people, registration, resetting, sessions, signing_in
from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.reply import Page, Reply
from chassis.storage.files import Files

TOO_MANY = {429: "too many attempts for this account or from this address"}


class SigningIn:
    """How people get in and out."""

    db: Store
    files: Files

    @endpoint(
        "POST",
        "/api/auth/register/",
        public=True,
        confidential=True,
        returns=SignedIn,
        answers={201: "the new account, signed in"},
        errors={403: "registration is closed", **TOO_MANY},
    )
    def register(self, body: RegisterBody, base_url: str, address: str, user_agent: str | None) -> Reply[SignedIn]:
        """Create an account and sign in."""
        return registration.register(self.db, Photos(self.files, base_url), body, Device(address, user_agent or ""))

    @endpoint(
        "POST",
        "/api/auth/login/",
        public=True,
        confidential=True,
        returns=SignedIn,
        errors={401: "wrong user name or password", 403: "the account is blocked", **TOO_MANY},
    )
    def login(self, body: LoginBody, base_url: str, address: str, user_agent: str | None) -> SignedIn:
        """Sign in."""
        return signing_in.login(self.db, Photos(self.files, base_url), body, Device(address, user_agent or ""))

    @endpoint("POST", "/api/auth/logout/")
    def logout(self, actor: Actor) -> None:
        """Sign out: the token is dead everywhere at once."""
        sessions.logout(self.db, actor)

    @endpoint("GET", "/api/auth/me/", returns=User, single=True, cacheable=True)
    def get_me(self, actor: Actor, base_url: str) -> User:
        """Show the caller's own account."""
        return people.get_me(self.db, Photos(self.files, base_url), actor)

    @endpoint("POST", "/api/auth/change_password/", errors=TOO_MANY)
    def change_password(self, actor: Actor, body: ChangePasswordBody, address: str) -> None:
        """Change the caller's password; all other tokens are dead."""
        signing_in.change_password(self.db, actor, body, address)

    @endpoint(
        "POST",
        "/api/auth/forgot_password/",
        public=True,
        answers={202: "if there is such an account, a mail is on its way"},
        errors={429: "too many attempts from this address"},
    )
    def forgot_password(self, body: ForgotPasswordBody, address: str) -> None:
        """Have a link mailed by which another password can be set within an hour."""
        resetting.forgot_password(self.db, body, address)

    @endpoint("POST", "/api/auth/reset_password/", public=True, errors={403: "the account is blocked"})
    def reset_password(self, body: ResetPasswordBody) -> None:
        """Set another password by the link's token; whoever is signed in to the account is signed out."""
        resetting.reset_password(self.db, body)

    @endpoint("GET", "/api/auth/options/", public=True, returns=AuthOptions)
    def get_options(self) -> AuthOptions:
        """Show how one may get in here."""
        return AuthOptions(registration=settings().registration)

    @endpoint("GET", "/api/auth/sessions/", returns=Session)
    def list_sessions(self, actor: Actor, query: PageQuery) -> Page[Session]:
        """List the caller's signed-in devices, newest first."""
        return sessions.list_sessions(self.db, actor, query)

    @endpoint("DELETE", "/api/auth/sessions/{id}/")
    def end_session(self, actor: Actor, id: int) -> None:
        """Sign one of the caller's devices out."""
        sessions.end_session(self.db, actor, id)
