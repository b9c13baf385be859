/** Beside the page: decodes Opus for it. What cannot be done at all is reported, which the page sees as an error. */
import { OpusVoices, type ToDecode } from './opusVoices';

const voices = new OpusVoices((decoded) =>
  postMessage(decoded, { transfer: [decoded.samples.buffer] }),
);

self.onmessage = ({ data }: MessageEvent<ToDecode>) => {
  voices.take(data).catch(reportError);
};
