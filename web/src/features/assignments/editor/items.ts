/** Questions and cards while they are edited: as texts in fields, with what may be wrong with each. Knows no page. */
import type {
  Assignment,
  AssignmentType,
  CardShown,
  Deck,
  QuestionShown,
  Quiz,
} from '@/generated/types.gen';
import { cardsOf, questionsOf } from '@/lib/assignments';

export interface Item {
  /** Stays the same while the item is on the page. */
  key: string;
  /** The server's name for it; null until it has one. */
  id: string | null;
  texts: Record<string, string>;
  correct: number;
  isRemoved: boolean;
  page: number | null;
  quote: string | null;
  flags: readonly string[];
}

export const optionFields = ['options.0', 'options.1', 'options.2', 'options.3'] as const;

const fieldsOf: Record<AssignmentType, readonly string[]> = {
  quiz: ['question', ...optionFields],
  flashcard: ['front', 'back'],
};

let made = 0;

export function newItem(): Item {
  made += 1;
  return {
    key: `new-${made}`,
    id: null,
    texts: {},
    correct: 0,
    isRemoved: false,
    page: null,
    quote: null,
    flags: [],
  };
}

function fromQuestion(shown: QuestionShown): Item {
  const options = shown.options.map((text, index) => [`options.${index}`, text]);
  return {
    ...newItem(),
    key: shown.id,
    id: shown.id,
    texts: {
      question: shown.question,
      explanation: shown.explanation ?? '',
      ...Object.fromEntries(options),
    },
    correct: shown.correct,
    page: shown.page ?? null,
    quote: shown.quote ?? null,
    flags: shown.flags,
  };
}

function fromCard({ id, front, back, page, quote }: CardShown): Item {
  const texts = { front, back };
  return { ...newItem(), key: id, id, texts, page: page ?? null, quote: quote ?? null };
}

export function itemsOf(assignment: Assignment): Item[] {
  return assignment.assignment_type === 'quiz'
    ? (questionsOf(assignment) as QuestionShown[]).map(fromQuestion)
    : cardsOf(assignment).map(fromCard);
}

export function kept(items: readonly Item[]): Item[] {
  return items.filter(({ isRemoved }) => !isRemoved);
}

function text({ texts }: Item, field: string): string {
  return (texts[field] ?? '').trim();
}

/** What is sent to the server. Items that were removed are left out. */
export function toContent(kind: AssignmentType, items: readonly Item[]): Quiz | Deck {
  if (kind === 'flashcard') {
    const cards = kept(items).map((item) => ({
      ...known(item),
      front: text(item, 'front'),
      back: text(item, 'back'),
    }));
    return { cards };
  }
  const questions = kept(items).map((item) => ({
    ...known(item),
    question: text(item, 'question'),
    options: optionsOf(item),
    correct: item.correct,
    explanation: text(item, 'explanation') || null,
  }));
  return { questions };
}

function optionsOf(item: Item): [string, string, string, string] {
  const [first, second, third, fourth] = optionFields;
  return [text(item, first), text(item, second), text(item, third), text(item, fourth)];
}

function known({ id, page, quote }: Item) {
  return { ...(id ? { id } : {}), page, quote };
}

/** Messages by item and field. */
export type Problems = Record<string, Record<string, string>>;

export interface Sentences {
  required: string;
  same: string;
}

export function check(kind: AssignmentType, items: readonly Item[], say: Sentences): Problems {
  const found: Problems = {};
  for (const item of kept(items)) {
    const empty = fieldsOf[kind].filter((field) => !text(item, field));
    const wrong: Record<string, string> = {};
    if (kind === 'quiz') for (const field of sameOptions(item)) wrong[field] = say.same;
    for (const field of empty) wrong[field] = say.required;
    if (Object.keys(wrong).length > 0) found[item.key] = wrong;
  }
  return found;
}

/** The fields of options that say what an earlier one says. */
function sameOptions(item: Item): string[] {
  const options = optionsOf(item).map((option) => option.toLocaleLowerCase());
  return optionFields.filter((_, index) => options.indexOf(options[index] ?? '') < index);
}

/** What the server says of single items: `content.quiz.questions.2.options.0` is the third item's first option. */
export function problemsOf(
  errors: Record<string, string[]>,
  items: readonly Item[],
): { atItems: Problems; areAll: boolean } {
  const sent = kept(items);
  const atItems: Problems = {};
  let areAll = Object.keys(errors).length > 0;
  for (const [path, [message = '']] of Object.entries(errors)) {
    const [, index, field = 'question'] =
      /\.(?:questions|cards)\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
    const item = sent[Number(index)];
    if (item) atItems[item.key] = { ...atItems[item.key], [field]: message };
    else areAll = false;
  }
  return { atItems, areAll };
}

export function move(items: readonly Item[], key: string, by: 1 | -1): Item[] {
  const from = items.findIndex((item) => item.key === key);
  const to = from + by;
  const [one, other] = [items[from], items[to]];
  if (!one || !other) return [...items];
  return items.with(from, other).with(to, one);
}
