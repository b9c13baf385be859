/** A new account. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { zAccountsRegisterBody } from '@/generated/zod.gen';
import { useRegister } from '../api/signIn';
import { Notice } from './Notice';
import { type Role, RoleChoice } from './RoleChoice';

const empty = {
  full_name: '',
  username: '',
  email: '',
  password: '',
  user_type: 'student' as Role,
};

function toBody(values: typeof empty) {
  return { ...values, full_name: values.full_name.trim(), email: values.email.trim() };
}

interface Props {
  /** Teachers come by invitation: there is nothing to choose. */
  onlyStudents: boolean;
  onDone: () => void;
}

export function RegisterForm({ onlyStudents, onDone }: Props) {
  const { t } = useTranslation();
  const register = useRegister();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsRegisterBody,
    required: ['password'],
    initialValues: empty,
    toBody,
  });
  const submit = form.onSubmit((values) =>
    register.mutate({ body: toBody(values) }, { onSuccess: onDone, onError: showErrors }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormProblem error={leftover(register.error)} />
        {onlyStudents ? (
          <Notice tone="info">{t('entry.studentsOnly')}</Notice>
        ) : (
          <RoleChoice
            value={form.values.user_type}
            onChange={(role) => form.setFieldValue('user_type', role)}
          />
        )}
        <TextInput
          label={t('auth.fullName')}
          autoComplete="name"
          data-autofocus
          {...form.getInputProps('full_name')}
        />
        <TextInput
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          {...form.getInputProps('email')}
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
        <Button type="submit" size="md" loading={register.isPending} fullWidth>
          {t('auth.createAccount')}
        </Button>
      </Stack>
    </form>
  );
}
