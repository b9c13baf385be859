/** `/teach/courses/new`. */
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { showToast } from '@/components/toast/toasts';
import type { Course } from '@/generated/types.gen';
import { useCreateCourse } from '../api/editing';
import { CourseForm } from '../components/CourseForm';
import { noValues } from '../components/courseValues';

export function NewCoursePage({ onCreated }: { onCreated: (course: Course) => void }) {
  const { t } = useTranslation();
  const create = useCreateCourse();
  return (
    <Page title={t('course.new')} lead={t('course.newLead')} width="narrow">
      <Card>
        <CourseForm
          initialValues={noValues}
          submitLabel={t('course.create')}
          isPending={create.isPending}
          error={create.error}
          onSubmit={(body, onError) =>
            create.mutate(
              { body },
              {
                onError,
                onSuccess: (course) => {
                  showToast('good', t('course.created', { title: course.title }));
                  onCreated(course);
                },
              },
            )
          }
          secondary={
            <ButtonLink to="/courses" variant="default">
              {t('common.cancel')}
            </ButtonLink>
          }
        />
      </Card>
    </Page>
  );
}
