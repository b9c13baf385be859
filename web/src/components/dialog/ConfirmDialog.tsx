/** Asks before something that cannot be taken back, or that touches another person. */
import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import type { ApiError } from '@/lib/api/problem';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: React.ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  isPending?: boolean;
  isBlocked?: boolean;
  isHarmless?: boolean;
  error?: ApiError | null;
}

export function ConfirmDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.isBlocked) props.onConfirm();
        }}
      >
        {props.children}
        <FormProblem error={props.error ?? null} />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color={props.isHarmless ? undefined : 'red'}
            loading={props.isPending}
            disabled={props.isBlocked}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
