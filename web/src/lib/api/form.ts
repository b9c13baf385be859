/** For operations that take JSON and forms alike: sends the body as a form, which is how files travel. */
import { formDataBodySerializer } from '@/generated/client';

export const asForm = { ...formDataBodySerializer, headers: { 'Content-Type': null } } as const;
