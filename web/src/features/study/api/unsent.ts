/** Answers that the server does not have yet, kept in this browser so that not even a reload loses them. */
import type { Choice } from './attempt';

type Unsent = Record<string, number | null>;

const place = (attempt: number) => `lectern.attempt.${attempt}`;

function read(attempt: number): Unsent {
  try {
    return JSON.parse(localStorage.getItem(place(attempt)) ?? '{}') as Unsent;
  } catch {
    return {};
  }
}

function write(attempt: number, unsent: Unsent): void {
  try {
    if (Object.keys(unsent).length === 0) localStorage.removeItem(place(attempt));
    else localStorage.setItem(place(attempt), JSON.stringify(unsent));
  } catch {
    // Storage that is full or forbidden only costs the outliving of a reload.
  }
}

export function keepAnswer(attempt: number, { question, answer }: Choice): void {
  write(attempt, { ...read(attempt), [question]: answer });
}

/** Forgets an answer that has arrived, unless a later one has taken its place. */
export function forgetAnswer(attempt: number, { question, answer }: Choice): void {
  const { [question]: kept, ...others } = read(attempt);
  if (kept === answer) write(attempt, others);
}

export function forgetAnswers(attempt: number): void {
  write(attempt, {});
}

export function unsentAnswers(attempt: number): Choice[] {
  return Object.entries(read(attempt)).map(([question, answer]) => ({
    question: Number(question),
    answer,
  }));
}
