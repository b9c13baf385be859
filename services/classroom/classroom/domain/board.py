"""The whiteboard as a function of its log: a pure reducer, made to be written again in other languages.

Every reader of the same events has the same board (`digest`), whether it began at the first event or at a snapshot.
An object is visible while its own action is done and no erasure that is done covers it. Undo takes back the last
action of one's own, redo does it again. A history holds HISTORY actions; what falls off it is settled: it cannot be
taken back, and what nobody can bring back to sight is forgotten, so the board does not grow without bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from classroom.domain.digest import digest_of, line_of

SHAPES = frozenset({"stroke", "line", "rect", "ellipse", "text"})
EDITS = frozenset({"erase", "move", "clear", "undo", "redo"})
BOARD_KINDS = SHAPES | EDITS | {"page"}
HISTORY = 30
MOST_PAGES = 100
IDS_PER_ITEM = 500
FIRST_PAGE = "1"


@dataclass(slots=True)
class Drawn:
    """An object. `covers` counts the erasures that hide it; `dx`, `dy` are how far it was moved."""

    kind: str
    uid: int
    d: Mapping[str, Any]
    done: bool = True
    covers: int = 0
    dx: float = 0
    dy: float = 0


@dataclass(slots=True)
class Action:
    """Something that can be undone: `what` is add, erase or move."""

    what: str
    ids: list[str]
    by: tuple[float, float] = (0, 0)


@dataclass(slots=True)
class History:
    """What one person has done, and what of it they have undone; the latest last."""

    done: list[Action] = field(default_factory=list)
    undone: list[Action] = field(default_factory=list)


class Board:
    """The board after some events. `pages` maps a page's id to its background."""

    def __init__(self) -> None:
        self.pages: dict[str, str | None] = {FIRST_PAGE: None}
        self.page = FIRST_PAGE
        self.objects: dict[str, Drawn] = {}
        self.histories: dict[int, History] = {}

    def apply(self, kind: str, uid: int, d: Mapping[str, Any]) -> None:
        """Take one event in. What makes no sense on this board changes nothing."""
        if kind in SHAPES:
            self._add(kind, uid, d)
        elif kind == "erase":
            self._act(uid, Action("erase", self._visible_among(d["ids"])))
        elif kind == "clear":
            self._act(uid, Action("erase", [one for one, drawn in self.visible() if drawn.d["page"] == d["page"]]))
        elif kind == "move":
            self._act(uid, Action("move", self._visible_among(d["ids"]), (d["by"][0], d["by"][1])))
        elif kind == "undo":
            self._undo(uid)
        elif kind == "redo":
            self._redo(uid)
        elif kind == "page":
            self._turn(d)

    def visible(self) -> Iterator[tuple[str, Drawn]]:
        """What is to be seen, the lowest first, on all pages."""
        return ((one, drawn) for one, drawn in self.objects.items() if drawn.done and drawn.covers == 0)

    def digest(self) -> str:
        """A short hash of what is to be seen; equal on equal boards."""
        pages = (f"P\t{one}\t{background or ''}" for one, background in self.pages.items())
        shown = (line_of(one, drawn.kind, drawn.uid, drawn.d, drawn.dx, drawn.dy) for one, drawn in self.visible())
        return digest_of([f"S\t{self.page}", *pages, *shown])

    def _add(self, kind: str, uid: int, d: Mapping[str, Any]) -> None:
        if d["id"] in self.objects or d["page"] not in self.pages:
            return
        self.objects[d["id"]] = Drawn(kind, uid, d)
        self._act(uid, Action("add", [d["id"]]), is_applied=True)

    def _act(self, uid: int, action: Action, is_applied: bool = False) -> None:
        if not action.ids:
            return
        history = self.histories.setdefault(uid, History())
        for dropped in history.undone:
            self._settle_undone(dropped)
        history.undone.clear()
        if not is_applied:
            self._switch(action, on=True)
        history.done.append(action)
        if len(history.done) > HISTORY:
            self._settle_done(history.done.pop(0))

    def _undo(self, uid: int) -> None:
        history = self.histories.get(uid)
        if history and history.done:
            history.undone.append(history.done.pop())
            self._switch(history.undone[-1], on=False)

    def _redo(self, uid: int) -> None:
        history = self.histories.get(uid)
        if history and history.undone:
            history.done.append(history.undone.pop())
            self._switch(history.done[-1], on=True)

    def _switch(self, action: Action, on: bool) -> None:
        """Do an action, or take it back, on those of its objects that are still there."""
        sign = 1 if on else -1
        for one in action.ids:
            drawn = self.objects.get(one)
            if drawn is None:
                continue
            if action.what == "add":
                drawn.done = on
            elif action.what == "erase":
                drawn.covers = max(0, drawn.covers + sign)
            else:
                drawn.dx += sign * action.by[0]
                drawn.dy += sign * action.by[1]

    def _settle_done(self, action: Action) -> None:
        if action.what == "erase":
            self._forget(action.ids)

    def _settle_undone(self, action: Action) -> None:
        if action.what == "add":
            self._forget(action.ids)

    def _forget(self, ids: Iterable[str]) -> None:
        for one in ids:
            self.objects.pop(one, None)

    def _visible_among(self, ids: Iterable[str]) -> list[str]:
        found = (one for one in dict.fromkeys(ids) if one in self.objects)
        return [one for one in found if self.objects[one].done and self.objects[one].covers == 0]

    def _turn(self, d: Mapping[str, Any]) -> None:
        """Pages cannot be undone: with a page its objects go for good."""
        what, page = d["do"], d["id"]
        if what == "add" and page not in self.pages and len(self.pages) < MOST_PAGES:
            self.pages[page] = d.get("background")
            self.page = page
        elif what == "go" and page in self.pages:
            self.page = page
        elif what == "background" and page in self.pages:
            self.pages[page] = d.get("background")
        elif what == "remove" and page in self.pages and len(self.pages) > 1:
            del self.pages[page]
            self._forget([one for one, drawn in self.objects.items() if drawn.d["page"] == page])
            if self.page == page:
                self.page = next(iter(self.pages))


