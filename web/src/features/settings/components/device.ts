/** What a User-Agent header says about a device, in words people use. Wrong at worst, never empty. */

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

function firstMatch(rules: [RegExp, string][], text: string): string | undefined {
  return rules.find(([pattern]) => pattern.test(text))?.[1];
}

export interface Device {
  browser: string | undefined;
  system: string | undefined;
  isPhone: boolean;
  raw: string;
}

export function readDevice(userAgent: string): Device {
  return {
    browser: firstMatch(browsers, userAgent),
    system: firstMatch(systems, userAgent),
    isPhone: /iPhone|Android|Mobile/.test(userAgent),
    raw: userAgent.slice(0, 60),
  };
}
