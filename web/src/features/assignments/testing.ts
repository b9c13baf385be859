/** A teacher's quiz and what came in for it, for the tests of this feature. */
import type { Assignment, QuestionShown, Statistics, Submission } from '@/generated/types.gen';
import { assignment, biology, bob } from '@/testing/cast';

export function question(id: string, text: string): QuestionShown {
  const options: QuestionShown['options'] = ['Nucleus', 'Mitochondrion', 'Wall', 'Golgi'];
  return { id, question: text, options, correct: 1, flags: [] };
}

export function ownQuiz(changes: Partial<Assignment> = {}): Assignment {
  const questions = [question('a', 'What makes ATP?'), question('b', 'What burns sugar?')];
  return assignment({
    content: { questions },
    is_owner: true,
    status: 'draft',
    submission_count: 0,
    ...changes,
  });
}

export function bobsSubmission(): Submission {
  return {
    id: 9,
    assignment: 5,
    assignment_title: 'Organelles',
    answers: [1, null],
    attempt: 1,
    by_clock: false,
    course: biology.id,
    results: [1, null].map((answer, index) => ({
      question: index,
      answer,
      correct: 1,
      is_correct: answer === 1,
      explanation: null,
      page: null,
      quote: null,
    })),
    right: 1,
    score: 50,
    started_at: '2026-03-04T09:00:00Z',
    student: bob.id,
    student_name: bob.full_name,
    student_photo: null,
    submitted_at: '2026-03-04T09:10:00Z',
    total: 2,
  };
}

export const statistics: Statistics = {
  assignment: 5,
  submissions: 1,
  students: 1,
  average: 50,
  median: 50,
  distribution: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
  questions: [
    {
      question: 0,
      text: 'What makes ATP?',
      correct: 1,
      options: [0, 1, 0, 0],
      skipped: 0,
      difficulty: 0,
    },
    {
      question: 1,
      text: 'What burns sugar?',
      correct: 1,
      options: [0, 0, 0, 0],
      skipped: 1,
      difficulty: 1,
    },
  ],
};
