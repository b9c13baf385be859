/** A quiz being answered: one question at a time, every answer kept on the server as it is given. */
import { Button, Progress } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight, IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import type { Attempt, QuestionToAnswer, Submission } from '@/generated/types.gen';
import { type Choice, useSaveAnswer, useSubmitAttempt } from '../api/attempt';
import { useKeys } from '../hooks/useKeys';
import { useTimeLeft } from '../hooks/useTimeLeft';
import { useUnsent } from '../hooks/useUnsent';
import classes from './Answering.module.css';
import { Countdown } from './Countdown';
import { Question } from './Question';
import { QuestionMap } from './QuestionMap';
import { SaveState } from './SaveState';

const lookAgain = 2000;

interface Props {
  attempt: Attempt;
  questions: QuestionToAnswer[];
  /** The server's clock minus this machine's, in milliseconds. */
  skew: number;
  at: number;
  onGo: (question: number) => void;
  onSubmitted: (submission: Submission) => void;
  /** The deadline has come: the server submits what it has. */
  onTimeUp: () => void;
}

export function Answering(props: Props) {
  const { attempt, questions, skew, at, onGo, onSubmitted, onTimeUp } = props;
  const { t } = useTranslation();
  const [flagged, setFlagged] = useState<ReadonlySet<number>>(new Set());
  const [asking, question] = useDisclosure(false);
  const { mutate: save } = useSaveAnswer(attempt.id);
  const submit = useSubmitAttempt(attempt.id);
  const left = useTimeLeft(attempt.deadline, skew);
  useUnsent(
    attempt.id,
    useCallback((choice: Choice) => save(choice), [save]),
  );

  const isOver = left === 0;
  useEffect(() => {
    if (!isOver) return;
    onTimeUp();
    const timer = setInterval(onTimeUp, lookAgain);
    return () => clearInterval(timer);
  }, [isOver, onTimeUp]);

  const shown = questions[at];
  const total = questions.length;
  const answer = (option: number) => save({ question: at, answer: option });
  const flag = () => setFlagged((before) => toggled(before, at));
  useKeys((key) => {
    if (/^[1-4]$/.test(key)) answer(Number(key) - 1);
    else if (key === 'ArrowRight' && at < total - 1) onGo(at + 1);
    else if (key === 'ArrowLeft' && at > 0) onGo(at - 1);
    else if (key === 'f') flag();
    else return false;
    return true;
  });
  if (!shown) return null;

  const done = attempt.answers.filter((given) => given !== null).length;
  return (
    <div className={classes.answering}>
      <div className={classes.bar}>
        <span>{t('study.answeredOf', { done, total })}</span>
        <SaveState attempt={attempt.id} />
        {left !== null && attempt.deadline ? (
          <Countdown deadline={attempt.deadline} left={left} />
        ) : null}
      </div>
      <Progress value={(done / total) * 100} size="sm" aria-label={t('study.progress')} />
      <div className={classes.sheet}>
        <Question
          question={shown}
          number={at + 1}
          total={total}
          answer={attempt.answers[at] ?? null}
          onAnswer={answer}
        />
        <div className={classes.steps}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
            disabled={at === 0}
            onClick={() => onGo(at - 1)}
          >
            {t('study.back')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            aria-pressed={flagged.has(at)}
            leftSection={flagged.has(at) ? <IconFlagFilled size={16} /> : <IconFlag size={16} />}
            onClick={flag}
          >
            {t('study.flag')}
          </Button>
          {at < total - 1 ? (
            <Button rightSection={<IconArrowRight size={16} />} onClick={() => onGo(at + 1)}>
              {t('study.next')}
            </Button>
          ) : (
            <Button onClick={question.open}>{t('study.submit')}</Button>
          )}
        </div>
      </div>
      <QuestionMap answers={attempt.answers} flagged={flagged} at={at} onGo={onGo} />
      {at < total - 1 ? (
        <Button variant="default" className={classes.early} onClick={question.open}>
          {t('study.submit')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('study.submitTitle')}
        confirmLabel={t('study.submit')}
        onConfirm={() => submit.mutate(undefined, { onSuccess: onSubmitted })}
        isPending={submit.isPending}
        error={submit.error}
        isHarmless
      >
        <p>
          {done < total
            ? t('study.submitOpen', { count: total - done })
            : t('study.submitComplete')}
        </p>
      </ConfirmDialog>
    </div>
  );
}

function toggled(numbers: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const changed = new Set(numbers);
  if (!changed.delete(number)) changed.add(number);
  return changed;
}
