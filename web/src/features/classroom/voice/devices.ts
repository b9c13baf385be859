/** The microphones and loudspeakers there are. Browsers tell their names only to pages that may listen. */

export interface Device {
  id: string;
  name: string;
}

export interface Devices {
  inputs: readonly Device[];
  /** None where the browser does not let a page choose. */
  outputs: readonly Device[];
}

export async function findDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  const canChoose = 'setSinkId' in AudioContext.prototype;
  return {
    inputs: named(all, 'audioinput'),
    outputs: canChoose ? named(all, 'audiooutput') : [],
  };
}

function named(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): Device[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId && device.label)
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}
