import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/api/problem';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { CourseForm } from './CourseForm';
import { noValues } from './courseValues';

type Submit = React.ComponentProps<typeof CourseForm>['onSubmit'];

async function show(onSubmit: Submit, error: ApiError | null = null) {
  const form = (
    <CourseForm
      initialValues={noValues}
      submitLabel="Go"
      isPending={false}
      error={error}
      onSubmit={onSubmit}
    />
  );
  return renderApp(form, { me: alice });
}

test('it sends what was typed, trimmed, with no dates as null', async () => {
  const onSubmit = vi.fn();
  const { user } = await show(onSubmit);
  await user.type(screen.getByLabelText('Title'), '  Cell Biology ');
  await user.type(screen.getByLabelText('Code'), 'BIO-101');
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(onSubmit.mock.calls[0]?.[0]).toEqual({
    title: 'Cell Biology',
    code: 'BIO-101',
    description: '',
    start_date: null,
    end_date: null,
    is_active: true,
  });
});

test('it does not send what the contract forbids, and says so at the field', async () => {
  const onSubmit = vi.fn();
  const { user } = await show(onSubmit);
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription(/fill this in/);
});

test('it refuses an end before the start', async () => {
  const onSubmit = vi.fn();
  const { user } = await show(onSubmit);
  await user.type(screen.getByLabelText('Title'), 'Cells');
  await user.type(screen.getByLabelText('Code'), 'BIO-101');
  await user.type(screen.getByLabelText('Starts'), '2026-05-02');
  await user.type(screen.getByLabelText('Ends'), '2026-05-01');
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByText('The end cannot be before the start.')).toBeVisible();
});

test('it shows what the server says at the field it is about', async () => {
  const errors = { code: ['This code is taken.'] };
  const refusal = new ApiError({ status: 400, code: 'x', detail: 'No.', requestId: null, errors });
  const { user } = await show((_body, onError) => onError(refusal), refusal);
  await user.type(screen.getByLabelText('Title'), 'Cells');
  await user.type(screen.getByLabelText('Code'), 'BIO-101');
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(screen.getByText('This code is taken.')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});
