/** One question with its four options: radio buttons that look like cards, also chosen by the keys 1–4. */
import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuestionToAnswer } from '@/generated/types.gen';
import classes from './Answering.module.css';

interface Props {
  question: QuestionToAnswer;
  number: number;
  total: number;
  answer: number | null;
  onAnswer: (option: number) => void;
}

export function Question({ question, number, total, answer, onAnswer }: Props) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      key={question.id}
      value={answer === null ? null : String(answer)}
      onChange={(value) => onAnswer(Number(value))}
      label={
        <span className={classes.question}>
          <span className={classes.number}>{t('study.questionOf', { number, total })}</span>
          <span className={classes.text}>{question.question}</span>
        </span>
      }
    >
      <div className={classes.options}>
        {question.options.map((option, index) => (
          <Radio.Card
            // biome-ignore lint/suspicious/noArrayIndexKey: options have a place, and may be alike
            key={index}
            value={String(index)}
            className={classes.option}
            aria-label={option}
          >
            <Radio.Indicator />
            <span className={classes.optionText}>{option}</span>
            <span className={classes.key} aria-hidden="true">
              {index + 1}
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
