"""How much a classroom node delivers: a room of many listeners, one writer, and the node's own CPU time.

The listeners only count frames, on bare sockets, so that the generator is cheaper than what it measures.
"""

from __future__ import annotations

import argparse
import asyncio
import time

import orjson
from accounting import cpu_seconds
from room import TEACHER, Listener, enter, node, say


async def measure(port: int, pid: int, clients: int, messages: int, stalled: bool) -> None:
    """Fill the room, write, and print."""
    listeners = [await enter(port, number) for number in range(2, clients + 2)]
    joins = sorted(one.joined.result() for one in listeners)
    say(f"joining: p50 {joins[len(joins) // 2] * 1000:.1f} ms, p99 {joins[int(len(joins) * 0.99)] * 1000:.1f} ms")
    if stalled:
        await enter(port, clients + 2, reads=False)
    writer = await enter(port, TEACHER)
    for title, pause in (("chat at 100 a second", 0.01), ("chat as fast as it goes", 0.0)):
        await asyncio.sleep(1.5)
        await one_run(title, writer, listeners, messages, pause, pid)


async def one_run(
    title: str, writer: Listener, listeners: list[Listener], messages: int, pause: float, pid: int
) -> None:
    """Write messages and wait until everybody has them."""
    sent: dict[str, float] = {}
    waits: list[float] = []

    def on_frame(payload: bytes) -> None:
        if payload.startswith(b'{"type":"ack"'):
            waits.append(time.perf_counter() - sent[orjson.loads(payload)["cid"]])

    writer.on_frame = on_frame
    before, wanted = [one.frames for one in listeners], messages
    cpu, began = cpu_seconds(pid), time.perf_counter()
    for number in range(messages):
        cid = f"{title}{number}"
        sent[cid] = time.perf_counter()
        writer.send(
            {"type": "op", "cid": cid, "k": "chat", "d": {"content": f"message {number}, of an ordinary length"}}
        )
        await asyncio.sleep(pause)
    while any(one.frames - had < wanted for one, had in zip(listeners, before, strict=True)) or len(waits) < messages:
        await asyncio.sleep(0.01)
    spent, took = cpu_seconds(pid) - cpu, time.perf_counter() - began
    waits.sort()
    deliveries = messages * len(listeners)
    say(
        f"{title}: {deliveries} deliveries in {took:.2f} s ({deliveries / took:,.0f}/s), node {spent:.2f} s CPU "
        f"= {deliveries / max(spent, 0.01):,.0f} deliveries a core second; "
        f"ack p50 {waits[len(waits) // 2] * 1000:.1f} ms, p99 {waits[int(len(waits) * 0.99)] * 1000:.1f} ms"
    )


def main() -> None:
    """Start a node, measure, stop it."""
    parser = argparse.ArgumentParser(description="Measure a classroom node.")
    parser.add_argument("clients", type=int, nargs="?", default=500)
    parser.add_argument("messages", type=int, nargs="?", default=300)
    parser.add_argument("--stalled", action="store_true", help="one more client, which never reads")
    wanted = parser.parse_args()
    with node(wanted.clients) as (port, pid):
        asyncio.run(measure(port, pid, wanted.clients, wanted.messages, wanted.stalled))


if __name__ == "__main__":
    main()
