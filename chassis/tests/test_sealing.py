"""What is stored encrypted comes back only with the right key."""

from __future__ import annotations

import pytest

from chassis.sealing import seal, unseal


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "for tests only, and long enough to pass")


def test_it_comes_back_and_is_not_readable_meanwhile() -> None:
    sealed = seal("swordfish é")
    assert "swordfish" not in sealed
    assert unseal(sealed) == "swordfish é"


def test_the_same_looks_different_each_time() -> None:
    assert seal("swordfish") != seal("swordfish")


def test_another_key_does_not_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal("swordfish")
    monkeypatch.setenv("SECRET_KEY", "another key, which is long enough as well")
    with pytest.raises(ValueError, match="another key"):
        unseal(sealed)


def test_what_is_sealed_for_one_purpose_opens_for_no_other() -> None:
    sealed = seal("swordfish", "invitation")
    assert unseal(sealed, "invitation") == "swordfish"
    for other in ("password-reset", "", "answer"):
        with pytest.raises(ValueError, match="another key"):
            unseal(sealed, other)


@pytest.mark.parametrize("altered", ["", "nonsense", "gAAAAA", "\x00", "é"])
def test_what_was_altered_is_refused(altered: str) -> None:
    with pytest.raises(ValueError, match="altered"):
        unseal(altered)
