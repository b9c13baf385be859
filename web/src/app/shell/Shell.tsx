/** The frame of everything behind the sign-in: navigation, the page, and what floats above both. */
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SignInAgain } from '@/features/auth/components/SignInAgain';
import { UploadWatch } from '@/features/materials/uploads/UploadWatch';
import { BottomBar } from './BottomBar';
import { OfflineBanner } from './OfflineBanner';
import classes from './Shell.module.css';
import { SideNav } from './SideNav';
import { useShortcuts } from './shortcuts';
import { TopBar } from './TopBar';
import { useLive } from './useLive';

const loadPalette = () => import('./CommandPalette');
const CommandPalette = lazy(loadPalette);
const KeyHelp = lazy(() => import('./KeyHelp'));

export type Overlay = 'palette' | 'help' | null;

export function Shell() {
  const { t } = useTranslation();
  const [overlay, setOverlay] = useState<Overlay>(null);
  useLive();
  useShortcuts(setOverlay);
  useWhenQuiet(loadPalette);
  const close = () => setOverlay(null);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <SideNav onOpen={setOverlay} />
      <TopBar onOpen={setOverlay} />
      <div className={classes.content}>
        <OfflineBanner />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <SignInAgain />
      <UploadWatch />
      <Suspense>
        {overlay === 'palette' ? (
          <CommandPalette onClose={close} onHelp={() => setOverlay('help')} />
        ) : null}
        {overlay === 'help' ? <KeyHelp onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

/** Loads something when the page has come to rest: what is typed into the palette at once must not be lost. */
function useWhenQuiet(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), 2000);
    return () => clearTimeout(timer);
  }, [load]);
}
