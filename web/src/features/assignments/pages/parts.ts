/** The parts of a teacher's assignment, as its address names them; without a name it is the content. */
export const parts = ['submissions', 'results', 'settings'] as const;

export interface AssignmentView {
  tab?: (typeof parts)[number];
}
