/** How a new assignment is made: by hand, from a PDF, from a file of another program. */
export const ways = ['hand', 'pdf', 'file'] as const;
export type Way = (typeof ways)[number];
