"""What the results of a quiz say, as pure functions."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assignments.domain import OPTIONS, Item
from assignments.schemas.teaching import QuestionStatistics

BINS = 10


def best_scores(results: Iterable[tuple[int, int]]) -> list[int]:
    """Each student's best score, of pairs of student and score."""
    best: dict[int, int] = {}
    for student, score in results:
        best[student] = max(score, best.get(student, 0))
    return list(best.values())


def distribution(scores: Iterable[int]) -> list[int]:
    """How many scores are in 0-9, 10-19, …, 90-100."""
    counted = Counter(min(score // 10, BINS - 1) for score in scores)
    return [counted[at] for at in range(BINS)]


def average(scores: Sequence[int]) -> float | None:
    """The mean, to one place; None without any."""
    return round(float(Fraction(sum(scores), len(scores))), 1) if scores else None


def median(scores: Sequence[int]) -> float | None:
    """The middle; None without any."""
    return float(statistics.median(scores)) if scores else None


def of_question(index: int, question: Item, answers: Sequence[int | None]) -> QuestionStatistics:
    """How often each option was chosen, and the share of wrong answers; one not given is wrong."""
    chosen = Counter(answers)
    wrong = len(answers) - chosen[question["correct"]]
    return QuestionStatistics(
        question=index,
        text=question["question"],
        correct=question["correct"],
        options=[chosen[option] for option in range(OPTIONS)],
        skipped=chosen[None],
        difficulty=round(wrong / len(answers), 3) if answers else None,
    )
