"""Moments as people write them, in their language and time zone."""

from __future__ import annotations

from datetime import datetime

from notifications.domain.timing import zone_named

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni",
           "Juli", "August", "September", "Oktober", "November", "Dezember"),
}  # fmt: skip
FORMS = {
    "en": "{weekday}, {day} {month} {year} at {time} ({zone})",
    "de": "{weekday}, {day}. {month} {year} um {time} Uhr ({zone})",
}


def moment_text(moment: datetime | str, language: str, zone: str) -> str:
    """`Sunday, 25 October 2026 at 09:00 (CET)`: the reader's wall clock, and which one that is."""
    parsed = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    local = parsed.astimezone(zone_named(zone))
    return FORMS[language].format(
        weekday=WEEKDAYS[language][local.weekday()],
        day=local.day,
        month=MONTHS[language][local.month - 1],
        year=local.year,
        time=f"{local:%H:%M}",
        zone=local.tzname(),
    )
