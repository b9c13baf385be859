/** `/login`: who comes here with an address in mind is led there afterwards. */
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { session } from '@/lib/session';
import { AuthLayout } from '../components/AuthLayout';
import { LoginForm } from '../components/LoginForm';
import { Notice } from '../components/Notice';

interface Props {
  next: string | undefined;
  onDone: () => void;
}

export function LoginPage({ next, onDone }: Props) {
  const { t } = useTranslation();
  const reason = session.endReason();
  return (
    <AuthLayout
      title={t('auth.welcome')}
      lead={t('auth.welcomeLead')}
      footer={
        <>
          {t('auth.noAccount')}{' '}
          <TextLink to="/register" search={{ next }} fw={550}>
            {t('auth.createAccount')}
          </TextLink>
        </>
      }
    >
      {reason === 'blocked' ? <Notice tone="bad">{t('auth.blocked')}</Notice> : null}
      {reason === 'expired' ? <Notice tone="info">{t('auth.expired')}</Notice> : null}
      <LoginForm onDone={onDone} />
    </AuthLayout>
  );
}
