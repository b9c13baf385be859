import { IconHome, IconMoon } from '@tabler/icons-react';
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { alice, biology, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { Palette } from './Palette';

beforeEach(() => {
  server.use(
    http.get('*/api/courses/', () => HttpResponse.json([biology])),
    http.get('*/api/users/', () => HttpResponse.json([bob])),
  );
});

async function open() {
  const run = { home: vi.fn(), dark: vi.fn(), close: vi.fn() };
  const commands = [
    { id: 'home', label: 'Home', icon: IconHome, run: run.home },
    { id: 'dark', label: 'Switch to the dark theme', icon: IconMoon, run: run.dark },
  ];
  const app = await renderApp(<Palette commands={commands} onClose={run.close} />, { me: alice });
  await waitFor(() => expect(screen.getByRole('combobox')).toHaveFocus());
  return { ...app, run };
}

test('it runs the chosen command and closes', async () => {
  const { user, run } = await open();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(run.dark).toHaveBeenCalledOnce();
  expect(run.close).toHaveBeenCalledOnce();
});

test('it goes round at both ends', async () => {
  const { user, run } = await open();
  await user.keyboard('{ArrowUp}{ArrowDown}{Enter}');
  expect(run.home).toHaveBeenCalledOnce();
});

test('it filters commands by every word that is typed', async () => {
  const { user } = await open();
  await user.keyboard('dark sw');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Switch to the dark theme',
  ]);
});

test('it finds courses and people, and leads there', async () => {
  const { user, router } = await open();
  await user.keyboard('bio');
  expect(await screen.findByRole('option', { name: /Cell Biology/ })).toBeVisible();
  expect(await screen.findByRole('option', { name: /Bob Example/ })).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/c/7/overview'));
});
