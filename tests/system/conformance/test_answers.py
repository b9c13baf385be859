"""A good request to each operation is answered as the document says: status, media type, headers, every field.

Streams are left out: their answers have no end to hold against a schema.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.system.authorization.requests import parameters, request
from tests.system.authorization.scene import Cast, Scene
from tests.system.authorization.test_table import rows
from tests.system.conformance.document import OF_ANSWERS, Operation, checks, streams

ALLOWED = [(name, role) for name, ends in rows().items() for role, end in ends.items() if end == "ok"]
# One of those who may: the answers to all of them have the same schema.
WHO = {name: role for name, role in reversed(ALLOWED) if name not in streams()}


@pytest.mark.parametrize("name", WHO)
def test_a_good_request_gets_an_answer_of_the_document(
    choose: Callable[[str], Cast], published: dict[str, Operation], name: str
) -> None:
    operation = published[name]
    people = choose(name)
    scene = Scene(people)
    asked = request(scene, name)
    answer = people.api(WHO[name]).request(**asked)
    assert answer.is_success, answer.text
    answer.request.read()  # of a form, httpx knows only then what it has sent
    case = operation.Case(path_parameters=parameters(scene, name.partition(" ")[2]))
    case.validate_response(answer, checks=checks(OF_ANSWERS))
