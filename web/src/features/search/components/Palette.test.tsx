import { IconHome, IconMoon } from '@tabler/icons-react';
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Material } from '@/generated/types.gen';
import { alice, biology, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { Palette } from './Palette';

const slides: Material = {
  id: 4,
  course: biology.id,
  title: 'Biology slides',
  material_type: 'document',
  file: '/media/4',
  filename: 'slides.pdf',
  size: 10,
  content_type: 'application/pdf',
  uploaded_by: alice.id,
  uploaded_by_name: alice.full_name,
  created_at: '2026-03-04T09:00:00Z',
};

beforeEach(() => {
  server.use(
    http.get('*/api/search/', () =>
      HttpResponse.json({ courses: [biology], people: [bob], materials: [slides] }),
    ),
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

test('it finds courses, people and material, and leads there', async () => {
  const { user, router } = await open();
  await user.keyboard('bio');
  expect(await screen.findByRole('option', { name: /Cell Biology/ })).toBeVisible();
  expect(await screen.findByRole('option', { name: /Bob Example/ })).toBeVisible();
  expect(screen.getByRole('option', { name: /Biology slides/ })).toBeVisible();
  expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
    'Courses',
    'People',
    'Material',
  ]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/c/7/overview'));
});

test('it leads to a piece of material', async () => {
  const { user, router } = await open();
  await user.keyboard('slides');
  await screen.findByRole('option', { name: /Biology slides/ });
  await user.keyboard('{ArrowUp}{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/c/7/materials/4'));
});

test('it says quietly that a part could not be searched, and shows the others', async () => {
  server.use(
    http.get('*/api/search/', () =>
      HttpResponse.json({ courses: [biology], people: null, materials: [] }),
    ),
  );
  const { user } = await open();
  await user.keyboard('bio');
  expect(await screen.findByRole('option', { name: /Cell Biology/ })).toBeVisible();
  expect(screen.getByText(/Not everything could be searched/)).toBeVisible();
});
