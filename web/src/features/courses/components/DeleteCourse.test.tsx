import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { alice, biology } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { DeleteCourse } from './DeleteCourse';

test('it deletes only after the code has been typed', async () => {
  const onDeleted = vi.fn();
  server.use(http.delete('*/api/courses/7/', () => new HttpResponse(null, { status: 204 })));
  const { user } = await renderApp(<DeleteCourse course={biology} onDeleted={onDeleted} />, {
    me: alice,
  });
  await user.click(screen.getByRole('button', { name: 'Delete course' }));
  const field = await screen.findByLabelText('Type BIO-101 to confirm');
  const [confirm] = screen.getAllByRole('button', { name: 'Delete course' }).slice(-1);
  await user.type(field, 'BIO-1{Enter}');
  expect(confirm).toBeDisabled();
  await user.type(field, '01');
  expect(confirm).toBeEnabled();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
});
