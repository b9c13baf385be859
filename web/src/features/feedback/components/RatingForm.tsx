/** Stars and, if one wishes, words. */
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wish } from '../api/ratings';
import { StarInput } from './StarInput';

const longest = 5000;

interface Props {
  initial: NonNullable<Wish>;
  onSubmit: (wish: NonNullable<Wish>) => void;
  /** Without it there is nothing to go back to. */
  onCancel?: (() => void) | undefined;
}

export function RatingForm({ initial, onSubmit, onCancel }: Props) {
  const { t } = useTranslation();
  const [rating, setRating] = useState(initial.rating);
  const [comment, setComment] = useState(initial.comment);
  const [isMissing, setMissing] = useState(false);
  const submit = (event: React.SubmitEvent) => {
    event.preventDefault();
    if (rating > 0) onSubmit({ rating, comment: comment.trim() });
    else setMissing(true);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <StarInput
          label={t('ratings.question')}
          value={rating}
          onChange={(value) => {
            setRating(value);
            setMissing(false);
          }}
          error={isMissing ? t('ratings.chooseStars') : undefined}
        />
        <Textarea
          label={t('ratings.comment')}
          description={t('ratings.commentHint')}
          minRows={3}
          maxRows={12}
          maxLength={longest}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          {onCancel ? (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          ) : null}
          <Button type="submit">{t(onCancel ? 'ratings.save' : 'ratings.send')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
