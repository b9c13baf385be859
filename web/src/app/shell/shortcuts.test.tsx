import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { setSingleKeys } from '@/lib/preferences';
import { renderApp } from '@/testing/render';
import { useShortcuts } from './shortcuts';

function Sample({ open }: { open: (overlay: 'palette' | 'help' | null) => void }) {
  useShortcuts(open);
  return (
    <main>
      <input aria-label="Field" />
    </main>
  );
}

async function show() {
  const open = vi.fn();
  return { open, ...(await renderApp(<Sample open={open} />)) };
}

test('g and then c leads to the courses', async () => {
  const { user, router } = await show();
  await user.keyboard('gc');
  await waitFor(() => expect(router.state.location.pathname).toBe('/courses'));
});

test('a question mark shows the keys, a slash the palette where the page has no search', async () => {
  const { user, open } = await show();
  await user.keyboard('?/');
  expect(open.mock.calls).toEqual([['help'], ['palette']]);
});

test('single keys do nothing while somebody types, or when they are switched off', async () => {
  const { user, open } = await show();
  await user.type(screen.getByLabelText('Field'), '?');
  setSingleKeys(false);
  await user.click(document.body);
  await user.keyboard('?');
  expect(open).not.toHaveBeenCalled();
});

test('the palette opens with Ctrl K even then', async () => {
  const { open } = await show();
  fireEvent.keyDown(screen.getByLabelText('Field'), { key: 'k', ctrlKey: true });
  expect(open).toHaveBeenCalledWith('palette');
});
