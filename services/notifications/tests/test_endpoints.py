"""Every endpoint through a real container, as its recipient, as Charlie, and as nobody."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from chassis.call import Actor
from chassis.database import Store
from chassis.testing.broker import Broker, as_actor, request
from chassis.testing.channels import listening
from chassis.testing.fakes import faked
from chassis.testing.processes import running
from notifications.mail.addresses import unsubscribe_token
from notifications.service import NotificationsService

from .conftest import BOB, CHARLIE, DANA, notify

pytestmark = pytest.mark.usefixtures("service")
EVERY_METHOD = [
    "list_notifications",
    "get_notification",
    "delete_notification",
    "unread_count",
    "mark_read",
    "mark_all_read",
    "stream",
    "get_preferences",
    "change_preferences",
    "get_calendar",
    "reset_calendar",
]


@pytest.fixture(scope="module")
def service(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, amqp_url: str) -> Iterator[None]:
    """The service, running."""
    directory: Path = tmp_path_factory.mktemp("service")
    settings = {**environment, "SECRET_KEY": os.environ["SECRET_KEY"]}
    with running("notifications.service:NotificationsService", settings, directory):
        yield
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(NotificationsService)


def ask(broker: Broker, method: str, actor: Actor | None, **parts: Any) -> tuple[int | str, Any]:
    """The status and body of an answer, or the kind and code of an error."""
    answer = broker.call("notifications", method, context=as_actor(actor), request=request(**parts))
    if answer["error"]:
        payload = answer["error"]["exc_args"][0]
        return payload["kind"], payload["code"]
    body = answer["result"]["body"]
    return answer["result"]["status"], orjson.loads(body) if body else None


@pytest.fixture
def hello(stored: Store, request: pytest.FixtureRequest) -> int:
    """The id of a notification of Bob's."""
    (one,) = notify(stored, BOB, request.node.name)
    return one


def test_charlie_chooses_for_himself_alone(broker: Broker) -> None:
    status, chosen = ask(broker, "change_preferences", CHARLIE, body='{"material": {"email": false}}')
    assert (status, chosen["material"]["email"]) == (200, False)
    assert ask(broker, "get_preferences", BOB)[1]["material"]["email"] is True


@pytest.mark.parametrize("body", ['{"material": {"email": 1}}', '{"weather": {}}', '{"material": {"fax": true}}'])
def test_a_choice_that_is_none_is_refused(broker: Broker, body: str) -> None:
    assert ask(broker, "change_preferences", BOB, body=body)[0] == "InvalidInput"


@pytest.mark.parametrize("method", ["list_parked_mail", "replay_parked_mail", "drop_parked_mail"])
def test_mails_that_were_given_up_concern_administrators_alone(broker: Broker, method: str) -> None:
    assert ask(broker, method, CHARLIE, id=4711)[0] == "Forbidden"
    assert ask(broker, method, DANA, id=4711)[0] == (200 if method == "list_parked_mail" else "NotFound")


def test_a_link_in_a_mail_needs_no_sign_in(broker: Broker) -> None:
    token = unsubscribe_token(BOB.id, "feedback")
    assert ask(broker, "show_unsubscription", None, token=token)[1]["is_mailed"] is True
    assert ask(broker, "unsubscribe", None, token=token, body="List-Unsubscribe=One-Click")[1]["is_mailed"] is False
    assert ask(broker, "unsubscribe", CHARLIE, token="2~feedback~x")[0] == "NotFound"


