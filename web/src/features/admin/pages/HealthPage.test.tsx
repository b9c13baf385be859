import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { ServiceHealth } from '@/generated/types.gen';
import { dana } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { HealthPage } from './HealthPage';

const path = '*/api/admin/health/:service/';

function healthy(service: string, changes: Partial<ServiceHealth> = {}): ServiceHealth {
  return {
    service,
    version: '0.1.0',
    since: '2026-01-05T08:00:00Z',
    checks: [{ name: 'database', trouble: null }],
    events_behind: 0.2,
    parked: 0,
    ...changes,
  };
}

function answers(courses: () => Response) {
  server.use(http.get('*/api/admin/health/courses/', courses));
}

beforeEach(() => {
  server.use(
    http.get(path, ({ params }) => HttpResponse.json(healthy(String(params.service)))),
    http.get('*/readyz', () => HttpResponse.json({ broker: 'up', redis: 'up' })),
  );
});

async function rowOf(name: string) {
  const title = await screen.findByText(name);
  return within(title.closest('li') as HTMLElement);
}

test('it says that everything is well', async () => {
  await renderApp(<HealthPage />, { me: dana });
  expect(await screen.findByText('Everything is well.')).toBeVisible();
  expect(screen.getAllByText('Well')).toHaveLength(7);
});

test('it shows what a service finds wrong with itself, what waits, and what it parked', async () => {
  const checks = [{ name: 'database', trouble: 'cannot be written: disk full' }];
  answers(() => HttpResponse.json(healthy('courses', { checks, events_behind: 41.6, parked: 3 })));
  await renderApp(<HealthPage />, { me: dana });
  const row = await rowOf('Courses');
  expect(await row.findByText('Needs a look')).toBeVisible();
  expect(row.getByText('database: cannot be written: disk full')).toBeVisible();
  expect(row.getByText('Events are 42 seconds behind.')).toBeVisible();
  expect(row.getByRole('link', { name: '3 things are parked.' })).toBeVisible();
  expect(await screen.findByText('1 part needs a look.')).toBeVisible();
});

test('a service that is away does not hide the others', async () => {
  answers(() => problem(503) as Response);
  await renderApp(<HealthPage />, { me: dana });
  const row = await rowOf('Courses');
  expect(await row.findByText('Away')).toBeVisible();
  expect(row.getByText('It does not answer. The others go on without it.')).toBeVisible();
  expect(screen.getAllByText('Well')).toHaveLength(6);
});

test('a server that is away is named, though the gateway answers 503 then', async () => {
  server.use(
    http.get('*/readyz', () => HttpResponse.json({ broker: 'up', redis: 'down' }, { status: 503 })),
  );
  await renderApp(<HealthPage />, { me: dana });
  expect(await (await rowOf('Redis')).findByText('Away')).toBeVisible();
});
