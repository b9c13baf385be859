"""Settings that every process has. They come from the environment (or `.env`), and each has a working default."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET_LENGTH = 32
SECRET_VARIETY = 8
"""Different characters; 32 random hexadecimal digits have fewer once in 28 million times."""


class Settings(BaseSettings):
    """What any process of the system reads; a process with more to set subclasses this."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    env: Literal["development", "production"] = Field("development", description="`production` refuses weak secrets")
    amqp_url: str = Field("amqp://guest:guest@127.0.0.1:5672/", description="the RabbitMQ server")
    redis_url: str = Field("redis://127.0.0.1:6379/0", description="the Redis server")
    secret_key: str = Field("", description="signs URLs and encrypts stored keys; at least 32 characters")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="the least level that is logged"
    )
    log_format: Literal["json", "text", "auto"] = Field("auto", description="`auto`: `text` on a terminal, else `json`")
    storage_url: str = Field(
        "file:var/storage", description="where files live: `file:<directory>` or `s3://<bucket>/<prefix>`"
    )
    s3_endpoint_url: str = Field("", description="address of an S3 other than Amazon's; keys are in `AWS_…` as usual")
    rate_limits: Literal["on", "off"] = Field("on", description="`off` lifts every throttle, for load tests")

    @model_validator(mode="after")
    def _has_a_strong_secret(self) -> Self:
        """In production nobody may guess what signs every address and opens every sealed key."""
        is_weak = len(self.secret_key) < SECRET_LENGTH or len(set(self.secret_key)) < SECRET_VARIETY
        if self.env == "production" and is_weak:
            raise ValueError(f"SECRET_KEY is missing or weak: give it {SECRET_LENGTH} or more random characters.")
        return self


class ServiceSettings(Settings):
    """What a Nameko service reads on top."""

    max_workers: int = Field(10, ge=1, le=1000, description="calls that one process works on at a time")
    health_port: int = Field(0, ge=0, le=65535, description="port of /healthz, /readyz and /metrics; 0 for none")
    health_host: str = Field("127.0.0.1", description="address those are served on")
    heartbeat: int = Field(60, ge=2, description="seconds between heartbeats with the broker")
    drain_seconds: float = Field(20, ge=0, description="how long a stopping process may finish what is in flight")
