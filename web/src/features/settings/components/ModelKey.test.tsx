import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { ModelKey } from './ModelKey';

/** The server keeps what it is sent, and says only whether there is something. */
function keep(): unknown[] {
  const bodies: { openai_api_key: string | null }[] = [];
  server.use(
    http.patch('*/api/users/update_profile/', async ({ request }) => {
      const body = (await request.json()) as { openai_api_key: string | null };
      bodies.push(body);
      return HttpResponse.json({ ...alice, has_openai_api_key: body.openai_api_key !== null });
    }),
  );
  return bodies;
}

test('a key is kept and not shown again, and can be removed', async () => {
  const bodies = keep();
  const { user } = await renderApp(<ModelKey />, { me: alice });
  await user.click(screen.getByRole('button', { name: 'Keep the key' }));
  expect(bodies).toEqual([]);
  await user.type(screen.getByLabelText('API key'), 'sk-swordfish');
  await user.click(screen.getByRole('button', { name: 'Keep the key' }));
  expect(await screen.findByText(/^A key of yours is kept/)).toBeVisible();
  expect(screen.getByLabelText('API key')).toHaveValue('');
  await user.click(screen.getByRole('button', { name: 'Remove the key' }));
  expect(await screen.findByRole('button', { name: 'Keep the key' })).toBeVisible();
  expect(bodies).toEqual([{ openai_api_key: 'sk-swordfish' }, { openai_api_key: null }]);
});
