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
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints(device) });
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

function constraints(device: string): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
    ...(device ? { deviceId: { ideal: device } } : {}),
  };
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

export function troubleOf(error: unknown): Trouble {
  return (error instanceof DOMException && troubles[error.name]) || 'unable';
}
