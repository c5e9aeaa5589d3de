/** Files share a process: this one spoils it, and the hook that follows every file must mend what it spoilt. */
import { expect, it, vi } from 'vitest';
import { putBack, seen } from './leave-no-trace.ts';

it('puts back the environment, the working directory, the clock and what was stubbed', () => {
  const before = seen();
  process.env.LEFT_BEHIND = 'yes';
  const path = process.env.PATH;
  delete process.env.PATH;
  process.chdir('/');
  vi.useFakeTimers({ now: 0 });
  vi.stubGlobal('fetch', () => undefined);
  process.exitCode = 3;
  putBack(before);
  expect(process.env.LEFT_BEHIND).toBeUndefined();
  expect(process.env.PATH).toBe(path);
  expect(process.cwd()).toBe(before.cwd);
  expect(Date.now()).toBeGreaterThan(1_700_000_000_000);
  expect(fetch.name).toBe('fetch');
  expect(process.exitCode).toBe(before.exitCode);
});
