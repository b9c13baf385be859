"""A TCP connection to a server that a test can cut or stall."""

from __future__ import annotations

import asyncio
from types import TracebackType
from urllib.parse import urlsplit


class Proxy:
    """Forwards a local port to the host and port of a URL. `cut` breaks what is open; `stall` holds bytes back."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 0
        self._prefix = f"{parts.scheme}://{parts.netloc.rpartition('@')[0]}{'@' if '@' in parts.netloc else ''}"
        self._path = parts.path
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._flowing = asyncio.Event()
        self._refusing = False

    @property
    def url(self) -> str:
        """The URL that leads through the proxy."""
        port = self._server.sockets[0].getsockname()[1] if self._server else 0
        return f"{self._prefix}127.0.0.1:{port}{self._path}"

    async def __aenter__(self) -> Proxy:
        """Open the port."""
        self._flowing.set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything."""
        self.cut()
        if self._server is not None:
            self._server.close()

    def cut(self, refuse: bool = False) -> None:
        """Break every connection, and with `refuse` those to come until `mend`."""
        self._refusing = refuse
        for writer in self._writers:
            writer.transport.abort()

    def mend(self) -> None:
        """Let connections and bytes through again."""
        self._refusing = False
        self._flowing.set()

    def stall(self) -> None:
        """Hold all bytes back, with the connections open."""
        self._flowing.clear()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        server_reader, server_writer = await asyncio.open_connection(self._host, self._port)
        self._writers |= {writer, server_writer}
        await asyncio.gather(self._pump(reader, server_writer), self._pump(server_reader, writer))
        self._writers -= {writer, server_writer}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                await self._flowing.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