def dump(board: Board) -> list[dict[str, Any]]:
    """The whole state as a list of small items, from which `load` makes an equal board."""
    items: list[dict[str, Any]] = [{"t": "board", "page": board.page}]
    items += [{"t": "page", "id": one, "background": background} for one, background in board.pages.items()]
    items += [
        {
            "t": "object",
            "k": drawn.kind,
            "uid": drawn.uid,
            "d": drawn.d,
            "done": drawn.done,
            "covers": drawn.covers,
            "by": [drawn.dx, drawn.dy],
        }
        for drawn in board.objects.values()
    ]
    for uid, history in board.histories.items():
        for stack, actions in (("done", history.done), ("undone", history.undone)):
            for action in actions:
                items += _dumped(uid, stack, action)
    return items


def _dumped(uid: int, stack: str, action: Action) -> Iterator[dict[str, Any]]:
    """An action; one with very many objects goes on in further items."""
    first = action.ids[:IDS_PER_ITEM]
    yield {"t": "action", "uid": uid, "stack": stack, "what": action.what, "ids": first, "by": list(action.by)}
    for start in range(IDS_PER_ITEM, len(action.ids), IDS_PER_ITEM):
        yield {"t": "ids", "ids": action.ids[start : start + IDS_PER_ITEM]}


def load(items: Iterable[Mapping[str, Any]]) -> Board:
    """The board that `dump` was given."""
    board = Board()
    board.pages.clear()
    last: Action | None = None
    for item in items:
        if item["t"] == "board":
            board.page = item["page"]
        elif item["t"] == "page":
            board.pages[item["id"]] = item["background"]
        elif item["t"] == "object":
            dx, dy = item["by"]
            drawn = Drawn(item["k"], item["uid"], item["d"], item["done"], item["covers"], dx, dy)
            board.objects[item["d"]["id"]] = drawn
        elif item["t"] == "action":
            last = Action(item["what"], list(item["ids"]), (item["by"][0], item["by"][1]))
            history = board.histories.setdefault(item["uid"], History())
            (history.done if item["stack"] == "done" else history.undone).append(last)
        elif last is not None:
            last.ids += item["ids"]
    return board
