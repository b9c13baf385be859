/** What is filled in for a new assignment, and what is sent for each way of making one. */
import type {
  AssignmentBody,
  AssignmentType,
  GenerateBodyForm,
  ImportBodyForm,
} from '@/generated/types.gen';
import {
  zAssignmentsCreateAssignmentBody,
  zAssignmentsGenerateAssignmentBody,
  zAssignmentsImportAssignmentBody,
} from '@/generated/zod.gen';

export interface NewValues {
  title: string;
  assignment_type: AssignmentType;
  count: string;
  file: File | null;
}

export const noValues: NewValues = { title: '', assignment_type: 'quiz', count: '10', file: null };

export const schemas = {
  hand: zAssignmentsCreateAssignmentBody,
  pdf: zAssignmentsGenerateAssignmentBody,
  file: zAssignmentsImportAssignmentBody,
};

export function toDraft(course: number, { title, assignment_type }: NewValues): AssignmentBody {
  const content = assignment_type === 'quiz' ? { questions: [] } : { cards: [] };
  return { course, title: title.trim(), assignment_type, content, status: 'draft' };
}

export function toGeneration(course: number, values: NewValues, file: File): GenerateBodyForm {
  const title = values.title.trim();
  const { assignment_type, count } = values;
  return { course, assignment_type, count: Number(count), ...(title ? { title } : {}), file };
}

export function toImport(course: number, { title }: NewValues, file: File): ImportBodyForm {
  return { course, title: title.trim(), file };
}
