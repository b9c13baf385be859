/** How a new assignment is made: by hand, from a PDF that is sent or that the course has, from a file of another program. */
export const ways = ['hand', 'pdf', 'material', 'file'] as const;
export type Way = (typeof ways)[number];
