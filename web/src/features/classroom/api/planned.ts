/** Lessons that are planned in the rooms of a course. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { classroomListPlannedLessonsOptions } from '@/generated/@tanstack/react-query.gen';
import {
  classroomCancelPlannedLesson,
  classroomChangePlannedLesson,
  classroomPlanLesson,
} from '@/generated/sdk.gen';
import type { PlannedLesson } from '@/generated/types.gen';
import { byOperation } from '@/lib/api/queries';

export interface Plan {
  title: string;
  starts_at: string;
  minutes: number;
}

/** Soonest first. */
export function usePlanned(course: number) {
  return useQuery({
    ...classroomListPlannedLessonsOptions({ query: { course, limit: 100 } }),
    select: (lessons) => [...lessons].sort((a, b) => a.starts_at.localeCompare(b.starts_at)),
  });
}

/** Plans a lesson in a room, or changes the one that is given. */
export function usePlan(room: number, lesson?: PlannedLesson) {
  return usePlannedMutation(async (body: Plan) =>
    lesson
      ? classroomChangePlannedLesson({ path: { id: lesson.room, lesson: lesson.id }, body })
      : classroomPlanLesson({ path: { id: room }, body }),
  );
}

export function useCancelLesson({ id, room }: PlannedLesson) {
  return usePlannedMutation(async () =>
    classroomCancelPlannedLesson({ path: { id: room, lesson: id } }),
  );
}

function usePlannedMutation<Variables>(mutationFn: (variables: Variables) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries(byOperation('classroomListPlannedLessons')),
  });
}
