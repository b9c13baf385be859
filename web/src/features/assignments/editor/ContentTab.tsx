/** The questions of a quiz, or the cards of a deck, to be edited; saved all at once. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import type { Assignment } from '@/generated/types.gen';
import { isUnderWay, useRegenerate } from '../api/generation';
import { CardFields } from './CardFields';
import classes from './Editor.module.css';
import { ItemFrame } from './ItemFrame';
import type { Item } from './items';
import { LeaveGuard } from './LeaveGuard';
import { Origin } from './Origin';
import { QuestionFields } from './QuestionFields';
import { Source } from './Source';
import { type Cited, SourcePanel } from './SourcePanel';
import panelClasses from './SourcePanel.module.css';
import { useCited } from './useCited';
import { type Editor, useEditor } from './useEditor';

interface Props {
  assignment: Assignment;
  /** Is told whether something is not saved; that nothing is any more when this goes. */
  onDirty: (isDirty: boolean) => void;
}

export function ContentTab({ assignment, onDirty }: Props) {
  const { t } = useTranslation();
  const editor = useEditor(assignment);
  const { isDirty } = editor;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);
  const isQuiz = assignment.assignment_type === 'quiz';
  const isFixed = isQuiz && (assignment.submission_count ?? 0) > 0;
  const { items } = editor;
  const { cited, show, close } = useCited();
  const file = assignment.source_file;
  return (
    <div className={panelClasses.row}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          editor.save();
        }}
      >
        {isFixed ? <p className={classes.note}>{t('assignments.fixed')}</p> : null}
        <Origin assignment={assignment} />
        <fieldset className={classes.all} disabled={editor.isSaving}>
          {items.length === 0 ? (
            <p className={classes.note}>
              {t(isQuiz ? 'assignments.noQuestions' : 'assignments.noCards')}
            </p>
          ) : null}
          <ol className={classes.items}>
            {items.map((item, index) => (
              <EditedItem
                key={item.key}
                item={item}
                index={index}
                isLast={index === items.length - 1}
                isFixed={isFixed}
                editor={editor}
                assignment={assignment}
                cited={cited}
                onCite={file ? show : undefined}
              />
            ))}
          </ol>
          {isFixed ? null : (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={editor.add}>
              {t(isQuiz ? 'assignments.addQuestion' : 'assignments.addCard')}
            </Button>
          )}
        </fieldset>
        <SaveBar editor={editor} />
      </form>
      {file ? <SourcePanel cited={cited} file={file} onClose={close} /> : null}
      <LeaveGuard isDirty={isDirty} />
    </div>
  );
}

interface EditedProps {
  item: Item;
  index: number;
  isLast: boolean;
  isFixed: boolean;
  editor: Editor;
  assignment: Assignment;
  cited: Cited | null;
  onCite: ((cited: Cited) => void) | undefined;
}

function EditedItem(props: EditedProps) {
  const { item, index, isLast, isFixed, editor, assignment, cited, onCite } = props;
  const { t } = useTranslation();
  const remake = useRemake(assignment, editor);
  const isQuiz = assignment.assignment_type === 'quiz';
  const Fields = isQuiz ? QuestionFields : CardFields;
  const name = t(isQuiz ? 'study.question' : 'assignments.card', { number: index + 1 });
  const { key, quote } = item;
  const change = (changes: Partial<Item>) => editor.change(key, changes);
  return (
    <ItemFrame
      item={item}
      name={name}
      isFirst={index === 0}
      isLast={isLast}
      actions={{
        change,
        move: isFixed ? undefined : (by) => editor.move(key, by),
        remake: remake && item.id !== null ? () => remake(item.id as string) : undefined,
      }}
    >
      <Fields item={item} problems={editor.problems[key] ?? {}} onChange={change} />
      <Source
        item={item}
        isShown={cited?.key === key}
        onShow={onCite && ((page) => onCite({ key, name, page, quote }))}
      />
    </ItemFrame>
  );
}

/** Makes an item of a draft from a PDF anew; not there where that cannot be, or while something is unsaved. */
function useRemake(assignment: Assignment, editor: Editor) {
  const describe = useErrorText();
  const regenerate = useRegenerate();
  const { id, status, source_file } = assignment;
  if (status !== 'draft' || !source_file || editor.isDirty || isUnderWay(assignment)) return null;
  return (item: string) =>
    regenerate.mutate(
      { path: { id }, body: { item } },
      { onError: (error) => showToast('bad', describe(error)) },
    );
}

function SaveBar({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  if (!editor.isDirty) return null;
  return (
    <div className={classes.save}>
      <FormProblem error={editor.error} />
      <div className={classes.saveRow}>
        <span className={classes.unsaved} role="status">
          {t('assignments.unsaved')}
        </span>
        <Button variant="default" disabled={editor.isSaving} onClick={editor.discard}>
          {t('assignments.discard')}
        </Button>
        <Button type="submit" loading={editor.isSaving}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
