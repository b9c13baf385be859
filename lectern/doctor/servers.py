"""The servers around the system: reached with the credentials of the settings, and of one mind about the time."""

from __future__ import annotations

import smtplib
import time
import uuid
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import obstore
import pika
from obstore.exceptions import BaseError
from pika.exceptions import AMQPError
from redis import Redis, RedisError

from chassis.storage.location import connect, directory_of
from lectern.doctor.finding import Finding, Patient, bad, fine, worth_a_look

SECONDS = 5
MOST_APART = 2.0
NOT_RUNNING = "the system does not run, and its private server with it"


def broker(patient: Patient) -> Iterator[Finding]:
    """RabbitMQ takes a connection."""
    url = patient.setting("AMQP_URL")
    if not url:
        yield worth_a_look("broker", NOT_RUNNING, "`make run` starts one, or set AMQP_URL.")
        return
    parameters = pika.URLParameters(url)
    parameters.socket_timeout = parameters.blocked_connection_timeout = SECONDS
    parameters.connection_attempts = 1
    try:
        pika.BlockingConnection(parameters).close()
    except (AMQPError, OSError) as error:
        advice = "Is RabbitMQ up (var/log/rabbitmq.log), and are user, password and virtual host of AMQP_URL right?"
        yield bad("broker", f"not reached at {_place(url)}: {type(error).__name__}", advice)
    else:
        yield fine("broker", _place(url))


def redis(patient: Patient) -> Iterator[Finding]:
    """Redis answers."""
    url = patient.setting("REDIS_URL")
    if not url:
        yield worth_a_look("Redis", NOT_RUNNING, "`make run` starts one, or set REDIS_URL.")
        return
    try:
        with _redis_at(url) as client:
            client.ping()
    except RedisError as error:
        advice = "Is Redis up (var/log/redis.log)? Until it is, nothing is shown live, and rooms do not spread."
        yield bad("Redis", f"not reached at {_place(url)}: {type(error).__name__}", advice)
    else:
        yield fine("Redis", _place(url))


def clocks(patient: Patient) -> Iterator[Finding]:
    """Deadlines of calls are points in time: machines have to agree about it."""
    url = patient.setting("REDIS_URL")
    if not url:
        return
    try:
        with _redis_at(url) as client:
            before, (seconds, micro), after = time.time(), client.time(), time.time()
    except RedisError:
        return  # said already
    apart = abs(seconds + micro / 1e6 - (before + after) / 2) - (after - before) / 2
    if apart > MOST_APART:
        advice = "Set both by NTP (timedatectl set-ntp true): calls carry deadlines, and sign-ins expire by the clock."
        yield bad("clocks", f"this machine and that of Redis are {apart:.1f} s apart", advice)
    else:
        yield fine("clocks", "this machine and that of Redis agree")


def storage(patient: Patient) -> Iterator[Finding]:
    """A file is written, read and removed."""
    url = patient.setting("STORAGE_URL", "file:var/storage")
    directory = directory_of(url)
    place = f"file:{patient.directory / directory}" if directory is not None else url
    content = uuid.uuid4().bytes
    key = f"doctor/{content.hex()}"
    try:
        store = connect(place, patient.setting("S3_ENDPOINT_URL"))
        obstore.put(store, key, content)
        same = bytes(obstore.get(store, key).bytes()) == content
        obstore.delete(store, key)
    except (BaseError, OSError, ValueError) as error:
        advice = "Is there room, and may this user write there? For a bucket: keys in AWS_…, S3_ENDPOINT_URL, its name."
        yield bad("storage", f"{url}: {type(error).__name__}", advice)
        return
    yield fine("storage", url) if same else bad("storage", f"{url} gives back something else", "Replace that storage.")


def mail(patient: Patient) -> Iterator[Finding]:
    """The mail server takes a connection, and the credentials if there are any."""
    url = urlsplit(patient.setting("SMTP_URL"))
    if not url.hostname:
        yield fine("mail", "no mail server: mails are files")
        return
    secure = url.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    try:
        with kind(url.hostname, url.port or (465 if secure else 25), timeout=SECONDS) as server:
            if not secure and parse_qs(url.query).get("tls", ["1" if url.password else "0"]) == ["1"]:
                server.starttls()
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        advice = "Are host and port of SMTP_URL right, and may this machine reach them? Until then mails wait."
        yield bad("mail", f"{url.hostname} does not answer: {type(error).__name__}", advice)
    else:
        yield fine("mail", f"{url.hostname} answers")


def _redis_at(url: str) -> Redis:
    return Redis.from_url(url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)


def _place(url: str) -> str:
    """An address without its credentials."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
