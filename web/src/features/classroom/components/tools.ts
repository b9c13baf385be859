/** The tools of the board, and the single key of each. */
export const tools = [
  'select',
  'hand',
  'pen',
  'line',
  'rect',
  'ellipse',
  'text',
  'eraser',
  'laser',
] as const;
export type Tool = (typeof tools)[number];

export const toolKeys: Record<Tool, string> = {
  select: 'v',
  hand: 'h',
  pen: 'p',
  line: 'l',
  rect: 'r',
  ellipse: 'o',
  text: 't',
  eraser: 'e',
  laser: 'k',
};

export interface Ink {
  tool: Tool;
  color: string;
  width: number;
}
