import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CollectEvent } from '../collectors/progress.ts';
import { preflightLines, watch } from './progress.ts';
import { recorder } from './testing.ts';

const account = '111122223333';
const place = (name: string, state: 'enabled' | 'disabled') =>
  ({ name, region: name, account, partition: 'aws', state }) as const;
const preflight: Extract<CollectEvent, { kind: 'preflight' }> = {
  kind: 'preflight',
  preflight: {
    caller: { account, partition: 'aws', arn: 'arn:aws:iam::111122223333:user/\u001b[2Jaudit' },
    regions: [place('us-east-1', 'enabled'), place('me-south-1', 'disabled'), place('eu-central-1', 'enabled')],
    types: ['AWS::EC2::VPC', 'AWS::KMS::Key'],
    lists: 14,
    notes: ['account:ListRegions is denied'],
  },
};
const listed: CollectEvent = { kind: 'listed', region: 'us-east-1', type: 'AWS::EC2::VPC', resources: 3 };
const done = (milliseconds: number): CollectEvent => ({
  kind: 'done',
  resources: 3,
  calls: 20,
  throttled: 2,
  milliseconds,
});
const gap: CollectEvent = {
  kind: 'gap',
  gap: { region: 'us-east-1', type: '*', cause: 'denied', operation: null, detail: '', remedy: '' },
};

/** What a terminal does: back to the start of the line, and clear to its end. */
const UPDATED = '\r';
const CLEARED = '\u001b[K';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the pre-flight', () => {
  it('says who, which regions in which state, and what will be read', () => {
    expect(preflightLines(preflight.preflight)).toEqual([
      'account 111122223333 (aws) as arn:aws:iam::111122223333:user/␛[2Jaudit',
      'regions us-east-1, eu-central-1 enabled · me-south-1 disabled',
      'reading 2 types with properties, all others by presence; 14 calls at least',
      'note: account:ListRegions is denied',
    ]);
  });
});

describe('the progress', () => {
  it('is silent for work shorter than a second', () => {
    const { io, err, out } = recorder({ columns: 80 });
    const { onEvent, stop } = watch(io, false);
    onEvent(preflight);
    const before = err();
    onEvent(listed);
    vi.advanceTimersByTime(900);
    onEvent(done(900));
    stop();
    expect(err()).toBe(before);
    expect(out()).toBe('');
  });

  it('updates one line on a terminal, within its width, and clears it', () => {
    const { io, err } = recorder({ columns: 30 });
    const { onEvent } = watch(io, false);
    onEvent(preflight);
    const before = err().length;
    onEvent(listed);
    onEvent(gap);
    onEvent(gap);
    vi.advanceTimersByTime(1100);
    expect(err().slice(before).replaceAll(`${UPDATED}reading: 1 of about 14 lists…${CLEARED}`, '*')).toMatch(/^\*+$/);
    onEvent(done(1100));
    expect(err().endsWith(`${UPDATED}${CLEARED}read 3 resources with 20 calls in 1.1 s, 2 throttled\n`)).toBe(true);
  });

  it('writes a line every five seconds elsewhere', () => {
    const { io, err } = recorder();
    const { onEvent, stop } = watch(io, false);
    onEvent(preflight);
    const before = err().length;
    onEvent(listed);
    onEvent(gap);
    onEvent(gap);
    vi.advanceTimersByTime(11_000);
    expect(err().slice(before)).toBe(
      [5, 10].map((s) => `reading: 1 of about 14 lists, 3 resources, 1 gap, ${s} s\n`).join(''),
    );
    stop();
    vi.advanceTimersByTime(11_000);
    expect(err().slice(before).split('\n')).toHaveLength(3);
  });

  it('says nothing at all with --quiet', () => {
    const { io, err } = recorder({ columns: 80 });
    const { onEvent, stop } = watch(io, true);
    for (const event of [preflight, listed, done(5000)]) onEvent(event);
    vi.advanceTimersByTime(5000);
    stop();
    expect(err()).toBe('');
  });
});
