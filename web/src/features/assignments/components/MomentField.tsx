/** A field for a day and a time in the reader's time zone, which it names. */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ownTimeZone } from './moments';

export function MomentField(props: Omit<TextInputProps, 'type'>) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="datetime-local"
      description={t('assignments.inZone', { zone: ownTimeZone() })}
      {...props}
    />
  );
}
