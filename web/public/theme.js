// Chooses the colour scheme and the language before the first paint. Blocking on purpose, and a file of its own: the
// Content-Security-Policy forbids inline scripts. The keys are those of src/lib/preferences.ts.
(() => {
  let scheme = 'auto';
  let language = '';
  try {
    scheme = localStorage.getItem('lectern.scheme') || 'auto';
    language = localStorage.getItem('lectern.language') || '';
  } catch {
    // Storage is forbidden: the system's scheme and the browser's language are used.
  }
  const dark =
    scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = language || (navigator.language.startsWith('de') ? 'de' : 'en');
  if (dark) document.querySelector('meta[name="theme-color"]').content = '#101014';
})();
