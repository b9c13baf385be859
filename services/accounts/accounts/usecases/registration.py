"""Making accounts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from accounts import passwords, policies, queries, throttles
from accounts.config import settings
from accounts.domain import Device, NewAccount, Problem, UserType, password_problem
from accounts.models import User
from accounts.photos import Photos
from accounts.schemas import RegisterBody, SignedIn
from accounts.usecases.people import as_own_answer
from accounts.usecases.sessions import start_session
from chassis.clock import now
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.events import emit
from chassis.reply import Reply
from chassis.text import text_key


def register(db: Store, photos: Photos, body: RegisterBody, device: Device) -> Reply[SignedIn]:
    """A new account, signed in. Raises Forbidden where registration is closed, InvalidInput, TooMany."""
    user_type = UserType(body.user_type)
    policies.require_may_register(settings().registration, user_type)
    throttles.count_registration(device.address)
    account = NewAccount(body.username, body.email, body.password, user_type, body.full_name)
    differ = body.password_confirm is not None and body.password_confirm != body.password
    user = create_account(db, account, [_PASSWORDS_DIFFER] if differ else [])
    with db.write() as session:
        token = start_session(session, user, device)
        answer = SignedIn(token=token, user=as_own_answer(user, photos))
    return Reply(answer, status=201, location=f"/api/users/{user.id}/")


def create_account(db: Store, account: NewAccount, problems: Sequence[Problem] = ()) -> User:
    """Store an account of any kind.

    Raises InvalidInput with all that is wrong: names that are taken, a weak password, and what the caller found.
    """
    password_hash = checked_hash(db, account, problems)
    with db.write() as session:
        return store_account(session, account, password_hash)


def checked_hash(db: Store, account: NewAccount, problems: Sequence[Problem] = ()) -> str:
    """The hash of a new account's password. Not inside `write()`. Raises InvalidInput with all that is wrong."""
    with db.read() as session:
        _refuse([*_problems(session, account), *problems])
    return passwords.hash_password(account.password)


def store_account(session: Session, account: NewAccount, password_hash: str) -> User:
    """Store an account and tell of it. Raises InvalidInput when its names were taken meanwhile."""
    _refuse(_taken(session, account))
    user = _row(account, password_hash)
    session.add(user)
    session.flush()
    data = {"id": user.id, "username": user.username, "user_type": user.user_type}
    emit(session, "accounts.user_registered", data, aggregate=f"user:{user.id}")
    return user


def email_taken() -> Problem:
    """Somebody else has this address."""
    return Problem("email", "accounts.email_taken", "An account with this e-mail address exists already.")


_PASSWORDS_DIFFER = Problem("password_confirm", "accounts.passwords_differ", "The two passwords are not the same.")


def _row(account: NewAccount, password_hash: str) -> User:
    moment = now()
    return User(
        username=account.username,
        username_key=text_key(account.username),
        email=account.email,
        email_key=text_key(account.email),
        full_name=account.full_name,
        full_name_key=text_key(account.full_name),
        user_type=account.user_type.value,
        bio="",
        password_hash=password_hash,
        password_changed_at=moment,
        is_blocked=False,
        created_at=moment,
        language="en",
        time_zone="UTC",
    )


def _problems(session: Session, account: NewAccount) -> list[Problem]:
    problems = _taken(session, account)
    common = passwords.common_passwords()
    if why := password_problem(account.password, account.username, account.email, common):
        problems.append(Problem("password", "accounts.weak_password", why))
    return problems


def _taken(session: Session, account: NewAccount) -> list[Problem]:
    problems = []
    if queries.user_named(session, account.username) is not None:
        problems.append(Problem("username", "accounts.username_taken", "This user name is taken."))
    if queries.user_with_email(session, account.email) is not None:
        problems.append(email_taken())
    return problems


def _refuse(problems: list[Problem]) -> None:
    if problems:
        first = problems[0]
        errors = {problem.field: [problem.message] for problem in problems}
        raise InvalidInput(first.code, first.message, errors=errors)
