// Holds that a work list is made of nothing that a worker could not use, and is told so where it is made.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Unit, unitLine } from '../snapshot/work-list.ts';
import { workshop } from './testing.ts';

const { folder, put, ran } = workshop();
const plan = (text: string, ...argv: string[]) => {
  put('accounts', text);
  return ran('org', 'plan', '--regions', 'us-east-1', '--accounts', 'accounts', ...argv);
};
const units = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Unit);

describe('org plan --accounts', () => {
  it.each([
    ['[null', 'is not JSON'],
    ['{}', 'holds no Accounts'],
    ['{"Accounts": null}', 'holds no Accounts'],
    ['{"Accounts": {}}', 'holds no Accounts'],
    ['[null]', '[0]: '],
    ['[7]', '[0]: '],
    ['[{}]', '[0].Id: '],
    ['[{"Id": 111122223333}]', '[0].Id: '],
    ['[{"Id": "111122223333"}, {"Id": "hunter2"}]', '[1].Id: is no account; expected twelve digits'],
    ['[{"Id": "111122223333", "Name": ["x"]}]', '[0].Name: '],
    ['[{"Id": "111122223333", "Tags": {"a": {}}}]', '[0].Tags.a: '],
    ['{"Accounts": [hunter2]}', 'is not JSON'],
    ['\n\nhunter2 = secret', ':3: begins with no account'],
    ['111122223333\u0000', 'is no text'],
  ])('%j is refused in one line that quotes none of it', async (text, problem) => {
    const { code, err } = await plan(text);
    expect({ code, lines: err.trimEnd().split('\n') }).toEqual({
      code: 2,
      lines: [expect.stringContaining(problem)],
    });
    expect(err).not.toContain('hunter2');
  });

  it('gives each account once, and those that are closed not at all', async () => {
    const { out } = await plan('111122223333 one\n444455556666\n111122223333 one again\n');
    expect(units(out).map(({ unit }) => unit)).toEqual(['111122223333', '444455556666']);
    const listed = [
      { Id: '111122223333', Name: 'one', Status: 'ACTIVE' },
      { Id: '111122223333', Name: 'one', Status: 'ACTIVE' },
      { Id: '444455556666', Status: 'SUSPENDED' },
    ];
    const again = await plan(JSON.stringify({ Accounts: listed }));
    expect(units(again.out).map(({ unit }) => unit)).toEqual(['111122223333']);
  });

  it('waits for no pipe that nobody writes to', async () => {
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const { code, err } = await ran('org', 'plan', '--regions', 'us-east-1', '--accounts', 'pipe');
    expect([code, err]).toEqual([2, expect.stringContaining('--accounts pipe: is a pipe')]);
  });
});

describe('how the accounts are reached', () => {
  it.each(['', 'arn:aws:iam::1:role/x y', 'a b', 'a/', 'x'.repeat(65), 'a\nb', 'role"x'])(
    '--read-role %j is refused',
    async (role) => {
      const { code, err } = await plan('111122223333', '--read-role', role);
      expect([code, err]).toEqual([2, expect.stringContaining('is no name of a role')]);
    },
  );

  it.each(['parity-read', 'path/to/parity-read', 'a+b=c,d.e@f_g'])('--read-role %s is taken', async (role) => {
    const { code, out } = await plan('111122223333', '--read-role', role);
    expect(code).toBe(0);
    expect(units(out)[0]?.places[0]?.roleArn).toBe(`arn:aws:iam::111122223333:role/${role}`);
  });

  it.each(['', 'A-B', '1A', 'A B', 'A=b', '$A'])('--external-id-from %j is no variable', async (name) => {
    const { code, err } = await plan('111122223333', '--external-id-from', name);
    expect([code, err]).toEqual([2, expect.stringContaining('expected the name of an environment variable')]);
  });
});

describe('a unit of a work list', () => {
  const unit = (place: object, more: object = {}) =>
    JSON.stringify({
      unit: 'u',
      places: [{ name: 'us-east-1', region: 'us-east-1', account: '111122223333', ...place }],
      ...more,
    });
  const ROLE = 'arn:aws:iam::111122223333:role/parity-read';

  it.each([
    ['a region that is part of a host', unit({ region: 'us-east-1.attacker.example/#' })],
    ['a region of two', unit({ region: '111122223333/us-east-1' })],
    ['a name with line ends', unit({ name: 'a\n::error::b' })],
    ['a name that is a path', unit({ name: '../../x' })],
    ['a role that is none', unit({ roleArn: 'arn:aws:s3:::bucket' })],
    ['a role with blanks', unit({ roleArn: `${ROLE} x` })],
    ['an external id of no variable', unit({ roleArn: ROLE }, { externalIdFrom: 'A-B' })],
    ['a unit that is a path', unit({}, { unit: '../../etc/x' })],
    ['no places', JSON.stringify({ unit: 'u', places: [] })],
    ['no JSON', '{"unit": hunter2}'],
    ['nothing', ''],
    ['null', 'null'],
    ['members of no unit', unit({}, { constructor: 1, command: 'x' })],
    [
      'a place twice',
      JSON.stringify({
        unit: 'u',
        places: [1, 2].map(() => ({ name: 'a', region: 'us-east-1', account: '111122223333' })),
      }),
    ],
  ])('with %s is refused in one line, before any call', async (_, text) => {
    const { code, err } = await ran('collect', '--unit', text, '--output', '{unit}.jsonl');
    expect({ code, lines: err.trimEnd().split('\n') }).toEqual({ code: 2, lines: [expect.stringMatching(/--unit/)] });
    expect(err).not.toContain('hunter2');
  });

  it('is written so that no runner obeys its title, and reads back as it was', () => {
    const title = '##[error]x ::error::y \u001b[31m \u202e';
    const line = unitLine({ unit: 'u', title, places: [{ name: 'a', region: 'us-east-1', account: '111122223333' }] });
    expect(line.trimEnd()).not.toMatch(/##\[|^::|[\p{Cc}\p{Cf}]/u);
    expect((JSON.parse(line) as Unit).title).toBe(title);
  });
});
