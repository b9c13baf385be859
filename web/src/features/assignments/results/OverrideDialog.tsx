/** More time or more attempts for one student. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import type { Assignment, Student as Listed, Override } from '@/generated/types.gen';
import { useOverrides, useRemoveOverride, useSetOverride, useStudents } from '../api/results';
import { MomentField } from '../components/MomentField';
import { fromField, toField } from '../components/moments';
import classes from './Results.module.css';

interface Props {
  assignment: Assignment;
  /** 0: one still to be chosen. */
  student: number;
  onClose: () => void;
}

export function OverrideDialog({ assignment, student, onClose }: Props) {
  const overrides = useOverrides(assignment.id).data;
  const [chosen, setChosen] = useState(student);
  const override = overrides?.find((one) => one.student === chosen) ?? null;
  return (
    <Fields
      key={`${chosen} ${override !== null}`}
      assignment={assignment}
      student={chosen}
      override={override}
      onStudent={student === 0 ? setChosen : undefined}
      onClose={onClose}
    />
  );
}

interface FieldsProps {
  assignment: Assignment;
  student: number;
  override: Override | null;
  onStudent: ((student: number) => void) | undefined;
  onClose: () => void;
}

function Fields({ assignment, student, override, onStudent, onClose }: FieldsProps) {
  const { t } = useTranslation();
  const save = useSetOverride();
  const remove = useRemoveOverride();
  const [deadline, setDeadline] = useState(toField(override?.deadline ?? assignment.deadline));
  const [extra, setExtra] = useState(String(override?.extra_attempts ?? 0));
  const path = { id: assignment.id, student };
  const isLater = deadline !== toField(assignment.deadline);
  const body = {
    deadline: isLater ? fromField(deadline) : null,
    extra_attempts: Number(extra) || 0,
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('assignments.exception')}
      confirmLabel={t('common.save')}
      onConfirm={() => save.mutate({ path, body }, { onSuccess: onClose })}
      isPending={save.isPending}
      isBlocked={student === 0}
      error={save.error ?? remove.error}
      isHarmless
    >
      <div className={classes.fields}>
        <Student course={assignment.course} student={student} onStudent={onStudent} />
        <MomentField
          label={t('assignments.ownDeadline')}
          value={deadline}
          error={save.error?.errors.deadline?.[0]}
          onChange={(event) => setDeadline(event.currentTarget.value)}
        />
        <TextInput
          type="number"
          min={0}
          max={100}
          label={t('assignments.extraAttempts')}
          value={extra}
          onChange={(event) => setExtra(event.currentTarget.value)}
        />
        {override ? (
          <div>
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              loading={remove.isPending}
              onClick={() => remove.mutate({ path }, { onSuccess: onClose })}
            >
              {t('assignments.removeException')}
            </Button>
          </div>
        ) : null}
      </div>
    </ConfirmDialog>
  );
}

function nameOf({ full_name, username }: Listed, t: TFunction): string {
  return full_name?.trim() || username || t('common.someone');
}

interface StudentProps {
  course: number;
  student: number;
  onStudent: ((student: number) => void) | undefined;
}

function Student({ course, student, onStudent }: StudentProps) {
  const { t } = useTranslation();
  const students = useStudents(course).data ?? [];
  if (!onStudent) {
    const known = students.find(({ id }) => id === student);
    return known ? <strong>{nameOf(known, t)}</strong> : null;
  }
  return (
    <NativeSelect
      label={t('assignments.student')}
      value={String(student)}
      onChange={(event) => onStudent(Number(event.currentTarget.value))}
      data={[
        { value: '0', label: t('assignments.chooseStudent') },
        ...students.map((one) => ({ value: String(one.id), label: nameOf(one, t) })),
      ]}
    />
  );
}
