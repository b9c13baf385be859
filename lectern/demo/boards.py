"""Draws on a room's board through its socket, as a person in the room would."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from websockets.sync.client import connect
from websockets.typing import Subprotocol

CLIENT = "demo"
PATIENCE = 30


def draw(url: str, token: str, room: str, shapes: Iterable[dict[str, Any]]) -> None:
    """Draw shapes (`k` and what the operation takes); what is on the board already is not drawn twice.

    Raises TimeoutError or a WebSocketException when the room does not take it.
    """
    address = f"{url.replace('http', 'ws', 1)}/ws/classroom/{quote(room, safe='')}/?token={token}"
    protocols = [Subprotocol("class.v1")]
    with connect(address, subprotocols=protocols, compression=None, open_timeout=PATIENCE, proxy=None) as socket:
        socket.send(json.dumps({"type": "hello", "v": 1, "client": CLIENT}))
        waiting = set()
        for number, shape in enumerate(shapes):
            cid, drawn = f"demo-{number}", {"id": f"demo-{number}", "page": "1", **shape}
            kind = drawn.pop("k")
            socket.send(json.dumps({"type": "op", "cid": cid, "k": kind, "d": drawn}))
            waiting.add(cid)
        while waiting:
            told = json.loads(socket.recv(PATIENCE))
            if told["type"] == "err":
                raise ValueError(f"the board refuses {told}")
            if told["type"] == "ack":
                waiting.discard(told["cid"])
