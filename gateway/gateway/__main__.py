"""Runs the gateway: `python -m gateway`."""

from __future__ import annotations

import chassis.slim  # noqa: F401  # keeps out what others would import

# isort: split
import logging
from types import FrameType

import uvicorn

from chassis import tracing
from chassis.logs import configure
from gateway.app import Gateway, create_app
from gateway.protocol import patient
from gateway.settings import GatewaySettings
from gateway.sockets.protocol import SocketProtocol

MOST_SOCKET_BYTES = 64 * 1024


class Server(uvicorn.Server):
    """A server that ends its streams and sockets when it is told to stop, since they would never end themselves."""

    def __init__(self, config: uvicorn.Config, gateway: Gateway) -> None:
        super().__init__(config)
        self._gateway = gateway

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop."""
        self._gateway.streams.close()
        self._gateway.sockets.close()
        super().handle_exit(sig, frame)


def serve(settings: GatewaySettings) -> None:
    """Serve until told to stop."""
    gateway = create_app(settings)
    config = uvicorn.Config(
        gateway,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=patient(settings.headers_timeout),
        ws=SocketProtocol,
        ws_max_size=MOST_SOCKET_BYTES,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=settings.drain_seconds,
    )
    Server(config, gateway).run()


def main() -> None:
    """Read the settings, set up logging, serve."""
    settings = GatewaySettings()
    configure(settings, "gateway")
    tracing.start("gateway")
    # Of a broker that is away pika tells many pages; `gateway.rpc` says it in a line.
    logging.getLogger("pika").setLevel(logging.CRITICAL)
    # They tell headers and queries, in which there are credentials.
    logging.getLogger("websockets").setLevel(logging.WARNING)
    try:
        serve(settings)
    finally:
        tracing.stop()


if __name__ == "__main__":
    main()
