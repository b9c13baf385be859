/**
 * Changes the rate of a stream of samples: a polyphase filter of windowed sincs (Blackman), one for each place that
 * an output sample can have between two of the input. 48 to 16 kHz and back is for PCM, others for microphones.
 */

const zeroCrossings = 12;

export class Resampler {
  private readonly up: number;
  private readonly down: number;
  private readonly phases: readonly Float32Array[];
  private readonly taps: number;
  /** What the filter still needs of the input, and where in it the next output lies, in parts of a sample. */
  private kept: Float32Array;
  private place = 0;

  constructor(from: number, to: number) {
    const divisor = greatestCommon(from, to);
    this.up = to / divisor;
    this.down = from / divisor;
    const cutoff = Math.min(1, to / from);
    const half = Math.ceil(zeroCrossings / cutoff);
    this.taps = 2 * half;
    this.phases = Array.from({ length: this.up }, (_, phase) =>
      filter(half, cutoff, phase / this.up),
    );
    this.kept = new Float32Array(this.taps - 1);
  }

  /** The samples that can be told so far: over time as many as the rates say. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    const input = new Float32Array(this.kept.length + samples.length);
    input.set(this.kept);
    input.set(samples, this.kept.length);
    const end = (input.length - this.taps + 1) * this.up;
    const output = new Float32Array(Math.max(0, Math.ceil((end - this.place) / this.down)));
    for (let index = 0; index < output.length; index += 1) {
      output[index] = this.at(input, this.place);
      this.place += this.down;
    }
    const used = Math.min(Math.floor(this.place / this.up), input.length - this.taps + 1);
    this.place -= used * this.up;
    this.kept = input.slice(used);
    return output;
  }

  private at(input: Float32Array, place: number): number {
    const start = Math.floor(place / this.up);
    const weights = this.phases[place % this.up] as Float32Array;
    let sum = 0;
    for (let tap = 0; tap < this.taps; tap += 1) {
      sum += (input[start + tap] as number) * (weights[tap] as number);
    }
    return sum;
  }
}

function filter(half: number, cutoff: number, phase: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, tap) => {
    const x = tap - (half - 1) - phase;
    const window =
      0.42 + 0.5 * Math.cos((Math.PI * x) / half) + 0.08 * Math.cos((2 * Math.PI * x) / half);
    const angle = Math.PI * cutoff * x;
    return window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
