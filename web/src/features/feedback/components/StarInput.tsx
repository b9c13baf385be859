/** Chooses one to five stars: radio buttons underneath, so that arrows, touch and readers work as they are used to. */
import { VisuallyHidden } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grades, Star } from '@/components/rating/Stars';
import classes from './StarInput.module.css';

interface Props {
  label: string;
  /** 0 while nothing is chosen. */
  value: number;
  onChange: (value: number) => void;
  error?: string | undefined;
}

export function StarInput({ label, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [hovered, setHovered] = useState(0);
  const shown = hovered || value;
  const word = grades.find((grade) => grade === shown);
  return (
    <fieldset className={classes.field} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.row}>
        <div className={classes.stars} onPointerLeave={() => setHovered(0)}>
          {grades.map((grade) => (
            <label
              key={grade}
              className={classes.option}
              onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setHovered(grade)}
            >
              <input
                type="radio"
                name={id}
                value={grade}
                checked={value === grade}
                onChange={() => onChange(grade)}
              />
              <VisuallyHidden>{t('ratings.stars', { count: grade })}</VisuallyHidden>
              <Star size={30} isFull={grade <= shown} />
            </label>
          ))}
        </div>
        <span className={classes.word} aria-hidden="true">
          {word ? t(`ratings.words.${word}`) : null}
        </span>
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