def test_a_calendar_needs_no_sign_in_but_its_address(broker: Broker, amqp_url: str) -> None:
    _, body = ask(broker, "get_calendar", BOB)
    secret = body["url"].rsplit("/", 1)[1]
    with faked(amqp_url, "courses", list_course_ids_for=lambda user_id, after, limit: []):
        answer = broker.call("notifications", "read_calendar", context=as_actor(None), request=request(secret=secret))
    assert answer["result"]["headers"]["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["result"]["body"].startswith("BEGIN:VCALENDAR")
    assert ask(broker, "reset_calendar", CHARLIE)[0] == 200
    assert ask(broker, "get_calendar", BOB)[1] == body
    assert ask(broker, "read_calendar", CHARLIE, secret="2.0.x.ics")[0] == "NotFound"


def unread(broker: Broker, actor: Actor) -> int:
    _, body = ask(broker, "unread_count", actor)
    return int(body["unread"])


def test_a_notification_has_the_promised_fields(broker: Broker, hello: int) -> None:
    status, body = ask(broker, "get_notification", BOB, id=hello)
    assert status == 200
    assert set(body) == {"id", "notification_type", "title", "message", "link", "is_read", "created_at"}
    assert body["created_at"].endswith("Z")


def test_the_list_has_them_with_a_count(broker: Broker, hello: int) -> None:
    answer = broker.call(
        "notifications", "list_notifications", context=as_actor(BOB), request=request(query="unread=1")
    )
    assert hello in [one["id"] for one in orjson.loads(answer["result"]["body"])]
    assert int(answer["result"]["headers"]["X-Total-Count"]) >= 1


def test_reading_is_told_to_the_recipients_windows(broker: Broker, hello: int, redis_url: str) -> None:
    before = unread(broker, BOB)
    with listening(redis_url, f"notifications.user.{BOB.id}") as window:
        status, body = ask(broker, "mark_read", BOB, id=hello)
        assert (status, body["is_read"]) == (200, True)
        assert window.next() == {"event": "unread", "data": {"unread": before - 1}}


def test_marking_all_says_how_many(broker: Broker, hello: int) -> None:
    before = unread(broker, BOB)
    assert ask(broker, "mark_all_read", BOB) == (200, {"updated": before})
    assert unread(broker, BOB) == 0


def test_a_deleted_notification_is_gone(broker: Broker, hello: int) -> None:
    assert ask(broker, "delete_notification", BOB, id=hello) == (204, None)
    assert ask(broker, "get_notification", BOB, id=hello) == ("NotFound", "notifications.not_found")


def test_a_stream_begins_with_what_was_missed(broker: Broker, hello: int) -> None:
    status, body = ask(broker, "stream", BOB, last_event_id=str(hello - 1))
    assert status == 200
    assert [(one["event"], one.get("id")) for one in body["events"]] == [
        ("notification", str(hello)),
        ("unread", str(hello)),
    ]


@pytest.mark.parametrize("method", ["get_notification", "delete_notification", "mark_read"])
def test_charlie_does_not_find_bobs_notification(broker: Broker, hello: int, method: str) -> None:
    assert ask(broker, method, CHARLIE, id=hello) == ("NotFound", "notifications.not_found")
    assert ask(broker, "get_notification", BOB, id=hello)[1]["is_read"] is False


def test_charlie_sees_and_changes_nothing_of_bobs_in_bulk(broker: Broker, hello: int) -> None:
    before = unread(broker, BOB)
    assert ask(broker, "list_notifications", CHARLIE) == (200, [])
    assert ask(broker, "mark_all_read", CHARLIE) == (200, {"updated": 0})
    assert ask(broker, "unread_count", CHARLIE) == (200, {"unread": 0})
    _, body = ask(broker, "stream", CHARLIE, last_event_id="0")
    assert body == {"events": [{"id": "0", "event": "unread", "data": {"unread": 0}}]}
    assert unread(broker, BOB) == before


@pytest.mark.parametrize("method", EVERY_METHOD)
def test_nobody_gets_anything_without_signing_in(broker: Broker, method: str) -> None:
    assert ask(broker, method, None, id=1)[0] == "Unauthenticated"


@pytest.mark.parametrize("nonsense", ["0", "-1", "x", "9" * 30, "1\x00", "1_0"])
@pytest.mark.parametrize("method", ["get_notification", "delete_notification", "mark_read"])
def test_an_id_that_is_none_is_not_found(broker: Broker, method: str, nonsense: str) -> None:
    assert ask(broker, method, BOB, id=nonsense)[0] == "NotFound"


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=501", "cursor=x", "unread=perhaps", "cursor=%00"])
def test_a_query_that_is_none_is_refused_with_the_fields_name(broker: Broker, query: str) -> None:
    answer = broker.call("notifications", "list_notifications", context=as_actor(BOB), request=request(query=query))
    payload = answer["error"]["exc_args"][0]
    assert payload["kind"] == "InvalidInput"
    assert list(payload["details"]["errors"]) == [query.partition("=")[0]]


def test_the_same_idempotency_key_gets_the_first_answer(broker: Broker, hello: int) -> None:
    first, second = (
        broker.call(
            "notifications",
            "mark_all_read",
            context=as_actor(BOB, idempotency_key="the same"),
            request=request(),
        )
        for _ in range(2)
    )
    assert first == second
    assert first["result"]["body"] != '{"updated":0}'
