/** A forgotten password: asking for a link, and setting another password by it. */
import { useMutation } from '@tanstack/react-query';
import {
  accountsForgotPasswordMutation,
  accountsResetPasswordMutation,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';

export function useForgotPassword() {
  return useMutation(apiMutation(accountsForgotPasswordMutation()));
}

export function useResetPassword() {
  return useMutation(apiMutation(accountsResetPasswordMutation()));
}
