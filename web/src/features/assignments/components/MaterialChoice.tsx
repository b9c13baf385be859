/** Which PDF of the course's material to make something of. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { coursesListCourseMaterialsOptions } from '@/generated/@tanstack/react-query.gen';
import { kindOf } from '@/lib/kinds';

const most = 500;

interface Props {
  course: number;
  value: string;
  error?: React.ReactNode;
  onChange: (material: string) => void;
}

export function MaterialChoice({ course, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const list = useQuery(
    coursesListCourseMaterialsOptions({ path: { id: course }, query: { limit: most } }),
  );
  const pdfs = (list.data ?? []).filter(({ content_type }) => kindOf(content_type) === 'pdf');
  return (
    <NativeSelect
      label={t('assignments.material')}
      description={t(
        list.data && pdfs.length === 0 ? 'assignments.noMaterial' : 'assignments.dropHint.pdf',
      )}
      data={[
        { value: '', label: t('assignments.chooseMaterial') },
        ...pdfs.map(({ id, title }) => ({ value: String(id), label: title })),
      ]}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
