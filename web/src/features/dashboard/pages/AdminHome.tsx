/** An administrator's home: how many there are, and who came last. */

import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useTotals } from '../api/totals';
import { Columns } from '../components/Columns';
import { Figures } from '../components/Figures';
import { Greeting } from '../components/Greeting';
import { NewestUsers } from '../components/NewestUsers';
import type { HomeProps } from './homeProps';

export function AdminHome({ news }: Pick<HomeProps, 'news'>) {
  const { t } = useTranslation();
  const locale = useLocale();
  const totals = useTotals();
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? null : formatNumber(value, locale);
  return (
    <Page title={t('nav.home')} header={<Greeting />}>
      <Figures
        figures={[
          { name: t('home.figures.studentsAll'), value: show(totals.students) },
          { name: t('home.figures.teachers'), value: show(totals.teachers) },
          { name: t('home.figures.courses'), value: show(totals.courses) },
        ]}
      />
      <Columns main={<NewestUsers />} side={news} />
    </Page>
  );
}
