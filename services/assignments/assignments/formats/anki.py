"""Anki's package of a deck (.apkg), made by genanki."""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import sqlite3
import zipfile

import genanki
from genanki.builtin_models import BASIC_MODEL

from assignments.domain import Item


def written(title: str, cards: list[Item], number: int, timestamp: float) -> bytes:
    """The package. The same deck (`number`) and card have the same ids each time, so that Anki updates them.

    genanki's own writing leaves its database in the folder for temporary files; here it stays in memory.
    """
    deck = genanki.Deck(_stable(f"deck {number}"), title)
    for card in cards:
        fields = [html.escape(card[side]).replace("\n", "<br>") for side in ("front", "back")]
        deck.add_note(genanki.Note(model=BASIC_MODEL, fields=fields, guid=f"lectern-{number}-{card['id']}"))
    connection = sqlite3.connect(":memory:")
    try:
        package = genanki.Package(deck)
        package.write_to_db(connection.cursor(), timestamp, itertools.count(int(timestamp * 1000)))
        connection.commit()
        content = connection.serialize()
    finally:
        connection.close()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", content)
        archive.writestr("media", "{}")
    return packed.getvalue()


def _stable(name: str) -> int:
    """A number of 31 bits, as Anki wants it, that is always the same for this name."""
    return int.from_bytes(hashlib.sha256(f"lectern {name}".encode()).digest()[:4], "big") >> 1
