"""Who may open an uplink."""

from __future__ import annotations

import pytest

from chassis.signing import Signer
from chassis.sockets import uplink

SIGNING = Signer("for tests only, and long enough to pass", uplink.PURPOSE)


def test_only_who_has_the_secret_is_let_in_and_not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = uplink.credential(SIGNING)
    assert uplink.is_genuine(SIGNING, shown)
    expires, _, signature = shown.partition(".")
    for forged in ("", ".", "x", f"{int(expires) + 1}.{signature}", f"{expires}.", "9999999999.AAAA", f"-.{signature}"):
        assert not uplink.is_genuine(SIGNING, forged)
    assert not uplink.is_genuine(Signer("another secret altogether, as long", uplink.PURPOSE), shown)
    monkeypatch.setattr("time.time", lambda: int(expires) + 1)
    assert not uplink.is_genuine(SIGNING, shown)
