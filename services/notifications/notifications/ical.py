"""Writing calendars (RFC 5545), with the icalendar library: it escapes and folds, whatever a title holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from notifications.texts import phrase


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry. `uid` never changes; `sequence` grows when it is moved; `path` is a page of the web app."""

    uid: str
    kind: str
    title: str
    about: str
    start: datetime
    end: datetime
    sequence: int
    changed_at: datetime
    path: str
    is_cancelled: bool = False


def render(appointments: Iterable[Appointment], language: str, base_url: str) -> str:
    """The calendar as a file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lectern//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Lectern")
    calendar.add("x-published-ttl", "PT15M")
    host = urlsplit(base_url).hostname or "lectern"
    for one in appointments:
        calendar.add_component(_event(one, language, host, base_url))
    content: bytes = calendar.to_ical()
    return content.decode()


def _event(one: Appointment, language: str, host: str, base_url: str) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{host}")
    event.add("summary", phrase(f"calendar_{one.kind}", language, title=one.title))
    event.add("dtstart", one.start)
    event.add("dtend", one.end)
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("url", base_url + one.path)
    if one.about:
        event.add("description", one.about)
    if one.kind == "deadline":
        event.add("transp", "TRANSPARENT")
    return event
