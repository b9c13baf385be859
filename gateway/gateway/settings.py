"""The gateway's settings. They come from the environment (or `.env`), and each has a working default."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from chassis.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]


class GatewaySettings(Settings):
    """What the gateway reads on top of what every process reads."""

    host: str = Field("127.0.0.1", description="address the gateway listens on")
    port: int = Field(8000, ge=0, le=65535, description="port the gateway listens on")
    public_url: str = Field("", description="scheme and host in absolute URLs; default: the request's own")
    cors_allowed_origins: str = Field("", description="comma-separated origins of front ends elsewhere; `*` for any")
    trusted_proxies: str = Field("", description="comma-separated addresses whose `X-Forwarded-*` headers are believed")
    spa_dir: Path = Field(REPOSITORY / "web" / "dist", description="folder of the built web application")
    contracts_cache: Path = Field(
        Path("var/gateway/contracts.json"), description="file that keeps the last contracts announced"
    )
    metrics_public: bool = Field(False, description="1: /metrics answers other machines too")
    call_timeout: float = Field(10, gt=0, description="seconds a service has to answer, unless its contract says more")
    resolve_timeout: float = Field(3, gt=0, description="seconds the owner of a referred record has to answer")
    part_timeout: float = Field(3, gt=0, description="seconds each part of a composed answer has")
    headers_timeout: float = Field(30, gt=0, description="seconds a client may take to say what it wants")
    max_body: int = Field(1024 * 1024, ge=1, description="bytes of a request's body, unless the contract says more")
    body_timeout: float = Field(
        30, gt=0, description="seconds a client may take to send a body; of one with a file, the next bytes"
    )
    upload_rate: float = Field(
        4096, gt=0, description="bytes a second, on average, that a file has to come with once BODY_TIMEOUT is over"
    )
    max_upload_mb: int = Field(512, ge=1, description="megabytes of an uploaded file")
    rate_per_person: float = Field(50, gt=0, description="requests a second that somebody signed in may send")
    burst_per_person: int = Field(500, ge=1, description="how many of them at once")
    rate_per_address: float = Field(
        200, gt=0, description="requests a second from an address that come without a good token; a school may be one"
    )
    burst_per_address: int = Field(2000, ge=1, description="how many of them at once")
    auth_ttl: float = Field(30, ge=0, description="seconds a token's answer is used without asking again")
    auth_grace: float = Field(
        300, ge=0, description="seconds it is used on while the service that knows tokens is away"
    )
    records_ttl: float = Field(60, ge=0, description="seconds a referred record is used without asking again")
    replies_ttl: float = Field(
        5, ge=0, description="seconds a reply is used again while the data it was made of has not changed; 0: never"
    )
    stream_ping: float = Field(15, gt=0, description="seconds between comments on an idle event stream")
    drain_seconds: int = Field(20, ge=0, description="how long a stopping gateway may finish what is in flight")

    def origins(self) -> frozenset[str]:
        """The origins of `cors_allowed_origins`, without trailing slashes."""
        return frozenset(one.strip().rstrip("/") for one in self.cors_allowed_origins.split(",") if one.strip())
