/** `/register`. */
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { AuthLayout } from '../components/AuthLayout';
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
      <RegisterForm onDone={onDone} />
    </AuthLayout>
  );
}
