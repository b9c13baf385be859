"""Addresses that let whoever has one read an object for some hours: `/media/<key>?e=…&u=…&t=…&n=…&d=…&s=…`.

The signature covers everything: which object, until when, for whom, as which type and under which name.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from chassis.errors import Forbidden
from chassis.signing import Signer
from chassis.storage.keys import checked

PREFIX = "/media/"
LIFETIME = 6 * 3600
"""Seconds that an address works at least, and half of those that it works at most."""
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Link:
    """What an address says. `expires` is in seconds of Unix time; `user` is `-` for an address for anyone."""

    key: str
    content_type: str
    filename: str
    inline: bool
    user: str = NOBODY
    expires: int = 0

    def parts(self) -> tuple[str, ...]:
        """What is signed."""
        shown = "i" if self.inline else "a"
        return (self.key, str(self.expires), self.user, self.content_type, self.filename, shown)


def signer(secret: str) -> Signer:
    """What signs addresses."""
    return Signer(secret, "media")


def expiry(moment: float, lifetime: int = LIFETIME) -> int:
    """When an address made at this moment expires: the same for a whole `lifetime`, so that copies stay good."""
    return (math.floor(moment / lifetime) + 2) * lifetime


def path_of(link: Link, by: Signer) -> str:
    """The path and query of a link, signed."""
    _, expires, user, content_type, filename, shown = link.parts()
    signature = by.sign(*link.parts())
    fields = {"e": expires, "u": user, "t": content_type, "n": filename, "d": shown, "s": signature}
    return f"{PREFIX}{checked(link.key)}?{urlencode(fields)}"


def read(key: str, query: str, by: Signer) -> Link:
    """The link of a path and query. Raises Forbidden for one that we have not signed, or not for this moment."""
    try:
        fields = {
            name: values[0] for name, values in parse_qs(query, keep_blank_values=True, max_num_fields=10).items()
        }
        link = Link(checked(key), fields["t"], fields["n"], fields["d"] == "i", fields["u"], int(fields["e"]))
        good = by.verifies(fields["s"], *link.parts())
    except (ValueError, KeyError):
        good = False
    if not good:
        raise Forbidden("media.not_signed", "This address is not valid. Open the file from its page again.")
    if link.expires <= time.time():
        raise Forbidden("media.expired", "This address has expired. Open the file from its page again.")
    return link
