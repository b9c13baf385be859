/** Generated mutations as ours: what they throw is the ApiError that the client makes, not the document in the contract. */
import type { MutationFunction } from '@tanstack/react-query';

interface Generated<D, V> {
  mutationFn?: MutationFunction<D, V>;
}

export function apiMutation<D, V>({
  mutationFn,
}: Generated<D, V>): { mutationFn: MutationFunction<D, V> } {
  if (!mutationFn) throw new TypeError('A generated mutation has no function.');
  return { mutationFn };
}
