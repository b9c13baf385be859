/** Completes names after an `@`, and tells who is named in a text. It knows nothing of the field. */
import { useState } from 'react';

export interface Named {
  uid: number;
  name: string;
}

const mostOffered = 6;
const begun = /(?:^|\s)@([^\n@]{0,40})$/;

/** Whom a text names: those whose `@Name` is in it. */
export function named(text: string, people: readonly Named[]): number[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ uid }) => uid);
}

/** The people whose name goes on as it was begun before `caret`. */
export function offered<Person extends Named>(
  text: string,
  caret: number,
  people: readonly Person[],
): Person[] {
  const part = begun.exec(text.slice(0, caret))?.[1]?.toLocaleLowerCase();
  if (part === undefined) return [];
  const matches = ({ name }: Person) => {
    const low = name.toLocaleLowerCase();
    return low !== part.trim() && ` ${low}`.includes(` ${part}`);
  };
  return people.filter(matches).slice(0, mostOffered);
}

/** The text with the name in the place of what was begun, and where the caret stands then. */
export function completed(text: string, caret: number, name: string): [string, number] {
  const start = text.lastIndexOf('@', caret - 1);
  const before = `${text.slice(0, start)}@${name} `;
  return [before + text.slice(caret).trimStart(), before.length];
}

export interface Completion<Person extends Named> {
  offers: Person[];
  active: number;
  /** Whether the key was for the list of names. */
  onKey: (key: string) => boolean;
}

interface Field<Person> {
  text: string;
  caret: number;
  people: readonly Person[];
  onChoose: (person: Person) => void;
}

export function useMentions<Person extends Named>(field: Field<Person>): Completion<Person> {
  const { text, caret, people, onChoose } = field;
  const [index, setIndex] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const offers = closedFor === text ? [] : offered(text, caret, people);
  const active = Math.min(index, offers.length - 1);
  const steps: Record<string, () => void> = {
    ArrowDown: () => setIndex((active + 1) % offers.length),
    ArrowUp: () => setIndex((active - 1 + offers.length) % offers.length),
    Escape: () => setClosedFor(text),
    Enter: () => choose(),
    Tab: () => choose(),
  };
  const choose = () => {
    const person = offers[active];
    setIndex(0);
    if (person) onChoose(person);
  };
  const onKey = (key: string) => {
    const step = offers.length > 0 ? steps[key] : undefined;
    step?.();
    return step !== undefined;
  };
  return { offers, active, onKey };
}
