"""What notifications hears of accounts and assignments is what they tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accounts.domain import NewAccount, UserType
from accounts.usecases.people import list_contacts
from accounts.usecases.registration import create_account
from assignments import usecases as assignments_usecases
from assignments.models import Assignment
from assignments.usecases import telling
from chassis.database import Store
from chassis.testing.databases import emitted, migrated_store
from notifications import news
from notifications.clients import Contact, RemoteAccounts
from notifications.handlers import NotificationsHandlers

SOON = datetime(2030, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """The assignments service's database."""
    return migrated_store("assignments", tmp_path)


def assignment() -> Assignment:
    return Assignment(
        id=7, course_id=5, course_title="Biology", title="Cells", assignment_type="quiz", deadline=SOON, teacher_id=1
    )


def test_assignments_tells_what_the_handlers_read(db: Store) -> None:
    quiz = assignment()
    with db.write() as session:
        telling.published(session, quiz)
        telling.deadline_changed(session, quiz, None)
        telling.deleted(session, quiz)
        telling.extended(session, quiz, 2, SOON)
        telling.regraded(session, quiz, [2, 3])
    facts = dict(emitted(db))
    published = news.AssignmentPublished.model_validate(facts["assignments.assignment_published"])
    assert (published.deadline, published.assignment_type) == (SOON, "quiz")
    assert news.DeadlineChanged.model_validate(facts["assignments.deadline_changed"]).previous is None
    assert news.AssignmentDeleted.model_validate(facts["assignments.assignment_deleted"]).assignment_id == 7
    assert news.Extended.model_validate(facts["assignments.extended"]).deadline == SOON
    assert news.Regraded.model_validate(facts["assignments.regraded"]).student_ids == [2, 3]


def test_every_fact_that_is_listened_for_is_one_that_assignments_tells() -> None:
    told = Path(str(assignments_usecases.__file__)).with_name("telling.py").read_text("utf-8")
    facts = {f"on_assignments_{fact}" for fact in re.findall(r'_tell\(session, "(\w+)"', told)}
    heard = {name for name in vars(NotificationsHandlers) if name.startswith("on_assignments_")}
    assert heard == facts


class Contacts:
    """The accounts service, asked as over RPC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def call(self, method: str, ids: list[int]) -> Any:
        """See `chassis.amqp.client.Remote`."""
        assert method == "list_contacts"
        return list_contacts(self._store, ids)


def test_accounts_answers_with_addresses(tmp_path: Path) -> None:
    store = migrated_store("accounts", tmp_path)
    bob = NewAccount("bob", "bob@lectern.test", "a long secret", UserType.STUDENT, full_name="Bob Bell")
    number = create_account(store, bob).id
    found = RemoteAccounts(Contacts(store)).contacts([number, 999])
    expected = Contact(email="bob@lectern.test", display_name="Bob Bell")
    assert found == {number: expected}
