"""The end compared with what was promised: nothing acknowledged is missing, nothing is there twice, nothing is half."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from chassis.amqp.names import retry_exchange
from chassis.amqp.topology import retry_ladder
from lectern.system import System
from lectern.top import compare, sample
from tests.faults.support.calls import Queues
from tests.system.soak import views
from tests.system.soak.book import Book, Kind
from tests.system.soak.live import Listening
from tests.system.soak.school import School
from tests.system.soak.views import View
from tests.system.soak.visitor import everything

STATES = {True: "acknowledged", False: "unanswered", None: "never asked for"}
MAY_BE: dict[bool | None, tuple[int, ...]] = {True: (1,), False: (0, 1), None: ()}


def under_way(system: System) -> list[str]:
    """What has still to happen, as processes and the broker say: what waits for a worker, or for another try."""
    now = sample(system.directory)
    figures = compare(now, now)
    found = [f"{one.name} does not answer" for one in figures.processes if not one.answers]
    for what, counts in (("outbox", figures.outbox_lag), ("calls", figures.calls), ("events", figures.events)):
        found += [f"{what} of {name}: {count:g}" for name, count in counts.items() if count]
    queues = Queues(system.amqp_url)
    waiting = {name: queues.depth(name) for name in map(retry_exchange, retry_ladder())}
    return found + [f"{name}: {count}" for name, count in waiting.items() if count]


def parked(system: System) -> list[str]:
    """What failed for good."""
    now = sample(system.directory)
    return [f"parked by {name}: {count:g}" for name, count in compare(now, now).parked.items() if count]


def differences(book: Book, school: School, listeners: Sequence[Listening]) -> list[str]:
    """Everything that is not as it was promised."""
    listed: dict[Kind, View] = {kind: View() for kind in Kind}
    told: dict[Kind, View] = {kind: View() for kind in views.TOLD}
    for teacher, room in zip(school.teachers, school.rooms, strict=True):
        for kind, view in views.listed(teacher, room).items():
            listed[kind] += view
        for kind, view in views.told(teacher).items():
            told[kind] += view
    found = [text for kind in Kind for text in compared(kind, book.promised[kind], listed[kind], told.get(kind))]
    found += [f"not in its order: what {who} said" for who in _disordered(book, school)]
    return found + [text for listener in listeners for text in _misheard(listener)]


def compared(kind: Kind, promised: Mapping[Hashable, bool], listed: View, told: View | None) -> Iterator[str]:
    """What of one kind is missing, there twice, half, or nobody's; `told` is None for what nobody is told of."""
    for key in promised.keys() | listed.keys() | (told or {}).keys():
        state = promised.get(key)
        seen = listed[key] if told is None else told[key]
        if listed[key] != seen or seen not in MAY_BE[state]:
            yield f"{kind} {key}, {STATES[state]}: {listed[key]} listed" + ("" if told is None else f", {seen} told")


def _disordered(book: Book, school: School) -> Iterator[str]:
    for teacher, room in zip(school.teachers, school.rooms, strict=True):
        place = {content: at for at, content in enumerate(views.messages(teacher, room))}
        for (room_id, author), said in book.said.items():
            places = [place[content] for content in said if content in place]
            if room_id == room["id"] and places != sorted(places):
                yield author


def _misheard(listener: Listening) -> Iterator[str]:
    """A stream tells of nothing twice, and has come to the newest.

    Of two that are stored at the same moment the later may be told first. Who is cut off just between them finds the
    other in the list alone, so streams are not asked for all.
    """
    listed = {one["id"] for one in everything(listener.person, "/api/notifications/")}
    twice = [one for one, count in listener.told.items() if count > 1]
    if twice or listener.told.keys() - listed or listener.last != str(max(listed, default=0)):
        yield f"{listener.person.username} was told live of {len(listener.told)} of {len(listed)}, twice of {twice}"
