"""The answers that several services give together, because they belong to none of them alone.

The only place in the gateway that knows what services are about, and all it knows is public addresses.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a composed answer: what GET of `path` answers.

    `{words}` in the query stands for what the caller searches for; `for_role` is added for actors of a role.
    `field`: only this field of the answer.
    """

    name: str
    path: str
    query: str = ""
    for_role: tuple[tuple[str, str], ...] = ()
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed answer, and the title of its schema. One that `searches` takes what to search for as `q`."""

    name: str
    title: str
    path: str
    summary: str
    parts: tuple[Part, ...]
    searches: bool = False


HOME = Composition(
    "gateway_home",
    "Home",
    "/api/home/",
    "All that the caller's start page shows",
    (
        Part("courses", "/api/courses/", "limit=10", (("teacher", "mine=1"), ("student", "enrolled=1"))),
        Part("due", "/api/assignments/", "due=1&limit=10"),
        Part("review", "/api/reviews/", "limit=10"),
        Part("unread", "/api/notifications/unread_count/", field="unread"),
        Part("feed", "/api/status-updates/", "feed=1&limit=10"),
        Part("rooms", "/api/classrooms/", "live=1&limit=10"),
    ),
)
SEARCH = Composition(
    "gateway_search",
    "SearchResults",
    "/api/search/",
    "Search courses, people and material that the caller may see",
    (
        Part("courses", "/api/courses/", "search={words}&limit=10"),
        Part("people", "/api/users/", "search={words}&limit=10"),
        Part("materials", "/api/materials/", "search={words}&limit=10"),
    ),
    searches=True,
)

COMPOSITIONS = (HOME, SEARCH)
