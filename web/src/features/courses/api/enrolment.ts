/** Enrolling and leaving: shown at once, taken back if the server refuses. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import { coursesEnroll, coursesUnenroll } from '@/generated/sdk.gen';
import type { Course } from '@/generated/types.gen';
import { patchCourse, refreshCourses } from './cache';

export function useEnrolment(course: Course) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (enrol: boolean) => {
      const target = { path: { id: course.id } };
      return enrol ? coursesEnroll(target) : coursesUnenroll(target);
    },
    onMutate: async (enrol) => ({
      undo: await patchCourse(queryClient, course.id, (current) => ({
        ...current,
        is_enrolled: enrol,
        enrolled_count: Math.max(0, current.enrolled_count + (enrol ? 1 : -1)),
      })),
    }),
    onSuccess: (_answer, enrol) =>
      showToast(
        'good',
        t(enrol ? 'course.enrolledIn' : 'course.leftFrom', { title: course.title }),
      ),
    onError: (error, _enrol, context) => {
      context?.undo();
      showToast('bad', describe(error));
    },
    onSettled: () => refreshCourses(queryClient),
  });
}
