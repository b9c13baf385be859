/** Between a course and the text fields of its form. */
import type { Course, CourseBody } from '@/generated/types.gen';

export interface CourseValues {
  title: string;
  code: string;
  description: string;
  start_date: string;
  end_date: string;
  is_active: boolean;
}

export const noValues: CourseValues = {
  title: '',
  code: '',
  description: '',
  start_date: '',
  end_date: '',
  is_active: true,
};

export function toValues(course: Course): CourseValues {
  const { title, code, description, is_active } = course;
  const dates = { start_date: course.start_date ?? '', end_date: course.end_date ?? '' };
  return { title, code, description, is_active, ...dates };
}

export function toBody(values: CourseValues): CourseBody {
  return {
    title: values.title.trim(),
    code: values.code.trim(),
    description: values.description.trim(),
    is_active: values.is_active,
    start_date: values.start_date || null,
    end_date: values.end_date || null,
  };
}
