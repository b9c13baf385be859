"""Whether an address may still be used: by whom it was made for, and as long as the file's owner lets them read it."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from chassis.errors import DeadlineExceeded, Forbidden, Unavailable
from chassis.storage.links import NOBODY, Link
from gateway.authentication import Authentication, token_of
from gateway.catalogue import Catalogue
from gateway.request import Request
from gateway.rpc import Caller, Context

log = structlog.get_logger(__name__)


class Readers:
    """Asks the service that guards a kind of file. `timeout`: what it has to answer, in seconds."""

    def __init__(
        self, caller: Caller, authentication: Authentication, catalogue: Callable[[], Catalogue], timeout: float = 3
    ) -> None:
        self._caller = caller
        self._authentication = authentication
        self._catalogue = catalogue
        self._timeout = timeout

    async def require(self, request: Request, link: Link) -> None:
        """Raises Forbidden when the link's reader may not read it now, or somebody else has come with it.

        Browsers send no token for an `<img>` or a `<video>`; one that is sent has to be good, and the reader's.
        """
        if link.user == NOBODY:
            return
        context = Context(request.request_id, request.address, "")
        header = request.header(b"authorization")
        if header is not None:
            authenticator = self._catalogue().authenticator
            identity = await self._authentication.identify(authenticator, token_of(header), context)
            if str(identity.actor_id) != link.user:
                raise _not_yours()
        if not await self._may_read(link, context):
            raise _not_yours()

    async def _may_read(self, link: Link, context: Context) -> bool:
        """What the guard says. While it is away the signature counts alone: pages stay whole, and it soon expires."""
        guard = self._catalogue().guards.get(link.key.partition("/")[0])
        if guard is None:
            return True
        arguments = {"key": link.key, "user_id": int(link.user)}
        try:
            answer = await self._caller.call(guard.service, guard.method, arguments, context, self._timeout, safe=True)
        except (Unavailable, DeadlineExceeded) as error:
            log.warning("guard_away", service=guard.service, error=str(error))
            return True
        return answer is True


def _not_yours() -> Forbidden:
    return Forbidden("media.not_yours", "You may not see this file.")
