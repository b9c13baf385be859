/** Plans a lesson, or moves one: what it is about, when it begins and how long it takes. */
import { Button, Group, Modal, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { showToast } from '@/components/toast/toasts';
import type { PlannedLesson, Room } from '@/generated/types.gen';
import { usePlan } from '../api/planned';

interface Props {
  opened: boolean;
  onClose: () => void;
  rooms: Room[];
  lesson?: PlannedLesson;
}

export function PlanDialog({ opened, onClose, rooms, lesson }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(lesson ? 'room.plan.change' : 'room.plan.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PlanForm onClose={onClose} rooms={rooms} lesson={lesson} />
    </Modal>
  );
}

function PlanForm({ onClose, rooms, lesson }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const [room, setRoom] = useState(lesson?.room ?? rooms[0]?.id ?? 0);
  const [title, setTitle] = useState(lesson?.title ?? '');
  const [begins, setBegins] = useState(lesson ? localMoment(lesson.starts_at) : '');
  const [minutes, setMinutes] = useState<string | number>(lesson?.minutes ?? 60);
  const plan = usePlan(room, lesson);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { title, starts_at: new Date(begins).toISOString(), minutes: Number(minutes) };
    plan.mutate(body, {
      onSuccess: () => {
        showToast('good', t('room.plan.done'));
        onClose();
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {rooms.length > 1 && !lesson ? (
          <NativeSelect
            label={t('room.plan.room')}
            value={room}
            onChange={(event) => setRoom(Number(event.currentTarget.value))}
            data={rooms.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        ) : null}
        <TextInput
          label={t('room.plan.title')}
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t('room.plan.begins')}
          required
          value={begins}
          onChange={(event) => setBegins(event.currentTarget.value)}
        />
        <NumberInput
          label={t('room.plan.minutes')}
          required
          min={5}
          max={600}
          value={minutes}
          onChange={setMinutes}
        />
        <FormProblem error={plan.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={plan.isPending}>
            {t(lesson ? 'common.save' : 'room.plan.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A moment as a field for day and time wants it, in the reader's time zone. */
function localMoment(time: string): string {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
