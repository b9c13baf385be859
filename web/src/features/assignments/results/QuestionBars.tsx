/** How one question was answered: how hard it was, and how often each option was chosen. */
import { Badge } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Assignment, QuestionStatistics } from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import { type BarLine, BarTable } from './BarTable';
import classes from './Results.module.css';

interface Props {
  assignment: Assignment;
  statistics: QuestionStatistics;
}

export function QuestionBars({ assignment, statistics }: Props) {
  const { t } = useTranslation();
  const { question, text, correct, options, skipped, difficulty } = statistics;
  const texts = questionsOf(assignment)[question]?.options ?? [];
  const chosen = options.map(
    (count, index): BarLine =>
      index === correct
        ? { name: <RightOption text={texts[index]} />, count, tone: 'good' }
        : { name: texts[index], count, tone: 'plain' },
  );
  const open: BarLine = { name: t('assignments.skipped'), count: skipped, tone: 'plain' };
  return (
    <li className={classes.question}>
      <div className={classes.head}>
        <h3 className={classes.text}>{`${question + 1}. ${text}`}</h3>
        <Difficulty difficulty={difficulty} />
      </div>
      <BarTable
        label={text}
        isLabelled
        columns={[t('assignments.answer'), t('assignments.chosen')]}
        width="half"
        lines={[...chosen, open]}
        full={options.reduce((sum, count) => sum + count, skipped)}
      />
    </li>
  );
}

function RightOption({ text }: { text: string | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <IconCheck size={16} role="img" aria-label={t('study.rightAnswer')} />
      {text}
    </>
  );
}

/** Up to a third wrong is easy, from two thirds on it is hard. */
function Difficulty({ difficulty }: { difficulty: number | null }) {
  const { t } = useTranslation();
  if (difficulty === null) return null;
  const level = difficulty < 1 / 3 ? 'easy' : difficulty < 2 / 3 ? 'medium' : 'hard';
  const color = { easy: 'green', medium: 'yellow', hard: 'red' }[level];
  return (
    <Badge color={color} className={classes.level}>
      {t(`assignments.levels.${level}`, { percent: Math.round(100 * difficulty) })}
    </Badge>
  );
}
