/** The account of somebody who was invited: the address is the invitation's, the rest is theirs to choose. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import type { InvitationPreview } from '@/generated/types.gen';
import { zAccountsAcceptInvitationBody } from '@/generated/zod.gen';
import { useAccept } from '../api/invite';
import classes from './AcceptForm.module.css';

interface Props {
  token: string;
  invitation: InvitationPreview;
  onDone: () => void;
}

interface Values {
  full_name: string;
  username: string;
  password: string;
}

function toBody({ full_name, username, password }: Values) {
  return { full_name: full_name.trim(), username: username.trim(), password };
}

export function AcceptForm({ token, invitation, onDone }: Props) {
  const { t } = useTranslation();
  const accept = useAccept();
  const { form, showErrors, leftover } = useBodyForm<Values, unknown>({
    schema: zAccountsAcceptInvitationBody,
    required: ['password'],
    initialValues: { full_name: invitation.full_name, username: '', password: '' },
    toBody,
  });
  const submit = form.onSubmit((values) =>
    accept.mutate(
      { path: { token }, body: toBody(values) },
      { onSuccess: onDone, onError: showErrors },
    ),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem error={leftover(accept.error)} />
        <TextInput
          label={t('auth.email')}
          description={t('entry.emailHint')}
          type="email"
          autoComplete="email"
          value={invitation.email}
          readOnly
          classNames={{ input: classes.fixed }}
        />
        <TextInput
          label={t('auth.fullName')}
          autoComplete="name"
          {...form.getInputProps('full_name')}
        />
        <TextInput
          label={t('auth.username')}
          description={t('auth.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('auth.password')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={accept.isPending} fullWidth>
          {t('entry.accept')}
        </Button>
      </Stack>
    </form>
  );
}
