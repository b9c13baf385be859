/** `/invite/$token`: who invites whom to what, and the account that comes of it. */
import { useTranslation } from 'react-i18next';
import { ButtonLink, TextLink } from '@/components/links';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import type { InvitationPreview } from '@/generated/types.gen';
import { ApiError } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useInvite } from '../api/invite';
import { AcceptForm } from '../components/AcceptForm';
import { AuthLayout } from '../components/AuthLayout';
import classes from './InvitePage.module.css';

interface Props {
  token: string;
  /** Somebody is signed in here: the account that would be made is another one. */
  isSignedIn: boolean;
  onDone: () => void;
}

export function InvitePage({ token, isSignedIn, onDone }: Props) {
  const { t } = useTranslation();
  const query = useInvite(token);
  const error = query.error;
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) {
    return <NotOpen error={error} />;
  }
  return (
    <AuthLayout
      title={t('entry.invited')}
      lead={query.data ? <Lead invitation={query.data} /> : t('entry.reading')}
      footer={
        <>
          {t('auth.haveAccount')} <TextLink to="/login">{t('auth.signIn')}</TextLink>
        </>
      }
    >
      {isSignedIn ? <p className={classes.note}>{t('entry.signedIn')}</p> : null}
      <QueryState query={query} skeleton={<FormSkeleton />}>
        {(invitation) => <AcceptForm token={token} invitation={invitation} onDone={onDone} />}
      </QueryState>
    </AuthLayout>
  );
}

function Lead({ invitation }: { invitation: InvitationPreview }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { invited_by_name: name, course_title: course, user_type, expires_at } = invitation;
  return (
    <>
      {course
        ? t('entry.intoCourse', { name, course })
        : t(user_type === 'teacher' ? 'entry.asTeacher' : 'entry.asStudent', { name })}{' '}
      <span className={classes.until}>
        {t('entry.until', { date: formatDate(expires_at, locale) })}
      </span>
    </>
  );
}

function NotOpen({ error }: { error: ApiError }) {
  const { t } = useTranslation();
  const isUnknown = error.status === 404;
  return (
    <AuthLayout
      title={t(isUnknown ? 'entry.unknown' : 'entry.closed')}
      lead={t(isUnknown ? 'entry.unknownText' : 'entry.closedText')}
      footer={null}
    >
      <div className={classes.buttons}>
        <ButtonLink to="/login" size="md" fullWidth>
          {t('auth.signIn')}
        </ButtonLink>
        <ButtonLink to="/" size="md" variant="default" fullWidth>
          {t('entry.toStart')}
        </ButtonLink>
      </div>
    </AuthLayout>
  );
}

function FormSkeleton() {
  return (
    <div className={classes.bones}>
      {[1, 2, 3, 4].map((field) => (
        <Bone key={field} height={56} />
      ))}
      <Bone height={42} />
    </div>
  );
}
