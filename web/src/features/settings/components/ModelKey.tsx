/** A teacher's own key for a language model: given, replaced or removed, never shown. */
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { showToast } from '@/components/toast/toasts';
import { zAccountsUpdateProfileBody } from '@/generated/zod.gen';
import { useMe } from '@/lib/me';
import { useUpdateProfile } from '../api/account';

export function ModelKey() {
  const { t } = useTranslation();
  const { has_openai_api_key: isKept } = useMe();
  const update = useUpdateProfile();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsUpdateProfileBody,
    required: ['openai_api_key'],
    initialValues: { openai_api_key: '' },
    toBody: (values) => values,
  });
  const send = (openai_api_key: string | null) =>
    update.mutate(
      { body: { openai_api_key } },
      {
        onSuccess: () => {
          form.reset();
          showToast('good', t(openai_api_key ? 'key.saved' : 'key.removed'));
        },
        onError: showErrors,
      },
    );
  return (
    <form onSubmit={form.onSubmit((values) => send(values.openai_api_key))} noValidate>
      <Stack gap="md">
        {isKept ? <span>{t('key.isKept')}</span> : null}
        <FormProblem error={leftover(update.error)} />
        <PasswordInput
          label={t('key.field')}
          description={t('key.hint')}
          autoComplete="off"
          maxLength={500}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          {...form.getInputProps('openai_api_key')}
        />
        <Group justify="flex-end" gap="xs">
          {isKept ? (
            <Button variant="default" disabled={update.isPending} onClick={() => send(null)}>
              {t('key.remove')}
            </Button>
          ) : null}
          <Button type="submit" loading={update.isPending}>
            {t(isKept ? 'key.replace' : 'key.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
