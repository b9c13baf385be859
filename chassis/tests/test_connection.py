"""Consuming goes on after whatever the broker may answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from amqp.exceptions import NotFound, PreconditionFailed, ResourceError
from kombu.exceptions import OperationalError

from chassis.amqp import connection
from chassis.amqp.connection import QueueConsumer

ELECTING = "Queue.declare: (404) NOT_FOUND - queue 'evt': master replica may be stopping or being demoted"


class Refused(QueueConsumer):
    """Is refused what it asks for once for every error it is given."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self.errors = list(errors)
        self.troubles: list[str] = []

    def consume(self, limit: int | None) -> Iterator[None]:
        """What kombu's mixin does, as far as this is about it."""
        self.troubles.append(self.trouble)
        if self.errors:
            raise self.errors.pop(0)
        self.should_stop = True
        yield


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotFound(ELECTING), "being demoted"),
        (ResourceError("(530) no leader"), "no leader"),
        (PreconditionFailed("(406) PRECONDITION_FAILED"), "other properties"),
        (OperationalError("connection refused"), "the broker is away"),
        (ConnectionResetError("reset"), "the broker is away"),
    ],
)
def test_it_says_what_is_wrong_and_tries_again(monkeypatch: pytest.MonkeyPatch, error: Exception, said: str) -> None:
    monkeypatch.setattr(connection, "PAUSE_SECONDS", 0)
    consumer = Refused(error, error)
    consumer.run()
    assert len(consumer.troubles) == 3
    assert said in consumer.troubles[1]
    assert said in consumer.troubles[2]
