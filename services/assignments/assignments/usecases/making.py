"""Making items from a document: by a model part by part, or by the built-in generator. Knows no database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assignments import documents, proving
from assignments.asking import prompts, reading
from assignments.asking.model import ModelFailed, Server, Usage, open_model
from assignments.asking.parts import Part, parts_of
from assignments.clients import People
from assignments.config import AssignmentsSettings
from assignments.documents import MEMORY
from assignments.domain import AssignmentType, Item
from chassis import limited
from chassis.limited import Exceeded, Failed
from chassis.storage.files import Files

if TYPE_CHECKING:
    from assignments.asking.client import Model

BASIC = "basic"
ANSWER_TOKENS = 8000


@dataclass
class Task:
    """What is to be made, and what has been found so far. `known` is what there is already, with `item_id` in it."""

    job_id: int
    assignment_id: int
    teacher_id: int
    kind: AssignmentType
    source_key: str
    count: int
    item_id: str | None
    known: list[Item]
    found: list[Item]
    steps_done: int
    begun: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Step:
    """How far it has come."""

    stage: str
    done: int
    total: int
    cost: float | None = None


class Making:
    """One making. `steps` does the work and says after each step how far it is; `result` is what came of it."""

    def __init__(
        self, files: Files, people: People, settings: AssignmentsSettings, make_model: Callable[..., Model] = open_model
    ) -> None:
        self._files = files
        self._people = people
        self._settings = settings
        self._make_model = make_model
        self._until = time.monotonic() + settings.ai_max_seconds
        self.name = BASIC

    def steps(self, task: Task) -> Iterator[Step]:
        """Read, write and check. Raises Unusable, ModelFailed, MissingObject."""
        yield Step("reading", 0, 1)
        pages = documents.read(self._files, task.source_key)
        server = self._server(task)
        if server is None:
            yield Step("writing", 0, 1)
            task.found = self._basic(pages, task)
        else:
            self.name = server.name
            yield from self._asked(server, pages, task)
        yield Step("checking", 0, 1, self._cost(server, task))

    def result(self, task: Task) -> list[Item]:
        """What was found, as it should be shown. Raises ModelFailed when there is nothing."""
        items = proving.evenly(list(proving.distinct(task.found, task.known)), task.count)
        if not items:
            if self.name == BASIC:
                raise ModelFailed("nothing_found", "The built-in generator finds no sentence to ask about here.")
            raise ModelFailed("model_nonsense", "The model's answers could not be used: nothing in them was proven.")
        return proving.spread(items) if task.kind is AssignmentType.QUIZ else items

    def _server(self, task: Task) -> Server | None:
        """The teacher's own key goes before the school's; without either, but with a server named, none is needed."""
        own, school = self._people.api_key(task.teacher_id), self._settings.ai_api_key
        if not (own or school or self._settings.ai_base_url):
            return None
        return Server(
            name=self._settings.ai_model,
            key=own or school or "none",
            url=self._settings.ai_base_url,
            seconds=self._settings.ai_timeout,
            answer_tokens=ANSWER_TOKENS,
        )

    def _basic(self, pages: list[str], task: Task) -> list[Item]:
        arguments = (pages, task.kind.value, task.count, task.known)
        try:
            found: list[Item] = limited.run(
                "assignments.basic:make", *arguments, seconds=300, cpu_seconds=120, memory=MEMORY
            )
        except (Exceeded, Failed) as error:
            raise ModelFailed("nothing_found", "The built-in generator cannot work on this document.") from error
        return found

    def _asked(self, server: Server, pages: list[str], task: Task) -> Iterator[Step]:
        """Ask about part after part, going on after those that were asked about before."""
        usage = Usage(task.input_tokens, task.output_tokens)
        model = self._make_model(server, usage)
        parts = parts_of(pages, task.count)
        yield Step("writing", task.steps_done, len(parts), self._cost(server, task))
        for number in range(task.steps_done, len(parts)):
            if self._enough(task) or not self._may_go_on(usage, task):
                break
            items = self._ask(model, parts[number], task)
            task.found += proving.distinct(proving.proven(items, pages), [*task.known, *task.found])
            task.input_tokens, task.output_tokens = usage.input_tokens, usage.output_tokens
            yield Step("writing", number + 1, len(parts), self._cost(server, task))

    def _ask(self, model: Model, part: Part, task: Task) -> list[Item]:
        """The items of a part; an answer that cannot be read is sent back once. Nothing, if that does not help."""
        messages = prompts.request(task.kind, part.text, part.wanted, [*task.known, *task.found])
        shape = prompts.shape(task.kind)
        answer = model.ask(messages, shape)
        try:
            return reading.items_in(answer, task.kind)
        except reading.Unreadable as error:
            again = model.ask(prompts.repair(messages, answer, str(error)), shape)
        try:
            return reading.items_in(again, task.kind)
        except reading.Unreadable:
            return []

    def _enough(self, task: Task) -> bool:
        """One item is enough where one was asked for; of more, every part of the document is to have its share."""
        return task.count == 1 and bool(task.found)

    def _may_go_on(self, usage: Usage, task: Task) -> bool:
        """Whether there are time and tokens left. Raises ModelFailed if they are used up and nothing came of it."""
        if usage.tokens < self._settings.ai_max_tokens and time.monotonic() < self._until:
            return True
        if not task.found:
            raise ModelFailed("model_limit", "The limit of time or tokens was reached before anything was made.")
        return False

    def _cost(self, server: Server | None, task: Task) -> float | None:
        prices = (self._settings.ai_input_price, self._settings.ai_output_price)
        if server is None or not any(prices):
            return None
        return round((task.input_tokens * prices[0] + task.output_tokens * prices[1]) / 1_000_000, 6)
