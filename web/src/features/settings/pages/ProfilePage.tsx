/** `/settings/profile`. */
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { TextLink } from '@/components/links';
import { Card } from '@/components/page/Section';
import { showToast } from '@/components/toast/toasts';
import { zAccountsUpdateProfileBody } from '@/generated/zod.gen';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { useUpdateProfile } from '../api/account';
import { PhotoField } from '../photo/PhotoField';
import classes from './ProfilePage.module.css';

export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe();
  const update = useUpdateProfile();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsUpdateProfileBody,
    initialValues: { full_name: me.full_name, email: me.email ?? '', bio: me.bio },
    toBody: (values) => values,
  });
  const submit = form.onSubmit((body) =>
    update.mutate(
      { body },
      { onSuccess: () => showToast('good', t('common.saved')), onError: showErrors },
    ),
  );
  return (
    <Card>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <PhotoField>
            <div className={classes.name}>{displayName(me)}</div>
            <TextLink to="/u/$id" params={{ id: String(me.id) }}>
              {t('settings.seeProfile')}
            </TextLink>
          </PhotoField>
          <FormProblem error={leftover(update.error)} />
          <TextInput
            label={t('auth.fullName')}
            autoComplete="name"
            {...form.getInputProps('full_name')}
          />
          <TextInput
            label={t('auth.email')}
            description={t('settings.emailHint')}
            type="email"
            autoComplete="email"
            {...form.getInputProps('email')}
          />
          <Textarea
            label={t('settings.bio')}
            description={t('settings.bioHint')}
            maxRows={12}
            {...form.getInputProps('bio')}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={update.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
