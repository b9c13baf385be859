/** `/c/$id/settings`, for the owner: change the course, or delete it. */
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { showToast } from '@/components/toast/toasts';
import { useCourse, useUpdateCourse } from '../api/editing';
import { CourseForm } from '../components/CourseForm';
import { toValues } from '../components/courseValues';
import { DeleteCourse } from '../components/DeleteCourse';
import classes from './CourseSettingsPage.module.css';

interface Props {
  id: number;
  onDeleted: () => void;
}

export function CourseSettingsPage({ id, onDeleted }: Props) {
  const { t } = useTranslation();
  const course = useCourse(id).data;
  const update = useUpdateCourse();
  if (!course?.is_owner) return null;
  return (
    <div className={classes.narrow}>
      <Section title={t('course.details')}>
        <Card>
          <CourseForm
            key={course.id}
            initialValues={toValues(course)}
            submitLabel={t('common.save')}
            isPending={update.isPending}
            error={update.error}
            onSubmit={(body, onError) =>
              update.mutate(
                { path: { id }, body },
                { onError, onSuccess: () => showToast('good', t('common.saved')) },
              )
            }
          />
        </Card>
      </Section>
      <Section title={t('course.danger')}>
        <DeleteCourse course={course} onDeleted={onDeleted} />
      </Section>
    </div>
  );
}
