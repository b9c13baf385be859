/** Invites one person. Role and course stay for the next one. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { showToast } from '@/components/toast/toasts';
import { zAccountsInviteBody } from '@/generated/zod.gen';
import { useInvite, useTaughtCourses } from '../api/invitations';
import classes from './InviteForm.module.css';

type Role = 'student' | 'teacher';

interface Values {
  email: string;
  full_name: string;
  user_type: Role;
  /** The id as a select has it; empty for none. */
  course: string;
}

const empty: Values = { email: '', full_name: '', user_type: 'student', course: '' };

/** Only students come into a course. */
function toBody({ email, full_name, user_type, course }: Values) {
  const isIntoCourse = user_type === 'student' && course !== '';
  return {
    email: email.trim(),
    full_name: full_name.trim(),
    user_type,
    course: isIntoCourse ? Number(course) : null,
  };
}

export function InviteForm() {
  const { t } = useTranslation();
  const courses = useTaughtCourses().data ?? [];
  const invite = useInvite();
  const first = useRef<HTMLInputElement>(null);
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAccountsInviteBody,
    required: ['email'],
    initialValues: empty,
    toBody,
  });
  const submit = form.onSubmit((values) =>
    invite.mutate(
      { body: toBody(values) },
      {
        onSuccess: ({ email }) => {
          form.setValues({ email: '', full_name: '' });
          first.current?.focus();
          showToast('good', t('invitations.sent', { email }));
        },
        onError: showErrors,
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <FormProblem error={leftover(invite.error)} />
      <div className={classes.fields}>
        <TextInput
          ref={first}
          label={t('auth.email')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <TextInput
          label={t('invitations.name')}
          autoComplete="off"
          {...form.getInputProps('full_name')}
        />
        <NativeSelect
          label={t('admin.role')}
          data={(['student', 'teacher'] as const).map((value) => ({
            value,
            label: t(`role.${value}`),
          }))}
          {...form.getInputProps('user_type')}
        />
        <NativeSelect
          label={t('invitations.course')}
          disabled={form.values.user_type !== 'student'}
          data={[
            { value: '', label: t('invitations.noCourse') },
            ...courses.map(({ id, title }) => ({ value: String(id), label: title })),
          ]}
          {...form.getInputProps('course')}
          value={form.values.user_type === 'student' ? form.values.course : ''}
        />
      </div>
      <div className={classes.foot}>
        <p className={classes.hint}>{t('invitations.hint')}</p>
        <Button type="submit" leftSection={<IconSend size={16} />} loading={invite.isPending}>
          {t('invitations.send')}
        </Button>
      </div>
    </form>
  );
}
