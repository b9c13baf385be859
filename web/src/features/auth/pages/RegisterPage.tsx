/** `/register`. */
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Bone } from '@/components/states/Skeletons';
import { useRegistration } from '../api/options';
import { AuthLayout } from '../components/AuthLayout';
import { Notice } from '../components/Notice';
import { RegisterForm } from '../components/RegisterForm';

interface Props {
  next: string | undefined;
  onDone: () => void;
}

export function RegisterPage({ next, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <AuthLayout
      title={t('auth.register')}
      lead={t('auth.registerLead')}
      footer={
        <>
          {t('auth.haveAccount')}{' '}
          <TextLink to="/login" search={{ next }} fw={550}>
            {t('auth.signIn')}
          </TextLink>
        </>
      }
    >
      <Entry onDone={onDone} />
    </AuthLayout>
  );
}

/** While it is not known who may register, the form is shown: the server has the last word. */
function Entry({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const query = useRegistration();
  const mode = query.data?.registration ?? 'open';
  if (query.isPending) return <Bone height={320} />;
  if (mode === 'invite') return <Notice tone="info">{t('entry.inviteOnly')}</Notice>;
  return <RegisterForm onlyStudents={mode === 'students'} onDone={onDone} />;
}
