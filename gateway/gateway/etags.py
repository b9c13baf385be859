"""Entity tags (RFC 9110, 8.8.3 and 13.1): whether a client's copy is still the one that would be sent.

A tag is `"<state>"` or `"<state>.<rest>"`: a hash of what the owner answered, and one of the answer with what other
services added. A copy is fresh when the whole tag is the same; a change is allowed when the owner's part is.
"""

from __future__ import annotations

from hashlib import blake2b


def tag_of(owned: bytes, sent: bytes) -> str:
    """The tag of an answer; `owned` is the owner's body and `sent` what goes out, often the same."""
    if owned == sent:
        return f'"{_hash(owned)}"'
    return f'"{_hash(owned)}.{_hash(sent)}"'


def is_fresh(if_none_match: str, tag: str) -> bool:
    """Whether `If-None-Match` names the tag, by weak comparison."""
    if if_none_match.strip() == "*":
        return True
    return tag in {one.strip().removeprefix("W/") for one in if_none_match.split(",")}


def may_change(if_match: str, tag: str) -> bool:
    """Whether `If-Match` allows to change the resource whose tag is `tag`; weak tags never match."""
    if if_match.strip() == "*":
        return True
    return _state(tag) in {_state(one.strip()) for one in if_match.split(",")}


def _state(tag: str) -> str:
    """The owner's part of a tag; a weak or malformed one is its own, which equals no strong one."""
    return tag.strip('"').partition(".")[0] if tag.startswith('"') and tag.endswith('"') else tag


def _hash(body: bytes) -> str:
    return blake2b(body, digest_size=12).hexdigest()
