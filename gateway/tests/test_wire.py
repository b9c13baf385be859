"""Nameko's replies, read."""

from __future__ import annotations

import orjson
import pytest

from gateway.rpc import NoSuchMethod, RemoteFailure
from gateway.rpc.wire import decode_reply


def reply(**error: object) -> bytes:
    return orjson.dumps({"result": None, "error": error})


def test_a_method_that_is_not_there_is_told_from_one_that_broke() -> None:
    # As nameko.exceptions.serialize(MethodNotFound("lend")) makes it.
    missing = reply(
        exc_type="MethodNotFound", exc_path="nameko.exceptions.MethodNotFound", exc_args=["lend"], value="lend"
    )
    with pytest.raises(NoSuchMethod, match="lend"):
        decode_reply(missing)
    broken = reply(exc_type="MethodNotFound", exc_path="library.errors.MethodNotFound", exc_args=[], value="x")
    with pytest.raises(RemoteFailure) as raised:
        decode_reply(broken)
    assert not isinstance(raised.value, NoSuchMethod)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"result": 1}', b'{"error": null}'])
def test_what_is_no_reply_is_a_failure_of_the_service(body: bytes) -> None:
    with pytest.raises(RemoteFailure):
        decode_reply(body)
