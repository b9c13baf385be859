/** Adds a student by user name: type a name, choose one of those found, or press Enter on a user name that is known. */
import { Button, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { Card, Section } from '@/components/page/Section';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { showToast } from '@/components/toast/toasts';
import type { Course, User } from '@/generated/types.gen';
import { displayName } from '@/lib/names';
import { useAddStudent, useStudentSearch } from '../api/people';
import classes from './AddStudent.module.css';

export function AddStudent({ course }: { course: Course }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = useAddStudent();

  const submit = (username: string) => {
    if (!username.trim()) return;
    add.mutate(
      { path: { id: course.id }, body: { username: username.trim() } },
      {
        onSuccess: (enrollment) => {
          setText('');
          showToast('good', t('people.added', { name: enrollment.student_name ?? username }));
        },
      },
    );
  };

  return (
    <Section title={t('people.add')}>
      <Card>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit(text);
          }}
        >
          <div className={classes.row}>
            <StudentField text={text} onText={setText} onChoose={submit} />
            <Button type="submit" leftSection={<IconUserPlus size={16} />} loading={add.isPending}>
              {t('people.addShort')}
            </Button>
          </div>
        </form>
        {add.error ? (
          <div className={classes.problem}>
            <FormProblem error={add.error} message={Object.values(add.error.errors)[0]?.[0]} />
          </div>
        ) : null}
      </Card>
    </Section>
  );
}

interface FieldProps {
  text: string;
  onText: (text: string) => void;
  onChoose: (username: string) => void;
}

function StudentField({ text, onText, onChoose }: FieldProps) {
  const { t } = useTranslation();
  const combobox = useCombobox();
  const [search] = useDebouncedValue(text.trim(), 200);
  const found = useStudentSearch(search).data ?? [];
  const isOpen = text.trim() !== '' && found.length > 0;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(username) => {
        combobox.closeDropdown();
        onChoose(username);
      }}
    >
      <Combobox.Target>
        <TextInput
          className={classes.field}
          aria-label={t('people.addField')}
          placeholder={t('people.addPlaceholder')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Combobox.Options>
          {found.map((user) => (
            <Combobox.Option key={user.id} value={user.username}>
              <Suggestion user={user} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Suggestion({ user }: { user: User }) {
  const name = displayName(user);
  return (
    <span className={classes.suggestion}>
      <PersonAvatar id={user.id} name={name} photo={user.photo} size={28} />
      {name}
      <span className={classes.username}>@{user.username}</span>
    </span>
  );
}
