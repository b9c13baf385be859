"""What tests of a running system need: people who use it, and a reader of its event streams."""

from lectern.testing.people import Person, enter, sign_in
from lectern.testing.streams import Event, EventStream

__all__ = ["Event", "EventStream", "Person", "enter", "sign_in"]
