/** A filter that can fit nothing is told, and never shows an empty report that reads as parity. */
import { describe, expect, it } from 'vitest';
import { workshop } from './testing.ts';

const { ran } = workshop();

describe.each(['audit --from broken.jsonl', 'report --from result.json'])('%s', (command) => {
  const argv = command.split(' ');
  const filtered = async (...more: string[]) => {
    await ran('audit', '--from', 'broken.jsonl', '--report', 'json=result.json');
    return ran(...argv, ...more);
  };

  it.each([
    ['--rule', 'mising-resource', /--rule mising-resource: there is no such rule; did you mean missing-resource\?/],
    [
      '--place',
      'eu-centrall-1',
      /--place eu-centrall-1: no place is called so: us-east-1, eu-central-1; did you mean eu-central-1\?/,
    ],
    ['--place', 'ap-*', /--place ap-\*: no place is called so/],
  ])('%s %s is refused in one line', async (flag, value, line) => {
    const { code, out, err } = await filtered(flag, value);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringMatching(line) });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    ['--rule', 'missing-resource'],
    ['--rule', 'missing-*'],
    // A rule that found nothing is one all the same.
    ['--rule', 'stack-status-drift'],
    ['--place', 'eu-*'],
    ['--place', 'us-east-1'],
    ['--place', 'global'],
  ])('%s %s is taken', async (flag, value) => expect(await filtered(flag, value)).toMatchObject({ code: 1, err: '' }));
});

it('check refuses a rule that does not exist before anything is read', async () => {
  const { code, err } = await ran('check', '--regions', 'us-east-1,eu-central-1', '--rule', 'nothing');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--rule nothing: there is no such rule') });
});
