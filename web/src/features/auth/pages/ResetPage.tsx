/** `/reset/$token`: another password, by the link of a mail. */
import { Button, PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { ButtonLink, TextLink } from '@/components/links';
import { zAccountsResetPasswordBody } from '@/generated/zod.gen';
import { useResetPassword } from '../api/password';
import { AuthLayout } from '../components/AuthLayout';
import { ForgotAgain } from './ForgotPage';

export function ResetPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const reset = useResetPassword();
  const footer = <TextLink to="/login">{t('entry.toSignIn')}</TextLink>;
  if (reset.isSuccess) {
    return (
      <AuthLayout title={t('entry.resetDone')} lead={t('entry.resetDoneLead')} footer={null}>
        <ButtonLink to="/login" size="md" fullWidth>
          {t('auth.signIn')}
        </ButtonLink>
      </AuthLayout>
    );
  }
  // The server speaks of the token where no field of this form is to blame.
  if (reset.error?.errors.token || reset.error?.status === 404) {
    return (
      <AuthLayout title={t('entry.deadLink')} lead={t('entry.deadLinkLead')} footer={footer}>
        <ForgotAgain />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('entry.reset')} lead={t('entry.resetLead')} footer={footer}>
      <ResetForm token={token} reset={reset} />
    </AuthLayout>
  );
}

interface FormProps {
  token: string;
  reset: ReturnType<typeof useResetPassword>;
}

function ResetForm({ token, reset }: FormProps) {
  const { t } = useTranslation();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsResetPasswordBody,
    required: ['password'],
    initialValues: { password: '', repeated: '' },
    toBody: ({ password }) => ({ token, password }),
    check: ({ password, repeated }): Partial<Record<'password' | 'repeated', string>> =>
      password === repeated ? {} : { repeated: t('validation.different') },
  });
  const submit = form.onSubmit(({ password }) =>
    reset.mutate({ body: { token, password } }, { onError: showErrors }),
  );
  const toggle = { 'aria-label': t('auth.showPassword') };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem error={leftover(reset.error)} />
        <PasswordInput
          label={t('settings.newPassword')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('password')}
        />
        <PasswordInput
          label={t('settings.repeatPassword')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('repeated')}
        />
        <Button type="submit" size="md" loading={reset.isPending} fullWidth>
          {t('entry.setPassword')}
        </Button>
      </Stack>
    </form>
  );
}
