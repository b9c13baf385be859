/**
 * The whiteboard as a function of its log: the reducer of services/classroom/classroom/domain/board.py once more.
 * It knows neither sockets nor the screen. Whatever is changed here has to be changed there, and the other way round.
 */
import { digestOf, lineOf } from './digest';
import { Drawn } from './drawn';
import { emptyState, historyOf, loadedState, type State } from './state';
import type {
  Action,
  BoardEvent,
  BoardObject,
  BoardPage,
  PageData,
  ShapeData,
  ShapeKind,
  SnapItem,
} from './types';

const shapes: ReadonlySet<string> = new Set<ShapeKind>([
  'stroke',
  'line',
  'rect',
  'ellipse',
  'text',
]);
const mostActions = 30;
const mostPages = 100;

const isShape = (kind: string): kind is ShapeKind => shapes.has(kind);

/** A board that changes in place. Who shows it draws anew when `apply` says so, and after `load`. */
export class Board {
  private state: State = emptyState();

  static empty(): Board {
    return new Board();
  }

  /** Replaces everything by a snapshot: the `ops` of all its parts, one after the other. Returns this board. */
  load(items: readonly SnapItem[]): Board {
    this.state = loadedState(items);
    return this;
  }

  /**
   * Takes one event in, changing this board; false when that changed nothing. Each event goes in once, in the order
   * of `seq`. What makes no sense on this board, or is not about boards, changes nothing.
   */
  apply({ k, uid, d }: BoardEvent): boolean {
    if (isShape(k)) return this.add(k, uid, d as ShapeData);
    switch (k) {
      case 'erase':
        return this.erase(uid, this.visibleAmong((d as { ids: string[] }).ids));
      case 'clear':
        return this.erase(uid, this.idsOn((d as { page: string }).page));
      case 'move':
        return this.move(uid, d as { ids: string[]; by: number[] });
      case 'undo':
        return this.undo(uid);
      case 'redo':
        return this.redo(uid);
      case 'page':
        return this.turn(d as PageData);
      default:
        return false;
    }
  }

  /** The id of the page that everybody is on. */
  get page(): string {
    return this.state.page;
  }

  get pages(): BoardPage[] {
    return [...this.state.pages].map(([id, background]) => ({ id, background }));
  }

  /** What is to be seen on a page, from the lowest to the highest, where it was moved to. */
  visible(page: string): BoardObject[] {
    return this.allVisible()
      .filter((drawn) => drawn.d.page === page)
      .map((drawn) => drawn.show());
  }

  /** Equal on equal boards, here and on the server. */
  hash(): string {
    const pages = this.pages.map(({ id, background }) => `P\t${id}\t${background ?? ''}`);
    return digestOf([`S\t${this.page}`, ...pages, ...this.allVisible().map(lineOf)]);
  }

  private allVisible(): Drawn[] {
    return [...this.state.objects.values()].filter((drawn) => drawn.isVisible);
  }

  private idsOn(page: string): string[] {
    return this.visible(page).map((object) => object.id);
  }

  private visibleAmong(ids: readonly string[]): string[] {
    return [...new Set(ids)].filter((id) => this.state.objects.get(id)?.isVisible);
  }

  private add(kind: ShapeKind, uid: number, d: ShapeData): boolean {
    const { objects, pages } = this.state;
    if (objects.has(d.id) || !pages.has(d.page)) return false;
    objects.set(d.id, new Drawn(kind, uid, d));
    return this.act(uid, { what: 'add', ids: [d.id], by: [0, 0] });
  }

  private erase(uid: number, ids: string[]): boolean {
    return this.act(uid, { what: 'erase', ids, by: [0, 0] });
  }

  private move(uid: number, { ids, by }: { ids: string[]; by: number[] }): boolean {
    return this.act(uid, { what: 'move', ids: this.visibleAmong(ids), by });
  }

  /** Does something that can be undone. Whoever does it can no longer redo what they had undone. */
  private act(uid: number, action: Action): boolean {
    if (action.ids.length === 0) return false;
    const history = historyOf(this.state, uid);
    for (const dropped of history.undone.splice(0)) {
      if (dropped.what === 'add') this.forget(dropped.ids);
    }
    this.toggle(action, true);
    history.done.push(action);
    if (history.done.length > mostActions) this.settle(history.done.shift());
    return true;
  }

  private undo(uid: number): boolean {
    const history = this.state.histories.get(uid);
    const action = history?.done.pop();
    if (!history || !action) return false;
    history.undone.push(action);
    this.toggle(action, false);
    return true;
  }

  private redo(uid: number): boolean {
    const history = this.state.histories.get(uid);
    const action = history?.undone.pop();
    if (!history || !action) return false;
    history.done.push(action);
    this.toggle(action, true);
    return true;
  }

  /** Does an action, or takes it back, on those of its objects that are still there. */
  private toggle({ what, ids, by: [dx = 0, dy = 0] }: Action, on: boolean): void {
    const sign = on ? 1 : -1;
    for (const id of ids) {
      const drawn = this.state.objects.get(id);
      if (!drawn) continue;
      if (what === 'add') drawn.done = on;
      else if (what === 'erase') drawn.covers = Math.max(0, drawn.covers + sign);
      else drawn.move(sign * dx, sign * dy);
    }
  }

  /** An action that can no longer be undone: what it erased is gone for good. */
  private settle(action: Action | undefined): void {
    if (action?.what === 'erase') this.forget(action.ids);
  }

  private forget(ids: readonly string[]): void {
    for (const id of ids) this.state.objects.delete(id);
  }

  /** Pages cannot be undone: with a page its objects go for good. */
  private turn({ do: what, id, background = null }: PageData): boolean {
    const { pages } = this.state;
    if (what === 'add' ? pages.has(id) || pages.size >= mostPages : !pages.has(id)) return false;
    if (what === 'remove') return this.removePage(id);
    if (what !== 'go') pages.set(id, background);
    if (what !== 'background') this.state.page = id;
    return true;
  }

  private removePage(page: string): boolean {
    const { pages, objects } = this.state;
    if (pages.size === 1) return false;
    pages.delete(page);
    const gone = [...objects.values()].filter((drawn) => drawn.d.page === page);
    this.forget(gone.map((drawn) => drawn.d.id));
    const [first] = pages.keys();
    if (this.page === page && first !== undefined) this.state.page = first;
    return true;
  }
}
