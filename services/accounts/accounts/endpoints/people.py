"""People: finding them, one's own profile, blocking."""

from __future__ import annotations

from accounts.photos import Photos
from accounts.schemas import ProfilePatch, User, UserQuery
from accounts.usecases import blocking, people, profile
from chassis.call import Actor
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.reply import Page
from chassis.storage.files import Files

PICTURE = {413: "the photo is too large", 415: "the photo is no picture"}


class People:
    """People as others see them, and oneself."""

    db: Store
    files: Files

    @endpoint("GET", "/api/users/", returns=User, cacheable=True)
    def list_users(self, actor: Actor, base_url: str, query: UserQuery) -> Page[User]:
        """List people by user name."""
        return people.list_users(self.db, Photos(self.files, base_url), actor, query)

    @endpoint("GET", "/api/users/{id}/", returns=User, single=True, cacheable=True)
    def get_user(self, actor: Actor, base_url: str, id: int) -> User:
        """Show the public part of a person."""
        return people.get_user(self.db, Photos(self.files, base_url), actor, id)

    @endpoint("PATCH", "/api/users/update_profile/", returns=User, upload="photo", errors=PICTURE)
    def update_profile(self, actor: Actor, base_url: str, body: ProfilePatch) -> User:
        """Change the caller's own account."""
        return profile.update_profile(self.db, Photos(self.files, base_url), actor, body)

    @endpoint("POST", "/api/users/{id}/block/", roles={"admin"}, returns=User)
    def block_user(self, actor: Actor, base_url: str, id: int) -> User:
        """Sign somebody out everywhere and keep them out."""
        return blocking.block_user(self.db, Photos(self.files, base_url), actor, id)

    @endpoint("POST", "/api/users/{id}/unblock/", roles={"admin"}, returns=User)
    def unblock_user(self, actor: Actor, base_url: str, id: int) -> User:
        """Let somebody sign in again."""
        return blocking.unblock_user(self.db, Photos(self.files, base_url), actor, id)
