/** After a new version has been put up, the old page's chunks are gone: the page is loaded anew, once. */

const storageKey = 'lectern.reloaded';
const pause = 60_000;

export function reloadOnNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (!navigator.onLine || Date.now() - last < pause) return;
    event.preventDefault();
    sessionStorage.setItem(storageKey, String(Date.now()));
    window.location.reload();
  });
}
