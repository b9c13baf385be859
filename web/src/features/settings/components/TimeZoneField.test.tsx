import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { TimeZoneField } from './TimeZoneField';

test('the chosen time zone is kept with the account', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch('*/api/users/update_profile/', async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...alice, time_zone: 'Europe/Lisbon' });
    }),
  );
  const { user } = await renderApp(<TimeZoneField />, { me: { ...alice, time_zone: 'UTC' } });
  expect(screen.getByLabelText('Time zone')).toHaveValue('UTC');
  await user.selectOptions(screen.getByLabelText('Time zone'), 'Europe/Lisbon');
  expect(await screen.findByText('Your changes are saved.')).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText('Time zone')).toHaveValue('Europe/Lisbon'));
  expect(bodies).toEqual([{ time_zone: 'Europe/Lisbon' }]);
});
