"""A gateway before a node, with nothing else around it: `python bench/gateway_alone.py PORT NODE_URL DIRECTORY`.

A ticket is the number of a person, whom it lets in. Without a secret it speaks no uplink, and connects one by one.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import Any

import uvloop
from room import READY, SECRET, TEACHER

from classroom import passes
from classroom.passes import Pass
from gateway.settings import GatewaySettings
from gateway.testing.door import door


async def serve(port: int, node_url: str, directory: Path) -> None:
    """Serve until told to stop."""
    signing = passes.signer(SECRET)

    def admit(path: dict[str, str], ticket: str | None) -> dict[str, Any]:
        user_id = int(ticket or 0)
        admitted = Pass(1, user_id, user_id == TEACHER, f"P{user_id}", None, int(time.time()) + 600)
        headers = {passes.HEADER: passes.issue(signing, admitted)}
        return {"url": node_url, "headers": headers, "actor_id": user_id, "session_id": None}

    settings = GatewaySettings(
        _env_file=None,
        contracts_cache=directory / "contracts.json",
        spa_dir=directory,
        storage_url=f"file:{directory}/storage",
        secret_key=os.environ.get("SECRET_KEY", ""),
    )
    async with door(settings, admit, lambda token: {}, port):
        (directory / READY).touch()
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
