/** The items of an assignment while its teacher edits them: what has changed, what is wrong, and saving it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast/toasts';
import type { Assignment } from '@/generated/types.gen';
import type { ApiError } from '@/lib/api/problem';
import { useUpdate } from '../api/assignments';
import {
  check,
  type Item,
  itemsOf,
  move,
  newItem,
  type Problems,
  problemsOf,
  toContent,
} from './items';

export interface Editor {
  items: readonly Item[];
  problems: Problems;
  isDirty: boolean;
  isSaving: boolean;
  /** What no item is to blame for. */
  error: ApiError | null;
  change: (key: string, changes: Partial<Item>) => void;
  add: () => void;
  move: (key: string, by: 1 | -1) => void;
  discard: () => void;
  save: () => void;
}

export function useEditor(assignment: Assignment): Editor {
  const { t } = useTranslation();
  const update = useUpdate();
  const kind = assignment.assignment_type;
  const [base, setBase] = useState(assignment.content);
  const [items, setItems] = useState<readonly Item[]>(() => itemsOf(assignment));
  const [problems, setProblems] = useState<Problems>({});
  const before = itemsOf({ ...assignment, content: base });
  const isDirty = signature(assignment, items) !== signature(assignment, before);

  const begin = (shown: Assignment) => {
    setBase(shown.content);
    setItems(itemsOf(shown));
    setProblems({});
    update.reset();
  };
  // What the server has newly shown, such as an item made anew, takes the place of what nobody has touched.
  if (assignment.content !== base && !isDirty) begin(assignment);

  const save = () => {
    const found = check(kind, items, {
      required: t('validation.required'),
      same: t('assignments.sameOption'),
    });
    setProblems(found);
    if (Object.keys(found).length > 0) {
      showToast('bad', t('assignments.incomplete', { count: Object.keys(found).length }));
      return;
    }
    update.mutate(
      { path: { id: assignment.id }, body: { content: toContent(kind, items) } },
      {
        onSuccess: (saved) => {
          begin(saved);
          showToast('good', t('common.saved'));
        },
        onError: (error) => setProblems(problemsOf(error.errors, items).atItems),
      },
    );
  };

  return {
    items,
    problems,
    isDirty,
    isSaving: update.isPending,
    error: update.error && !problemsOf(update.error.errors, items).areAll ? update.error : null,
    change: (key, changes) =>
      setItems((all) => all.map((item) => (item.key === key ? { ...item, ...changes } : item))),
    add: () => setItems((all) => [...all, newItem()]),
    move: (key, by) => setItems((all) => move(all, key, by)),
    discard: () => begin(assignment),
    save,
  };
}

function signature({ assignment_type }: Assignment, items: readonly Item[]): string {
  return JSON.stringify(toContent(assignment_type, items));
}
