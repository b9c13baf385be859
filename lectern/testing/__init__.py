"""What tests of a running system need: people who use it, and a reader of its event streams."""

from lectern.testing.people import Person, enter, sign_in
from lectern.testing.streams import EventStream

__all__ = ["EventStream", "Person", "enter", "sign_in"]
