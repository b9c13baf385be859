/** What one student answered in one attempt. */
import { Modal } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Assignment, QuestionResult, Submission } from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import classes from './Results.module.css';

interface Props {
  assignment: Assignment;
  submission: Submission;
  onClose: () => void;
}

export function AnswersDialog({ assignment, submission, onClose }: Props) {
  const { t } = useTranslation();
  const questions = questionsOf(assignment);
  const { student_name, right, total, results } = submission;
  return (
    <Modal
      opened
      onClose={onClose}
      title={student_name ?? t('common.someone')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={classes.soft}>{t('study.rightOf', { right, total })}</p>
      <ol className={classes.answers}>
        {results.map((result) => (
          <li key={result.question}>
            <strong>{questions[result.question]?.question}</strong>
            <Answer result={result} options={questions[result.question]?.options ?? []} />
          </li>
        ))}
      </ol>
    </Modal>
  );
}

function Answer({ result, options }: { result: QuestionResult; options: readonly string[] }) {
  const { t } = useTranslation();
  const { answer, correct, is_correct } = result;
  const Icon = is_correct ? IconCheck : IconX;
  return (
    <>
      <span className={classes.answer} data-tone={is_correct ? 'good' : 'bad'}>
        <Icon size={16} aria-hidden="true" />
        {answer === null ? t('assignments.skipped') : options[answer]}
      </span>
      {is_correct ? null : (
        <span className={classes.answer}>
          {t('assignments.rightIs', { option: options[correct] })}
        </span>
      )}
    </>
  );
}
