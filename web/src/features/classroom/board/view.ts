/** Which part of the board is on the screen. `x` and `y` are the left upper corner in fractions of the board. Pure. */
export interface View {
  /** 1 shows the whole board. */
  scale: number;
  x: number;
  y: number;
}

type Place = readonly [number, number];

export const wholeBoard: View = { scale: 1, x: 0, y: 0 };
const largest = 8;

/** A place of the screen's section (0 to 1) as a place of the board. */
export function onBoard({ scale, x, y }: View, [u, v]: Place): [number, number] {
  return [x + u / scale, y + v / scale];
}

/** A place of the board as a place of the section; outside of 0 to 1 it is not to be seen. */
export function onScreen({ scale, x, y }: View, [u, v]: Place): [number, number] {
  return [(u - x) * scale, (v - y) * scale];
}

/** Larger or smaller by a factor; what is at `centre`, a place of the section, stays there. */
export function zoomed(view: View, factor: number, centre: Place = [0.5, 0.5]): View {
  const scale = Math.min(largest, Math.max(1, view.scale * factor));
  const [x, y] = onBoard(view, centre);
  return kept({ scale, x: x - centre[0] / scale, y: y - centre[1] / scale });
}

/** Pushed by a part of the section, as a hand pushes paper. */
export function pushed(view: View, [dx, dy]: Place): View {
  return kept({ ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale });
}

/** Never beyond the edges of the board. */
function kept({ scale, x, y }: View): View {
  const most = 1 - 1 / scale;
  return { scale, x: Math.min(most, Math.max(0, x)), y: Math.min(most, Math.max(0, y)) };
}
