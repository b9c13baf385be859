import { expect, test } from 'vitest';
import { readDevice } from './device';

test('it names common devices', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
  expect(readDevice(edge)).toMatchObject({ browser: 'Edge', system: 'Windows', isPhone: false });
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1';
  expect(readDevice(phone)).toMatchObject({ browser: 'Safari', system: 'iOS', isPhone: true });
});

test('it keeps what it does not know', () => {
  expect(readDevice('curl/8.5')).toMatchObject({ browser: undefined, raw: 'curl/8.5' });
});
