/** A course that is not there, or not for the reader. */
import { Title } from '@mantine/core';
import { IconBookOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';

export function NoSuchCourse() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('course.gone')}
      header={
        <Title order={1} tabIndex={-1}>
          {t('course.gone')}
        </Title>
      }
    >
      <EmptyState
        icon={<IconBookOff size={22} />}
        action={<ButtonLink to="/courses">{t('notifications.toCourses')}</ButtonLink>}
      >
        {t('course.goneText')}
      </EmptyState>
    </Page>
  );
}
