/**
 * A form whose values become the body of a request: checked by the schema generated from the contract, with messages in
 * the reader's language, and by the server's answer, whose errors land at their fields.
 */
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ZodMiniType } from 'zod/mini';
import type { ApiError } from '@/lib/api/problem';
import { messageOf } from './issueText';

interface Options<V, B> {
  schema: ZodMiniType<B>;
  initialValues: V;
  toBody: (values: V) => unknown;
  /** Fields that may not stay empty although the contract takes any text: passwords, whose rules are the server's. */
  required?: readonly (keyof V & string)[];
  /** Checks that the contract cannot express, such as two fields that must agree. */
  check?: (values: V) => Partial<Record<keyof V & string, string>>;
}

export interface BodyForm<V> {
  form: UseFormReturnType<V>;
  /** Puts the server's messages at their fields. */
  showErrors: (error: ApiError) => void;
  /** What of an error no field of this form shows. */
  leftover: (error: ApiError | null) => ApiError | null;
}

export function useBodyForm<V extends object, B>(options: Options<V, B>): BodyForm<V> {
  const { t } = useTranslation();
  const form = useForm<V>({
    mode: 'controlled',
    initialValues: options.initialValues,
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
    validate: (values) => {
      const result = options.schema.safeParse(options.toBody(values));
      const issues = result.success ? [] : result.error.issues;
      const errors: Record<string, string> = {};
      for (const issue of issues) errors[String(issue.path[0])] ??= messageOf(issue, t);
      for (const name of options.required ?? []) {
        if (!values[name]) errors[name] = t('validation.required');
      }
      return { ...errors, ...options.check?.(values) };
    },
  });
  const names = new Set(Object.keys(options.initialValues));
  return {
    form,
    showErrors: (error) => {
      const known = Object.entries(error.errors).filter(([field]) => names.has(field));
      form.setErrors(Object.fromEntries(known.map(([field, messages]) => [field, messages[0]])));
    },
    leftover: (error) => {
      const fields = Object.keys(error?.errors ?? {});
      const isShown = fields.length > 0 && fields.every((field) => names.has(field));
      return isShown ? null : error;
    },
  };
}
