/** A microphone that is open: its sound in packets of samples. What echoes and hums is the browser's to take away. */
import captureUrl from './capture.worklet.ts?worker&url';
import { rate } from './wire';

export type Trouble = 'denied' | 'missing' | 'busy' | 'unable';

interface Listener {
  onSamples: (samples: Float32Array<ArrayBuffer>) => void;
  /** The device is gone. */
  onEnd: () => void;
}

export class Microphone {
  private readonly stream: MediaStream;
  private readonly context: AudioContext;

  private constructor(stream: MediaStream, context: AudioContext) {
    this.stream = stream;
    this.context = context;
  }

  /** Throws what `troubleOf` reads. */
  static async open(device: string, listener: Listener): Promise<Microphone> {
    const stream = await streamOf(device);
    const [context, source] = inContext(stream);
    const microphone = new Microphone(stream, context);
    try {
      await context.audioWorklet.addModule(captureUrl);
      const node = new AudioWorkletNode(context, 'capture', {
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
      });
      node.port.onmessage = ({ data }) => listener.onSamples(data);
      for (const track of stream.getTracks()) track.onended = listener.onEnd;
      source.connect(node);
      await context.resume();
    } catch (error) {
      microphone.close();
      throw error;
    }
    return microphone;
  }

  /** While it is not listened to, the device gives nothing. */
  listen(isOn: boolean): void {
    for (const track of this.stream.getTracks()) track.enabled = isOn;
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
    void this.context.close();
  }
}

/** Of the chosen device, or where that is away of the browser's own choice. What is but wished for is often not given. */
async function streamOf(device: string): Promise<MediaStream> {
  const audio: MediaTrackConstraints = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
    ...(device ? { deviceId: { exact: device } } : {}),
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    if (device && troubleOf(error) === 'missing') return streamOf('');
    throw error;
  }
}

/** At 48 kHz; where the browser does not change a microphone's rate, at its own. */
function inContext(stream: MediaStream): [AudioContext, MediaStreamAudioSourceNode] {
  const context = new AudioContext({ sampleRate: rate, latencyHint: 'interactive' });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    void context.close();
    const own = new AudioContext({ latencyHint: 'interactive' });
    return [own, own.createMediaStreamSource(stream)];
  }
}

const troubles: Record<string, Trouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** By its name: in some browsers a constraint's error is of a kind of its own. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Object && 'name' in error ? String(error.name) : '';
  return troubles[name] ?? 'unable';
}
