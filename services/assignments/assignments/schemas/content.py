"""Questions and cards: as teachers write them, and as students see them before they have submitted."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, Discriminator, Field, StringConstraints, Tag, field_validator, model_validator

from assignments.domain import OPTIONS, AssignmentType
from chassis.text import Line, Text

MAX_ITEMS = 300

ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}$")]
Wording = Annotated[Text, StringConstraints(min_length=1, max_length=2000)]
Option = Annotated[Text, StringConstraints(min_length=1, max_length=500)]
Remark = Annotated[Text, StringConstraints(max_length=2000)]
PageNumber = Annotated[int, Field(ge=1, le=100_000)]


class QuestionBase(BaseModel):
    """What anybody who may see the quiz may see of a question."""

    id: Annotated[ItemId | None, Field(description="Stays the same when the quiz is edited; made if left out.")] = None
    question: Wording
    options: Annotated[list[Option], Field(min_length=OPTIONS, max_length=OPTIONS)]
    page: PageNumber | None = None

    @field_validator("options")
    @classmethod
    def _all_different(cls, options: list[str]) -> list[str]:
        if len({option.casefold() for option in options}) < len(options):
            raise ValueError("Two options are the same.")
        return options


class Question(QuestionBase):
    """A question with four options, of which the one at `correct` (from 0) is right."""

    correct: Annotated[int, Field(ge=0, lt=OPTIONS)]
    explanation: Remark | None = None
    quote: Annotated[Remark | None, Field(description="What the source says, word for word, on `page`.")] = None


class Card(BaseModel):
    """A card of a deck."""

    id: Annotated[ItemId | None, Field(description="Stays the same when the deck is edited; made if left out.")] = None
    front: Wording
    back: Annotated[Text, StringConstraints(min_length=1, max_length=5000)]
    page: PageNumber | None = None
    quote: Annotated[Remark | None, Field(description="What the source says, word for word, on `page`.")] = None


class Quiz(BaseModel):
    """The content of a quiz."""

    questions: Annotated[list[Question], Field(max_length=MAX_ITEMS)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _check_ids([one.id for one in self.questions])
        return self


class Deck(BaseModel):
    """The content of a deck of flashcards."""

    cards: Annotated[list[Card], Field(max_length=MAX_ITEMS)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _check_ids([one.id for one in self.cards])
        return self


def _check_ids(ids: list[str | None]) -> None:
    given = [one for one in ids if one is not None]
    if len(set(given)) < len(given):
        raise ValueError("Two items have the same id.")


def _kind(value: Any) -> str:
    """Which content this is, told by the name of its list."""
    has_cards = "cards" in value if isinstance(value, dict) else isinstance(value, Deck | CardsShown)
    return AssignmentType.FLASHCARD.value if has_cards else AssignmentType.QUIZ.value


Content = Annotated[
    Annotated[Quiz, Tag(AssignmentType.QUIZ.value)] | Annotated[Deck, Tag(AssignmentType.FLASHCARD.value)],
    Discriminator(_kind),
]


class QuestionToAnswer(QuestionBase):
    """A question as students see it before they have submitted."""

    id: ItemId


class QuestionShown(Question):
    """A question with its answer."""

    id: ItemId
    flags: Annotated[list[Line], Field(description="`longest`: the right option is much longer than the others.")]


class CardShown(Card):
    """A card of a stored deck."""

    id: ItemId


class QuizToAnswer(BaseModel):
    """A quiz as students see it before they have submitted: nothing in it tells the answers."""

    questions: list[QuestionToAnswer]


class QuizShown(BaseModel):
    """A quiz with its answers: for its teacher, and for students after they have submitted."""

    questions: list[QuestionShown]


class CardsShown(BaseModel):
    """A stored deck."""

    cards: list[CardShown]


ContentShown = QuizShown | QuizToAnswer | CardsShown
