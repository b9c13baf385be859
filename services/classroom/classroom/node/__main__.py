"""Runs a classroom node: `python -m classroom.node`."""

from __future__ import annotations

import chassis.slim  # noqa: F401  # keeps out what others would import

# isort: split
import asyncio
import logging
import signal

import uvloop

from chassis.database.engine import make_engine
from chassis.database.location import database_url
from chassis.database.store import Store
from chassis.logs import configure
from chassis.signing import Signer
from chassis.sockets import uplink
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from classroom import passes
from classroom.config import NodeSettings
from classroom.node import health
from classroom.node.audio_log import AudioLog
from classroom.node.leases import Leases
from classroom.node.rooms import Rooms
from classroom.node.server import Sockets
from classroom.node.store import Desk


async def run(settings: NodeSettings) -> None:
    """Serve until told to stop; then write what is to be written, and send everyone elsewhere."""
    db = Store(make_engine(database_url("classroom")))
    desk = Desk(db)
    storage = Storage(connect(settings.storage_url, settings.s3_endpoint_url))
    audio_log = AudioLog(db, storage, settings.classroom_audio_days)
    leases = Leases(settings.redis_url, settings.address())
    rooms = Rooms(desk, leases, audio_log, settings.classroom_log_days)
    between = Signer(settings.secret_key, uplink.PURPOSE)
    sockets = Sockets(rooms, passes.signer(settings.secret_key), between, settings.rate_limits == "on")
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    server = await sockets.listen(settings.node_host, settings.node_port)
    if settings.health_port:
        await health.listen(settings.health_host, settings.health_port, rooms)
    rooms.start()
    await stopping.wait()
    async with asyncio.timeout(settings.drain_seconds):
        await rooms.close()
        server.close()
        await server.wait_closed()
    desk.close()


def main() -> None:
    """Read the settings, set up logging, serve."""
    settings = NodeSettings()
    configure(settings, "classroom.node")
    logging.getLogger("websockets").setLevel(logging.ERROR)  # it tells headers, in which there are passes
    uvloop.run(run(settings))


if __name__ == "__main__":
    main()
