"""What tests of a running system need: people who use it, and readers of its event streams and mails."""

from lectern.testing.mails import mail_to
from lectern.testing.people import Person, enter, sign_in
from lectern.testing.streams import Event, EventStream

__all__ = ["Event", "EventStream", "Person", "enter", "mail_to", "sign_in"]
