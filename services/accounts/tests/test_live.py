"""The service as it runs: a process of its own, a real broker, a real Redis."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import orjson
import pytest

from accounts.domain import NewAccount, UserType
from accounts.service import AccountsService
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.sealing import unseal
from chassis.storage.keys import incoming_key
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.broker import Broker, as_actor, request
from chassis.testing.databases import migrated_database, store_at
from chassis.testing.processes import running
from chassis.testing.waiting import eventually

from .cast import PASSWORD

SLOW_HASH = {"ARGON2_TIME_COST": "40", "ARGON2_MEMORY_KIB": "19456"}
ENDED_WITHIN_SECONDS = 2.0
PATIENCE = 90.0
"""Seconds that an answer may take: a machine with much else to do takes its time over slow hashes."""


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty, migrated database for the module's processes."""
    url = migrated_database("accounts", tmp_path_factory.mktemp("database"))
    return url


@pytest.fixture(scope="module")
def storage_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty storage."""
    return f"file:{tmp_path_factory.mktemp('storage')}"


@pytest.fixture(scope="module")
def alice(database_url: str) -> Actor:
    """A teacher."""
    store = store_at(database_url)
    made = create_account(store, NewAccount("alice", "alice@lectern.test", PASSWORD, UserType.TEACHER))
    store.engine.dispose()
    return Actor(made.id, "teacher")


@pytest.fixture(scope="module")
def broker(
    tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str, database_url: str, storage_url: str
) -> Iterator[Broker]:
    """A connection to the broker of a running service whose hashes take their time."""
    environment = {
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "ACCOUNTS_DATABASE_URL": database_url,
        "SECRET_KEY": "k" * 40,
        "RATE_LIMITS": "off",
        "STORAGE_URL": storage_url,
        **SLOW_HASH,
    }
    with running("accounts.service:AccountsService", environment, tmp_path_factory.mktemp("process")):
        broker = Broker(amqp_url)
        yield broker
        broker.close()
    last = Broker(amqp_url)
    last.delete_queues_of(AccountsService)
    last.close()


def ask(broker: Broker, method: str, actor: Actor | None = None, *, body: object = None, **path: Any) -> Any:
    """The JSON of an answer, or the payload of an error."""
    text = "" if body is None else orjson.dumps(body).decode()
    asked = request(body=text, **path)
    reply = broker.call("accounts", method, context=as_actor(actor), seconds=PATIENCE, request=asked)
    if reply["error"]:
        return reply["error"]["exc_args"][0]
    return orjson.loads(reply["result"]["body"] or "null")


def newcomer(username: str, email: str | None = None) -> dict[str, str]:
    address = email or f"{username}@lectern.test"
    return {"username": username, "email": address, "password": PASSWORD, "user_type": "student"}


def authenticate(broker: Broker, token: str) -> dict[str, Any]:
    return broker.call("accounts", "authenticate", seconds=PATIENCE, token=token)


def actor(broker: Broker, token: str) -> Actor:
    found = authenticate(broker, token)["result"]
    return Actor(found["actor_id"], found["role"], found["session_id"])


def test_somebody_registers_and_is_known_by_the_token(broker: Broker) -> None:
    signed_in = ask(broker, "register", body=newcomer("frank"))
    frank = actor(broker, signed_in["token"])
    assert ask(broker, "get_me", frank)["username"] == "frank"
    records = broker.call("accounts", "resolve_users", ids=[frank.id], base_url="http://school.test")["result"]
    assert records[str(frank.id)]["display_name"] == "frank"


def test_blocking_reaches_the_gateways_within_two_seconds(broker: Broker, database_url: str) -> None:
    store = store_at(database_url)
    dana = create_account(store, NewAccount("dana", "dana@lectern.test", PASSWORD, UserType.ADMIN))
    store.engine.dispose()
    signed_in = ask(broker, "register", body=newcomer("gina"))
    caught = broker.catch("accounts.events", "topic", "sessions_ended")
    ask(broker, "block_user", Actor(dana.id, "admin"), id=signed_in["user"]["id"])
    message = eventually(lambda: broker.take(caught), "the event", ENDED_WITHIN_SECONDS)
    assert orjson.loads(message.body)["data"] == {"user_id": signed_in["user"]["id"], "session_ids": None}
    error = authenticate(broker, signed_in["token"])["error"]["exc_args"][0]
    assert (error["kind"], error["code"]) == ("Forbidden", "accounts.blocked")


def test_of_those_who_want_one_name_at_once_one_gets_it(broker: Broker, amqp_url: str) -> None:
    answers: list[Any] = []

    def attempt(number: int) -> None:
        own = Broker(amqp_url)
        answers.append(ask(own, "register", body=newcomer("harry", f"harry{number}@lectern.test")))
        own.close()

    _at_once([threading.Thread(target=attempt, args=(number,)) for number in range(6)])
    assert sorted("token" in answer for answer in answers) == [False] * 5 + [True]
    assert {answer["code"] for answer in answers if "code" in answer} == {"accounts.username_taken"}


def test_no_call_waits_for_anothers_password_hash(broker: Broker, amqp_url: str) -> None:
    token = ask(broker, "register", body=newcomer("ivy"))["token"]
    hashing = [threading.Thread(target=_sign_in, args=(amqp_url, "ivy")) for _ in range(2)]
    began = time.monotonic()
    for thread in hashing:
        thread.start()
    quick = 0
    while any(thread.is_alive() for thread in hashing):
        authenticate(broker, token)
        quick += 1
    took = time.monotonic() - began
    for thread in hashing:
        thread.join()
    assert quick >= 5, f"{quick} calls were answered in the {took:.2f} s that two hashes took"


def test_of_those_who_accept_one_invitation_at_once_one_gets_in(
    broker: Broker, amqp_url: str, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    caught = broker.catch("accounts.events", "topic", "invitation_sent")
    ask(broker, "invite", alice, body={"email": "jo@lectern.test"})
    message = eventually(lambda: broker.take(caught), "the event")
    link = unseal(orjson.loads(message.body)["data"]["sealed_token"], "invitation")
    answers: list[Any] = []

    def attempt(number: int) -> None:
        own = Broker(amqp_url)
        body = {"username": f"jo{number}", "password": PASSWORD}
        answers.append(ask(own, "accept_invitation", body=body, token=link))
        own.close()

    _at_once([threading.Thread(target=attempt, args=(number,)) for number in range(4)])
    assert sorted("token" in answer for answer in answers) == [False] * 3 + [True]
    assert {answer["kind"] for answer in answers if "kind" in answer} == {"InvalidInput"}


def test_no_call_waits_for_anothers_list_of_thousands(
    broker: Broker, amqp_url: str, alice: Actor, storage_url: str
) -> None:
    token = ask(broker, "register", body=newcomer("lea"))["token"]
    key, content = incoming_key(), b"email\n" + b"".join(b"p%d@lectern.test\n" % number for number in range(5000))
    Storage(connect(storage_url)).put(key, content)
    upload = {"key": key, "filename": "a.csv", "size": len(content), "sha256": sha256(content).hexdigest()}
    reports: list[Any] = []

    def send() -> None:
        own = Broker(amqp_url)
        asked = {**request(body=orjson.dumps({"file": upload}).decode()), "form": True}
        reply = own.call("accounts", "invite_all", context=as_actor(alice), seconds=100, request=asked)
        reports.append(orjson.loads(reply["result"]["body"]))
        own.close()

    sending = threading.Thread(target=send)
    sending.start()
    waits = []
    while sending.is_alive():
        began = time.monotonic()
        authenticate(broker, token)
        waits.append(time.monotonic() - began)
    sending.join()
    assert (reports[0]["created"], reports[0]["failed"]) == (5000, 0)
    assert len(waits) >= 25, f"only {len(waits)} calls were answered meanwhile, the slowest after {max(waits):.2f} s"


def _sign_in(amqp_url: str, username: str) -> None:
    own = Broker(amqp_url)
    ask(own, "login", body={"username": username, "password": PASSWORD})
    own.close()


def _at_once(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("authenticate", {"token": None}),
        ("authenticate", {"token": {"a": 1}}),
        ("get_account", {"user_id": "x"}),
        ("resolve_users", {"ids": ["x", None, -1]}),
    ],
)
def test_arguments_of_the_wrong_type_are_no_accident(broker: Broker, method: str, arguments: dict[str, Any]) -> None:
    reply = broker.call("accounts", method, **arguments)
    assert reply["result"] == {} or reply["error"]["exc_args"][0]["kind"] in ("Unauthenticated", "NotFound")
