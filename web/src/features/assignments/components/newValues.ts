/** What is filled in for a new assignment, and what is sent for each way of making one. */
import type {
  AssignmentBody,
  AssignmentType,
  GenerateBodyForm,
  ImportBodyForm,
  MaterialGenerateBody,
} from '@/generated/types.gen';
import {
  zAssignmentsCreateAssignmentBody,
  zAssignmentsGenerateAssignmentBody,
  zAssignmentsGenerateFromMaterialBody,
  zAssignmentsImportAssignmentBody,
} from '@/generated/zod.gen';

export interface NewValues {
  title: string;
  assignment_type: AssignmentType;
  count: string;
  file: File | null;
  /** The id of a PDF among the course's material; empty where a file is sent. */
  material: string;
}

export const noValues: NewValues = {
  title: '',
  assignment_type: 'quiz',
  count: '10',
  file: null,
  material: '',
};

export const schemas = {
  hand: zAssignmentsCreateAssignmentBody,
  pdf: zAssignmentsGenerateAssignmentBody,
  material: zAssignmentsGenerateFromMaterialBody,
  file: zAssignmentsImportAssignmentBody,
};

export function toDraft(course: number, { title, assignment_type }: NewValues): AssignmentBody {
  const content = assignment_type === 'quiz' ? { questions: [] } : { cards: [] };
  return { course, title: title.trim(), assignment_type, content, status: 'draft' };
}

function toWanted({ title, assignment_type, count }: NewValues) {
  return {
    assignment_type,
    count: Number(count),
    ...(title.trim() ? { title: title.trim() } : {}),
  };
}

export function toGeneration(course: number, values: NewValues, file: File): GenerateBodyForm {
  return { course, ...toWanted(values), file };
}

export function toMaterialGeneration(values: NewValues): MaterialGenerateBody {
  return { ...toWanted(values), material: Number(values.material) };
}

export function toImport(course: number, { title }: NewValues, file: File): ImportBodyForm {
  return { course, title: title.trim(), file };
}
