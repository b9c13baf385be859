/** Fingers, hands and a pen on a page, as the browser takes them from the screen. Places are fractions of an element. */
import type { Locator, Page } from '@playwright/test';

type Place = readonly [number, number];

interface Contact {
  id: number;
  at: Place;
  /** Half of its width, in pixels: a finger's, if it is not said. */
  radius?: number;
}

const finger = 10;

export async function pointersOn(page: Page, element: Locator) {
  const screen = await page.context().newCDPSession(page);
  const box = await element.boundingBox();
  if (!box) throw new Error('The element has no place on the page.');
  const place = ([u, v]: Place) => ({ x: box.x + box.width * u, y: box.y + box.height * v });
  let contacts: Contact[] = [];

  /** Of the end the browser wants to hear which contacts are lifted, and else which there are. */
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Contact[]) =>
    screen.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ id, at, radius = finger }) => ({
        ...place(at),
        id,
        radiusX: radius,
        radiusY: radius,
      })),
    });
  const change = async (type: 'touchStart' | 'touchMove', changed: Contact[]) => {
    const ids = changed.map(({ id }) => id);
    contacts = [...contacts.filter(({ id }) => !ids.includes(id)), ...changed];
    await touch(type, contacts);
  };
  const lift = async (ids: readonly number[]) => {
    const lifted = contacts.filter(({ id }) => ids.includes(id));
    contacts = contacts.filter(({ id }) => !ids.includes(id));
    await touch('touchEnd', lifted);
  };
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: Place, force: number) =>
    screen.send('Input.dispatchMouseEvent', {
      type,
      ...place(at),
      force,
      pointerType: 'pen',
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    });
  return {
    down: (...more: Contact[]) => change('touchStart', more),
    move: (...moved: Contact[]) => change('touchMove', moved),
    up: (...ids: number[]) => lift(ids),
    penDown: (at: Place) => pen('mousePressed', at, 0.4),
    penMove: (at: Place) => pen('mouseMoved', at, 0.7),
    penUp: (at: Place) => pen('mouseReleased', at, 0),
  };
}
