/** Over the page when its session has ended: signs the same person in again; what they typed stays. */
import { Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/me';
import { session, useSignInRequested } from '@/lib/session';
import { LoginForm } from './LoginForm';

const stay = () => undefined;

export function SignInAgain() {
  const { t } = useTranslation();
  const me = useMe();
  const requested = useSignInRequested();
  return (
    <Modal
      opened={requested}
      onClose={stay}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t('auth.againTitle')}
      size="sm"
      zIndex={350}
    >
      <Text c="dimmed" size="sm" mb="md">
        {t('auth.againLead')}
      </Text>
      <LoginForm username={me.username} onDone={stay} />
      <Button
        variant="subtle"
        color="gray"
        fullWidth
        mt="xs"
        onClick={() => session.end('signed-out')}
      >
        {t('nav.signOut')}
      </Button>
    </Modal>
  );
}
