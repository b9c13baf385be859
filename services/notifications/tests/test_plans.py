"""The database finds what people are shown by an index, however many notifications others have."""

from __future__ import annotations

from chassis.database import Store
from chassis.testing.plans import scans
from notifications.schemas import NotificationQuery
from notifications.usecases import inbox, preferences
from services.notifications.tests.conftest import BOB, FakeLive, notify


def test_nothing_that_somebody_does_reads_a_whole_table(db: Store, live: FakeLive) -> None:
    first, second = notify(db, BOB, "one", "two")
    actions = {
        "the list": lambda: inbox.list_notifications(db, BOB, NotificationQuery()),
        "its unread part": lambda: inbox.list_notifications(db, BOB, NotificationQuery(unread=True)),
        "one of them": lambda: inbox.get_notification(db, BOB, first),
        "how many are unread": lambda: inbox.unread_count(db, BOB),
        "what a window has missed": lambda: inbox.missed(db, BOB, str(first)),
        "reading one": lambda: inbox.mark_read(db, live, BOB, first),
        "reading all": lambda: inbox.mark_all_read(db, live, BOB),
        "deleting one": lambda: inbox.delete_notification(db, live, BOB, second),
        "what one wants to be told": lambda: preferences.get_preferences(db, BOB),
    }
    assert {name: found for name, action in actions.items() if (found := scans(db, action))} == {}
