/** A picture of the product, drawn with its own pieces. Decoration: hidden from readers and not to be clicked. */
import { IconBell, IconBooks, IconHome, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/components/Brand';
import { CourseCover } from '@/components/cover/CourseCover';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import classes from './Picture.module.css';

const courses = [
  { id: 8, key: 'biology', teacher: 'Maria Keller', members: 31 },
  { id: 12, key: 'algebra', teacher: 'Jonas Weber', members: 24 },
  { id: 1, key: 'history', teacher: 'Aylin Demir', members: 18 },
  { id: 13, key: 'poetry', teacher: 'Tom Okafor', members: 12 },
  { id: 3, key: 'chemistry', teacher: 'Maria Keller', members: 27 },
  { id: 14, key: 'drawing', teacher: 'Lena Novak', members: 9 },
] as const;

export function Picture() {
  const { t } = useTranslation();
  return (
    <div className={classes.window} aria-hidden="true">
      <div className={classes.side}>
        <Mark size={24} />
        <IconHome size={18} />
        <IconBooks size={18} className={classes.here} />
        <span className={classes.bell}>
          <IconBell size={18} />
          <i>3</i>
        </span>
      </div>
      <div className={classes.grid}>
        {courses.map(({ id, key, teacher, members }) => (
          <div key={key} className={classes.tile}>
            <div className={classes.cover}>
              <CourseCover id={id} />
            </div>
            <b>{t(`landing.courses.${key}`)}</b>
            <span className={classes.meta}>
              <PersonAvatar id={id} name={teacher} size={18} />
              <span>{teacher}</span>
              <IconUsers size={13} />
              {members}
            </span>
          </div>
        ))}
      </div>
      <div className={classes.toast}>
        <span className={classes.sign}>
          <IconUserPlus size={18} />
        </span>
        <span>
          <b>{t('landing.toastTitle')}</b>
          <br />
          {t('landing.toastText')}
        </span>
      </div>
    </div>
  );
}
