"""The database finds sessions, people and posts by an index, however many there are."""

from __future__ import annotations

import pytest

from accounts import schemas
from accounts.usecases import feed, people, sessions
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.testing.plans import scans

from .cast import PHOTOS, actor_of, sign_in


@pytest.mark.usefixtures("bob")
def test_nothing_that_somebody_does_reads_a_whole_table(db: Store) -> None:
    token = sign_in(db, "bob").token
    bob = actor_of(db, token)
    actions = {
        "showing a token": lambda: sessions.authenticate(db, token),
        "signing in": lambda: sign_in(db, "bob"),
        "oneself": lambda: people.get_me(db, PHOTOS, bob),
        "somebody": lambda: people.get_user(db, PHOTOS, bob, bob.id),
        "people with a word in a name": lambda: people.list_users(db, PHOTOS, bob, schemas.UserQuery(search="bob")),
        "names": lambda: people.resolve_users(db, [bob.id]),
        "where one is signed in": lambda: sessions.list_sessions(db, bob, PageQuery()),
        "the feed": lambda: feed.list_updates(db, bob, schemas.StatusUpdateQuery(feed=True)),
        "somebody's posts": lambda: feed.list_updates(db, bob, schemas.StatusUpdateQuery(user=bob.id)),
    }
    assert {name: found for name, action in actions.items() if (found := scans(db, action))} == {}
