/** Renders a component as the application does: theme, query cache, router, and somebody signed in. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { resolveVariables, theme } from '@/app/theme/theme';
import { Toaster } from '@/components/toast/Toaster';
import type { User } from '@/generated/types.gen';
import { meOptions } from '@/lib/me';
import { session } from '@/lib/session';

export async function renderApp(ui: React.ReactNode, { me }: { me?: User } = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  if (me) {
    session.start('test-token');
    session.confirm();
    queryClient.setQueryData(meOptions().queryKey, me);
  }
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '$',
    component: () => (
      <>
        {ui}
        <Toaster />
        <span data-testid="page" />
      </>
    ),
  });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: ['/here'] }),
  });
  render(
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByTestId('page');
  return { queryClient, router, user: userEvent.setup() };
}
