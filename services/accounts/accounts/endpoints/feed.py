"""Posts of the feed."""

from __future__ import annotations

from accounts.live import FEED_CHANNEL, RedisLive
from accounts.schemas import FeedEvents, StatusUpdate, StatusUpdateBody, StatusUpdatePatch, StatusUpdateQuery
from accounts.usecases import feed
from chassis.call import Actor
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.live import Channels
from chassis.patch import changes_in
from chassis.reply import Page, Reply


class Feed:
    """What people tell those they share a course with."""

    db: Store
    live: Channels

    @endpoint("GET", "/api/status-updates/", returns=StatusUpdate, cacheable=True)
    def list_status_updates(self, actor: Actor, query: StatusUpdateQuery) -> Page[StatusUpdate]:
        """List the caller's posts, newest first; with `feed=1` also those of people they share a course with."""
        return feed.list_updates(self.db, actor, query)

    @endpoint("POST", "/api/status-updates/", returns=StatusUpdate, answers={201: "the new post"})
    def post_status_update(self, actor: Actor, body: StatusUpdateBody) -> Reply[StatusUpdate]:
        """Post something for those the caller shares a course with."""
        return feed.post_update(self.db, RedisLive(self.live), actor, body.content)

    @endpoint("GET", "/api/status-updates/{id}/", returns=StatusUpdate, single=True)
    def get_status_update(self, actor: Actor, id: int) -> StatusUpdate:
        """Show a post of the caller's feed."""
        return feed.get_update(self.db, actor, id)

    @endpoint("PATCH", "/api/status-updates/{id}/", returns=StatusUpdate)
    def update_status_update(self, actor: Actor, id: int, body: StatusUpdatePatch) -> StatusUpdate:
        """Change a post of the caller's own."""
        return feed.edit_update(self.db, RedisLive(self.live), actor, id, changes_in(body).get("content"))

    @endpoint("PUT", "/api/status-updates/{id}/", returns=StatusUpdate)
    def replace_status_update(self, actor: Actor, id: int, body: StatusUpdateBody) -> StatusUpdate:
        """Set what a post of the caller's own says."""
        return feed.edit_update(self.db, RedisLive(self.live), actor, id, body.content)

    @endpoint("DELETE", "/api/status-updates/{id}/")
    def delete_status_update(self, actor: Actor, id: int) -> None:
        """Delete a post of the caller's own."""
        feed.delete_update(self.db, RedisLive(self.live), actor, id)

    @endpoint("GET", "/api/status-updates/stream/", returns=FeedEvents, stream=FEED_CHANNEL)
    def stream_feed(self, actor: Actor) -> FeedEvents:
        """Follow the caller's feed as it changes.

        Server-Sent Events: `feed` with `{id, change}`, where `change` is `posted`, `edited` or `deleted`. Load the
        feed when the stream opens, also when it opens again: what happened before is not repeated.
        """
        return FeedEvents(events=[])
