/** What stands where an assignment is not there, or not open to the reader. */
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';

export function NoSuchAssignment() {
  const { t } = useTranslation();
  return (
    <Page title={t('study.gone')} width="medium">
      <EmptyState
        icon={<IconChecklist size={22} />}
        action={<ButtonLink to="/courses">{t('nav.courses')}</ButtonLink>}
      >
        {t('study.goneText')}
      </EmptyState>
    </Page>
  );
}
