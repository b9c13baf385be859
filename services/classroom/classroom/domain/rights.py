"""Who may do what in a room: the teacher everything, others what the locks and their seat allow."""

from __future__ import annotations

from dataclasses import dataclass

DRAW, SPEAK, CHAT, MODERATE = "draw", "speak", "chat", "moderate"
ALL = frozenset({DRAW, SPEAK, CHAT, MODERATE})
GRANTABLE = frozenset({DRAW, SPEAK})


@dataclass(frozen=True, slots=True)
class Locks:
    """What the teacher has locked for everyone else."""

    board: bool = False
    chat: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant's place; `may_draw` is None where the board's lock decides."""

    may_draw: bool | None = None
    may_speak: bool = False
    is_muted: bool = False


def caps_of(seat: Seat, locks: Locks) -> frozenset[str]:
    """The rights of somebody who is not the teacher. A muted one neither writes nor speaks."""
    caps: set[str] = set()
    if seat.may_draw if seat.may_draw is not None else not locks.board:
        caps.add(DRAW)
    if not seat.is_muted:
        caps |= {SPEAK} if seat.may_speak else set()
        caps |= set() if locks.chat else {CHAT}
    return frozenset(caps)
