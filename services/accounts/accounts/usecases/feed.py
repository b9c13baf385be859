"""Posts: one's own, and those of people one shares a course with."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from accounts import policies, queries, schemas
from accounts.live import Live
from accounts.models import StatusUpdate
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.reply import Page, Reply

READERS_AT_ONCE = 500
MOST_READERS = 10_000
"""Of whom open windows are told; beyond that people see a post when they load the feed again."""


def list_updates(db: Store, actor: Actor, query: schemas.StatusUpdateQuery) -> Page[schemas.StatusUpdate]:
    """The actor's posts, newest first; with `feed` also those of people they share a course with."""
    wanted = queries.feed_of(actor.id) if query.feed else queries.posts_of(actor.id)
    with db.read() as session:
        found = newest_first(session, wanted, StatusUpdate.id, query)
    return Page([as_answer(row[0], actor) for row in found.rows], found.next_cursor, found.total)


def get_update(db: Store, actor: Actor, update_id: int) -> schemas.StatusUpdate:
    """One post of the actor's feed. Raises NotFound, also for one of somebody they share no course with."""
    with db.read() as session:
        found = session.scalars(queries.feed_of(actor.id).where(StatusUpdate.id == update_id)).one_or_none()
    if found is None:
        raise policies.no_such_update()
    return as_answer(found, actor)


def post_update(db: Store, live: Live, actor: Actor, content: str) -> Reply[schemas.StatusUpdate]:
    """A new post."""
    moment = now()
    with db.write() as session:
        posted = StatusUpdate(author_id=actor.id, content=content, created_at=moment, updated_at=moment)
        session.add(posted)
        session.flush()
        _tell_afterwards(db, live, posted, "posted")
        return Reply(as_answer(posted, actor), status=201, location=f"/api/status-updates/{posted.id}/")


def edit_update(db: Store, live: Live, actor: Actor, update_id: int, content: str | None) -> schemas.StatusUpdate:
    """Change a post of the actor's own. Raises NotFound, also for anybody else's."""
    with db.write() as session:
        found = _own(session, actor, update_id)
        if content is not None and content != found.content:
            found.content, found.updated_at = content, now()
            _tell_afterwards(db, live, found, "edited")
        return as_answer(found, actor)


def delete_update(db: Store, live: Live, actor: Actor, update_id: int) -> None:
    """Remove a post of the actor's own. Raises NotFound, also for anybody else's."""
    with db.write() as session:
        found = _own(session, actor, update_id)
        session.delete(found)
        _tell_afterwards(db, live, found, "deleted")


def as_answer(update: StatusUpdate, actor: Actor) -> schemas.StatusUpdate:
    """A post as the actor sees it."""
    return schemas.StatusUpdate(
        id=update.id,
        author=update.author_id,
        content=update.content,
        created_at=update.created_at,
        updated_at=update.updated_at,
        is_mine=update.author_id == actor.id,
    )


def tell_readers(db: Store, live: Live, author_id: int, change: schemas.FeedChange) -> None:
    """Tell the open windows of everybody in whose feed the author is."""
    with db.read() as session:
        readers = queries.readers_of(session, author_id, MOST_READERS)
    event = schemas.FeedEvent(data=change)
    for start in range(0, len(readers), READERS_AT_ONCE):
        live.tell(readers[start : start + READERS_AT_ONCE], event)


def _own(session: Session, actor: Actor, update_id: int) -> StatusUpdate:
    found = queries.status_update(session, update_id)
    if found is None or found.author_id != actor.id:
        raise policies.no_such_update()
    return found


def _tell_afterwards(
    db: Store, live: Live, update: StatusUpdate, change: Literal["posted", "edited", "deleted"]
) -> None:
    author_id, told = update.author_id, schemas.FeedChange(id=update.id, change=change)
    db.after_commit(lambda: tell_readers(db, live, author_id, told))
