/** What a student thinks of the course: a form at first, then their rating with a way to change it and to take it back. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { Card, Section } from '@/components/page/Section';
import { Stars } from '@/components/rating/Stars';
import { useErrorText } from '@/components/states/errorText';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import { showToast } from '@/components/toast/toasts';
import type { Feedback } from '@/generated/types.gen';
import { useMe } from '@/lib/me';
import { useOwnRating, useRate, type Wish } from '../api/ratings';
import classes from './OwnRating.module.css';
import { RatingForm } from './RatingForm';

const nothing = { rating: 0, comment: '' };

export function OwnRating({ course }: { course: number }) {
  const { t } = useTranslation();
  const query = useOwnRating(course);
  return (
    <Section title={t('ratings.own')}>
      <Card>
        <QueryState query={query} skeleton={<RowsSkeleton count={1} />}>
          {(own) => <FormOrRating course={course} own={own} />}
        </QueryState>
      </Card>
    </Section>
  );
}

interface Props {
  course: number;
  own: Feedback | null;
}

function FormOrRating({ course, own }: Props) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const rate = useRate(course, useMe());
  /** What is being written; null while nothing is. A rating that was refused comes back here. */
  const [draft, setDraft] = useState<NonNullable<Wish> | null>(null);
  const send = (wish: Wish) => {
    setDraft(null);
    rate.mutate(
      { own, wish },
      {
        onSuccess: () => showToast('good', t(wish ? 'ratings.thanks' : 'ratings.deleted')),
        onError: (error) => {
          showToast('bad', describe(error));
          setDraft(wish);
        },
      },
    );
  };
  if (own && !draft) {
    return (
      <Rating
        own={own}
        isBusy={rate.isPending}
        onEdit={() => setDraft({ rating: own.rating, comment: own.comment })}
        onDelete={() => send(null)}
      />
    );
  }
  return (
    <RatingForm
      key={`${draft?.rating}-${draft?.comment}`}
      initial={draft ?? nothing}
      onSubmit={send}
      onCancel={own ? () => setDraft(null) : undefined}
    />
  );
}

interface RatingProps {
  own: Feedback;
  isBusy: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function Rating({ own, isBusy, onEdit, onDelete }: RatingProps) {
  const { t } = useTranslation();
  const [asking, question] = useDisclosure(false);
  const buttons = { variant: 'default', size: 'xs', disabled: isBusy } as const;
  return (
    <>
      <div className={classes.head}>
        <div className={classes.grade}>
          <Stars value={own.rating} size={20} />
          <RelativeTime time={own.updated_at} />
        </div>
        <div className={classes.actions}>
          <Button {...buttons} leftSection={<IconPencil size={14} />} onClick={onEdit}>
            {t('ratings.edit')}
          </Button>
          <Button {...buttons} leftSection={<IconTrash size={14} />} onClick={question.open}>
            {t('common.delete')}
          </Button>
        </div>
      </div>
      {own.comment ? <p className={classes.comment}>{own.comment}</p> : null}
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('ratings.deleteTitle')}
        confirmLabel={t('ratings.delete')}
        onConfirm={() => {
          question.close();
          onDelete();
        }}
      >
        {t('ratings.deleteText')}
      </ConfirmDialog>
    </>
  );
}
