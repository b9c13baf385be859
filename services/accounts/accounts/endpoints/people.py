"""People: finding them, one's own profile, blocking."""

from __future__ import annotations

from accounts.schemas import ProfilePatch, User, UserQuery
from accounts.usecases import blocking, people, profile
from chassis.call import Actor
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.reply import Page


class People:
    """People as others see them, and oneself."""

    db: Store

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
