/** A quiz, an attempt and a queue of cards for the tests of this feature. */
import type {
  Assignment,
  Attempt,
  DueCard,
  ReviewQueue,
  Standing,
  Submission,
} from '@/generated/types.gen';
import { assignment, biology, bob } from '@/testing/cast';

export const standing: Standing = {
  attempt: null,
  attempts_left: 1,
  attempts_used: 0,
  best_score: null,
  deadline: null,
};

export function quiz(changes: Partial<Assignment> = {}): Assignment {
  return assignment({
    content: {
      questions: [
        {
          id: 'a',
          question: 'What makes ATP?',
          options: ['Nucleus', 'Mitochondrion', 'Wall', 'Golgi'],
        },
        { id: 'b', question: 'What holds DNA?', options: ['Nucleus', 'Vacuole', 'Wall', 'Golgi'] },
      ],
    },
    my: standing,
    ...changes,
  });
}

export function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: 9,
    assignment: 5,
    number: 1,
    answers: [null, null],
    deadline: null,
    started_at: '2026-03-04T09:00:00Z',
    server_time: '2026-03-04T09:00:00Z',
    ...changes,
  };
}

export function submission(answers: (number | null)[]): Submission {
  const results = [1, 0].map((correct, question) => ({
    question,
    answer: answers[question] ?? null,
    correct,
    is_correct: answers[question] === correct,
    explanation: null,
    page: null,
    quote: null,
  }));
  const right = results.filter(({ is_correct }) => is_correct).length;
  return {
    id: 9,
    assignment: 5,
    assignment_title: 'Organelles',
    answers,
    attempt: 1,
    by_clock: false,
    course: biology.id,
    results,
    right,
    score: right * 50,
    started_at: '2026-03-04T09:00:00Z',
    student: bob.id,
    student_name: bob.full_name,
    student_photo: null,
    submitted_at: '2026-03-04T09:10:00Z',
    total: 2,
  };
}

export function card(id: string, front: string, back: string): DueCard {
  return {
    assignment: 6,
    assignment_title: 'Terms',
    course: biology.id,
    course_title: biology.title,
    card: id,
    front,
    back,
    due: '2026-03-04T09:00:00Z',
    intervals: [60, 600, 86_400, 345_600],
    is_new: true,
    page: null,
  };
}

export function queue(cards: DueCard[]): ReviewQueue {
  return {
    due: 0,
    new: cards.length,
    next_due: cards.length ? null : '2099-01-01T00:00:00Z',
    cards,
  };
}
