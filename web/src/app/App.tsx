/** The application: what every page needs around it, and the router. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { createQueryClient } from '@/lib/api/queries';
import { meOptions } from '@/lib/me';
import { schemeKey } from '@/lib/preferences';
import { session } from '@/lib/session';
import { focusOnNavigation } from './focus';
import { routeTree } from './routeTree.gen';
import { followSession } from './sessionChanges';
import { ErrorPage } from './states/ErrorPage';
import { NotFoundPage } from './states/NotFoundPage';
import { resolveVariables, theme } from './theme/theme';

type RouteId = keyof (typeof router)['routesById'];

const queryClient = createQueryClient();
const colorScheme = localStorageColorSchemeManager({ key: schemeKey });

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 400,
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

focusOnNavigation(router);
followSession(router, queryClient);

/** Asks for the person and for the page's code at the same time, instead of one after the other. */
export function startEarly(): void {
  if (session.token()) void queryClient.prefetchQuery(meOptions());
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    router.loadRouteChunk(router.routesById[routeId as RouteId])?.catch(() => undefined);
  }
}

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
