/** What the pages do when the server tells of something: the lists that a notification is about are asked again. */
import { useQueryClient } from '@tanstack/react-query';
import { showToast } from '@/components/toast/toasts';
import { useNotificationStream } from '@/features/notifications/hooks/useNotificationStream';
import type { Notification } from '@/generated/types.gen';
import { byOperation } from '@/lib/api/queries';
import { homeOperation } from '@/lib/home';
import { pagePath } from '@/lib/links';

const concerned = byOperation(
  'coursesListCourses',
  'coursesGetCourse',
  'coursesListStudents',
  'coursesListEnrollments',
  'coursesListMaterials',
  'coursesListCourseMaterials',
  'coursesListFeedback',
  'coursesGetRatings',
  homeOperation,
);

export function useLive(): void {
  const queryClient = useQueryClient();
  useNotificationStream((notification: Notification) => {
    showToast(
      'info',
      notification.message || notification.title,
      pagePath(notification.link) ?? undefined,
    );
    void queryClient.invalidateQueries(concerned);
  });
}
