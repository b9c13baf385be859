"""Asking the processes of this machine how they are, by HTTP."""

import httpx

# One client for all questions: making one takes 25 ms, and while a system starts it is asked all the time.
_CLIENT = httpx.Client(timeout=5, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))


def ask(port: int, path: str = "/readyz") -> httpx.Response:
    """What the process behind a port answers. Raises httpx.HTTPError when it doesn't."""
    return _CLIENT.get(f"http://127.0.0.1:{port}{path}")
