/** The languages of the interface, before anybody has settings. */
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '@/lib/i18n';
import classes from './LanguageLinks.module.css';

export function LanguageLinks() {
  const { i18n } = useTranslation();
  return (
    <div className={classes.languages}>
      {(Object.keys(languages) as Language[]).map((code) => (
        <UnstyledButton
          key={code}
          lang={code}
          aria-pressed={i18n.language === code}
          className={classes.language}
          onClick={() => void chooseLanguage(code)}
        >
          {languages[code]}
        </UnstyledButton>
      ))}
    </div>
  );
}
