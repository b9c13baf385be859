/** Changes the password; every other device is signed out by the server. */
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { showToast } from '@/components/toast/toasts';
import { zAccountsChangePasswordBody } from '@/generated/zod.gen';
import { useChangePassword } from '../api/account';

const empty = { current_password: '', new_password: '', repeated: '' };

function toBody({ current_password, new_password }: typeof empty) {
  return { current_password, new_password };
}

export function PasswordForm() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsChangePasswordBody,
    required: ['current_password', 'new_password'],
    initialValues: empty,
    toBody,
    check: ({ new_password, repeated }) =>
      new_password === repeated ? {} : { repeated: t('validation.different') },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(
      { body: toBody(values) },
      {
        onSuccess: () => {
          form.reset();
          showToast('good', t('settings.passwordChanged'));
        },
        onError: showErrors,
      },
    ),
  );
  const toggle = { 'aria-label': t('auth.showPassword') };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem error={leftover(change.error)} />
        <PasswordInput
          label={t('settings.currentPassword')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label={t('settings.newPassword')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('new_password')}
        />
        <PasswordInput
          label={t('settings.repeatPassword')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('repeated')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            {t('settings.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
