"""From STORAGE_URL to a store: `file:…`, a directory, or `s3://bucket/prefix`, any S3."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from obstore.store import LocalStore, ObjectStore, S3Store


def connect(url: str, s3_endpoint_url: str = "") -> ObjectStore:
    """The store at this address. A directory is made if it is not there; S3's keys are read from AWS_… variables.

    Raises ValueError for an address that is neither of a directory nor of a bucket.
    """
    directory = directory_of(url)
    if directory is not None:
        return LocalStore(directory.absolute(), mkdir=True, automatic_cleanup=True)
    parts = urlsplit(url)
    if parts.scheme == "s3" and parts.netloc:
        return _bucket(parts.netloc, parts.path.strip("/"), s3_endpoint_url)
    raise ValueError("STORAGE_URL is file:<directory> or s3://<bucket>/<prefix>")


def directory_of(url: str) -> Path | None:
    """The directory that the address names, as it was written; None if files are not kept in one."""
    parts = urlsplit(url)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def _bucket(name: str, prefix: str, endpoint: str) -> S3Store:
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    if not endpoint:
        return S3Store(name, prefix=prefix or None, region=region)
    return S3Store(
        name,
        prefix=prefix or None,
        region=region,
        endpoint=endpoint,
        virtual_hosted_style_request=False,
        client_options={"allow_http": endpoint.startswith("http://")},
    )
