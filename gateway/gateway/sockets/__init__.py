"""WebSockets: who may open one is decided before anything is passed on; then frames go both ways until the end.

It knows no frame's meaning, and no service by name: contracts say which paths there are and whom to ask.
"""

from gateway.sockets.proxy import Sockets

__all__ = ["Sockets"]
