import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { Toaster } from '@/components/toast/Toaster';
import { LostPage } from '../states/NotFoundPage';

interface Context {
  queryClient: QueryClient;
}

export const Route = createRootRouteWithContext<Context>()({
  component: Root,
  notFoundComponent: LostPage,
});

function Root() {
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}
