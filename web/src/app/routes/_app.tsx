import { createFileRoute } from '@tanstack/react-router';
import { Shell } from '../shell/Shell';
import { signedIn } from '../signedIn';

export const Route = createFileRoute('/_app')({ beforeLoad: signedIn, component: Shell });
