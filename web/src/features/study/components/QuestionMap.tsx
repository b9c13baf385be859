/** Every question of the quiz as a small square: answered, flagged, present; each a way there. */
import { IconFlagFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Answering.module.css';

interface Props {
  answers: (number | null)[];
  flagged: ReadonlySet<number>;
  at: number;
  onGo: (question: number) => void;
}

export function QuestionMap({ answers, flagged, at, onGo }: Props) {
  const { t } = useTranslation();
  const state = (index: number) =>
    [
      t('study.question', { number: index + 1 }),
      t(answers[index] === null ? 'study.open' : 'study.answered'),
      flagged.has(index) ? t('study.flagged') : '',
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <nav aria-label={t('study.questions')} className={classes.map}>
      {answers.map((answer, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place here
          key={index}
          type="button"
          className={classes.place}
          data-answered={answer !== null || undefined}
          aria-current={index === at ? 'step' : undefined}
          aria-label={state(index)}
          onClick={() => onGo(index)}
        >
          {index + 1}
          {flagged.has(index) ? <IconFlagFilled size={10} className={classes.mark} /> : null}
        </button>
      ))}
    </nav>
  );
}
