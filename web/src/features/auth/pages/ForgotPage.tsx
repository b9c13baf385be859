/** `/forgot`: asks for a link by which another password can be set. Never says whether there is such an account. */
import { Button, Stack, TextInput } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { ButtonLink, TextLink } from '@/components/links';
import { zAccountsForgotPasswordBody } from '@/generated/zod.gen';
import { useForgotPassword } from '../api/password';
import { AuthLayout } from '../components/AuthLayout';
import classes from './ForgotPage.module.css';

export function ForgotPage() {
  const { t } = useTranslation();
  const forgot = useForgotPassword();
  const sentTo = forgot.isSuccess ? forgot.variables.body.email : null;
  return (
    <AuthLayout
      title={t(sentTo ? 'entry.lookIntoMail' : 'entry.forgot')}
      lead={sentTo ? t('entry.linkSent', { email: sentTo }) : t('entry.forgotLead')}
      footer={<TextLink to="/login">{t('entry.toSignIn')}</TextLink>}
    >
      {sentTo ? (
        <div className={classes.sent} role="status">
          <IconMailCheck size={32} stroke={1.5} aria-hidden="true" />
          <p>{t('entry.noMail')}</p>
          <Button variant="default" onClick={() => forgot.reset()}>
            {t('entry.otherAddress')}
          </Button>
        </div>
      ) : (
        <ForgotForm forgot={forgot} />
      )}
    </AuthLayout>
  );
}

function ForgotForm({ forgot }: { forgot: ReturnType<typeof useForgotPassword> }) {
  const { t } = useTranslation();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsForgotPasswordBody,
    required: ['email'],
    initialValues: { email: '' },
    toBody: ({ email }) => ({ email: email.trim() }),
  });
  const submit = form.onSubmit(({ email }) =>
    forgot.mutate({ body: { email: email.trim() } }, { onError: showErrors }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem error={leftover(forgot.error)} />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Button type="submit" size="md" loading={forgot.isPending} fullWidth>
          {t('entry.sendLink')}
        </Button>
      </Stack>
    </form>
  );
}

/** What a page shows whose link does not work any more. */
export function ForgotAgain() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/forgot" size="md" fullWidth>
      {t('entry.anotherLink')}
    </ButtonLink>
  );
}
