"""A socket that is open: whose it is, and how it is ended from elsewhere."""

from __future__ import annotations

import asyncio

from gateway.sockets.admission import Admitted


class Open:
    """A socket that is open; `end` asks for its end with a code."""

    def __init__(self, admitted: Admitted) -> None:
        self.admitted = admitted
        self._end: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def end(self, code: int) -> None:
        """End it soon."""
        if not self._end.done():
            self._end.set_result(code)

    async def ended(self) -> int:
        """Wait until somebody asks for its end."""
        return await asyncio.shield(self._end)
