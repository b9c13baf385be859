"""Whatever is sent to an operation, by schema or against it, the answer is one that the document names.

schemathesis invents the requests, from the published document, for things that are there and belong to those who ask.
All its checks for single requests are on but two: that what fits the schema is accepted, and nothing else (`UNTOLD`
says why not). Streams are left out, whose answers have no end. The same requests are sent in every run; `make fuzz`
sends many more, and new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from chassis.testing.fuzzing import bounded
from tests.system.authorization.requests import parameters
from tests.system.authorization.scene import Cast, Scene
from tests.system.authorization.test_table import rows
from tests.system.conformance.document import UNTOLD, Operation, checks, session, streams

EXAMPLES = 3


@pytest.mark.parametrize("role", ["owner", "member"])
@pytest.mark.parametrize("name", [name for name in rows() if name not in streams()])
def test_no_request_gets_an_answer_that_is_not_in_the_document(
    choose: Callable[[str], Cast], published: dict[str, Operation], name: str, role: str
) -> None:
    operation = published[name]
    people = choose(name)
    places = parameters(Scene(people), name.partition(" ")[2])
    with session(people.api(role).headers["Authorization"]) as somebody:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _fuzz(operation, mode, places, somebody)


def _fuzz(operation: Operation, mode: GenerationMode, places: dict[str, object], somebody: requests.Session) -> None:
    @bounded(EXAMPLES)
    @given(operation.as_strategy(mode, path_parameters=places or None))
    def send(case: Case[Any]) -> None:
        answer = case.call(session=somebody, timeout=30)
        case.validate_response(answer, excluded_checks=checks(UNTOLD))

    try:
        send()
    except Unsatisfiable:  # an operation without parameters and body can't be asked against its schema
        if mode is not GenerationMode.NEGATIVE:
            raise
