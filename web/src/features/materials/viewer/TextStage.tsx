/** The beginning of a plain text. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { toApiError } from '@/lib/api/problem';
import classes from './Stages.module.css';

const longest = 256 * 1024;

async function readText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, headers: { Range: `bytes=0-${longest - 1}` } });
  if (!response.ok) throw toApiError(await response.json().catch(() => null), response);
  return (await response.text()).slice(0, longest);
}

export function TextStage({ url, title }: { url: string; title: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['text', url],
    queryFn: ({ signal }) => readText(url, signal),
  });
  return (
    <section
      className={classes.scroller}
      aria-label={t('viewer.text', { title })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
    >
      <div className={classes.sheet}>
        <QueryState query={query} skeleton={<RowsSkeleton count={6} />}>
          {(text) => (
            <>
              <pre className={classes.text}>{text}</pre>
              {text.length >= longest ? <p className={classes.cut}>{t('viewer.cut')}</p> : null}
            </>
          )}
        </QueryState>
      </div>
    </section>
  );
}
