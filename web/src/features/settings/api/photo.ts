/** One's own photo at the server. Whatever shows a person is asked for again afterwards. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { accountsUpdateProfile } from '@/generated/sdk.gen';
import type { ProfilePatchForm, ProfilePatchWritable, User } from '@/generated/types.gen';
import { asForm } from '@/lib/api/form';
import { meOptions } from '@/lib/me';

/** The contract names the fields of a form and of JSON apart; the generated call knows those of JSON only. */
async function change(body: ProfilePatchForm | { photo: null }, options = {}): Promise<User> {
  const { data } = await accountsUpdateProfile({ body: body as ProfilePatchWritable, ...options });
  return data;
}

function show(queryClient: QueryClient, user: User): void {
  queryClient.setQueryData(meOptions().queryKey, user);
  void queryClient.invalidateQueries();
}

export function useUploadPhoto() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (photo: File) => change({ photo }, asForm),
    onSuccess: (user) => show(queryClient, user),
  });
}

export function useRemovePhoto() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => change({ photo: null }),
    onSuccess: (user) => show(queryClient, user),
  });
}
