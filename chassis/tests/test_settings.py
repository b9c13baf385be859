"""Settings that every process reads."""

import pytest
from pydantic import ValidationError

from chassis.settings import Settings

STRONG = "0f9c1d77e4b24a6fa3b8c5d2e1f60718"


def read(**given: str) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("weak", ["", "secret", "a" * 64, "change-me-please", "abcabc" * 10])
def test_production_refuses_a_weak_secret(weak: str) -> None:
    with pytest.raises(ValidationError, match="SECRET_KEY is missing or weak"):
        read(env="production", secret_key=weak)
    assert read(secret_key=weak).secret_key == weak


def test_production_takes_a_random_one() -> None:
    assert read(env="production", secret_key=STRONG).env == "production"
