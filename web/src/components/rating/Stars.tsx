/** A rating as five stars, and in words for those who cannot see them. */
import { VisuallyHidden } from '@mantine/core';
import { IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Stars.module.css';

export const grades = [1, 2, 3, 4, 5] as const;

interface Props {
  /** From 1 to 5; shown to the nearest whole star. */
  value: number;
  size?: number;
}

export function Stars({ value, size = 16 }: Props) {
  const { t } = useTranslation();
  return (
    <span className={classes.stars}>
      <VisuallyHidden>{t('ratings.outOfFive', { rating: value })}</VisuallyHidden>
      {grades.map((grade) => (
        <Star key={grade} size={size} isFull={grade <= Math.round(value)} />
      ))}
    </span>
  );
}

export function Star({ size, isFull }: { size: number; isFull: boolean }) {
  return (
    <IconStar
      size={size}
      stroke={1.6}
      className={classes.star}
      data-full={isFull || undefined}
      aria-hidden="true"
    />
  );
}
