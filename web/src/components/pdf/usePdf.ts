/** A PDF for as long as it is shown. */
import { useEffect, useState } from 'react';
import { openPdf, type Pdf } from '@/lib/pdf/document';

type State = { pdf: Pdf | null; hasFailed: boolean };

export function usePdf(url: string): State {
  const [state, setState] = useState<State>({ pdf: null, hasFailed: false });
  useEffect(() => {
    let isWanted = true;
    let opened: Pdf | undefined;
    openPdf(url).then(
      (pdf) => {
        opened = pdf;
        if (isWanted) setState({ pdf, hasFailed: false });
        else pdf.close();
      },
      () => isWanted && setState({ pdf: null, hasFailed: true }),
    );
    return () => {
      isWanted = false;
      opened?.close();
    };
  }, [url]);
  return state;
}
