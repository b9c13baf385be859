/** Student or teacher: two large radio cards. */
import { IconBackpack, IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './RoleChoice.module.css';

export type Role = 'student' | 'teacher';

const roles = [
  { value: 'student', icon: IconBackpack },
  { value: 'teacher', icon: IconPresentation },
] as const;

interface Props {
  value: Role;
  onChange: (role: Role) => void;
}

export function RoleChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.choice}>
      <legend>{t('auth.role')}</legend>
      {roles.map(({ value: role, icon: Icon }) => (
        <label key={role} className={classes.card} data-checked={role === value || undefined}>
          <input
            type="radio"
            name="user_type"
            value={role}
            checked={role === value}
            onChange={() => onChange(role)}
          />
          <Icon size={20} stroke={1.75} aria-hidden="true" />
          <span>
            <strong>{t(`role.${role}`)}</strong>
            <span className={classes.hint}>{t(`auth.roleHint.${role}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
