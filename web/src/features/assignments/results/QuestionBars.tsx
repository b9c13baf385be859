/** How one question was answered: how hard it was, and how often each option was chosen. */
import { Badge, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Assignment, QuestionStatistics } from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import { Bar } from './Bar';
import classes from './Results.module.css';

interface Props {
  assignment: Assignment;
  statistics: QuestionStatistics;
}

export function QuestionBars({ assignment, statistics }: Props) {
  const { t } = useTranslation();
  const { question, text, correct, options, skipped, difficulty } = statistics;
  const texts = questionsOf(assignment)[question]?.options ?? [];
  const all = Math.max(1, skipped + options.reduce((sum, count) => sum + count, 0));
  const lines = options.map((count, index) => ({
    name: texts[index] ?? '',
    count,
    isRight: index === correct,
  }));
  return (
    <li className={classes.question}>
      <div className={classes.head}>
        <h3 className={classes.text}>{`${question + 1}. ${text}`}</h3>
        <Difficulty difficulty={difficulty} />
      </div>
      <table className={classes.chart} aria-label={text}>
        <colgroup>
          <col className={classes.half} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('assignments.answer')}</VisuallyHidden>
            </th>
            <th scope="col">
              <VisuallyHidden>{t('assignments.chosen')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...lines, { name: t('assignments.skipped'), count: skipped, isRight: false }].map(
            ({ name, count, isRight }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options have a place
              <tr key={index} data-right={isRight || undefined}>
                <th scope="row" className={classes.optionName}>
                  {isRight ? (
                    <IconCheck size={16} role="img" aria-label={t('study.rightAnswer')} />
                  ) : null}
                  {name}
                </th>
                <td>
                  <div className={classes.bin}>
                    <Bar share={count / all} tone={isRight ? 'good' : 'plain'} />
                    <span className={classes.count}>{count}</span>
                  </div>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </li>
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
