/** Which microphone and which loudspeaker a person chose for rooms, kept in this browser: '' is its own choice. */

export interface ChosenDevices {
  input: string;
  output: string;
}

const keyOf = (kind: keyof ChosenDevices) => `lectern.sound.${kind}`;

export function chosenDevices(): ChosenDevices {
  return {
    input: localStorage.getItem(keyOf('input')) ?? '',
    output: localStorage.getItem(keyOf('output')) ?? '',
  };
}

/** A device that is away keeps being chosen: it may be plugged in again. */
export function keepChosen(kind: keyof ChosenDevices, device: string): void {
  try {
    if (device) localStorage.setItem(keyOf(kind), device);
    else localStorage.removeItem(keyOf(kind));
  } catch {
    // Storage that is full: the choice is good for this visit.
  }
}
