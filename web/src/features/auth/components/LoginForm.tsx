/** User name and password. Used on the sign-in page and in the dialog over a page whose session ended. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { TextLink } from '@/components/links';
import { zAccountsLoginBody } from '@/generated/zod.gen';
import { useSignIn } from '../api/signIn';
import classes from './LoginForm.module.css';

interface Props {
  /** Given when it is clear who signs in; the name cannot be changed then. */
  username?: string;
  onDone: () => void;
}

export function LoginForm({ username, onDone }: Props) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const { form, showErrors } = useBodyForm({
    schema: zAccountsLoginBody,
    required: ['password'],
    initialValues: { username: username ?? '', password: '' },
    toBody: (values) => values,
  });
  const submit = form.onSubmit((body) =>
    signIn.mutate({ body }, { onSuccess: onDone, onError: showErrors }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem
          error={signIn.error}
          message={signIn.error?.status === 401 ? t('auth.wrong') : undefined}
        />
        <TextInput
          label={t('auth.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={username !== undefined}
          data-autofocus={username === undefined || undefined}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('auth.password')}
          autoComplete="current-password"
          data-autofocus={username !== undefined || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
        {username === undefined ? (
          <TextLink to="/forgot" className={classes.forgot}>
            {t('entry.forgotShort')}
          </TextLink>
        ) : null}
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t('auth.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
