import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../test/folder.ts';
import { run } from './command.ts';
import { FORMATS } from './commands/options.ts';
import { recorder } from './commands/testing.ts';
import { VERSION } from './common/version.ts';
import { formats } from './report/index.ts';

const empty = makeFolder();

/** The exit code and what was printed. */
async function ran(...argv: string[]) {
  const { io, out, err } = recorder({ cwd: empty });
  const code = await run(argv, io);
  return { code, out: out(), err: err() };
}

describe('the command line', () => {
  it.each([
    ['check'],
    ['collect'],
    ['audit'],
    ['init'],
    ['demo'],
    ['rules'],
    ['types'],
    ['iam-policy'],
    ['explain'],
    ['schema'],
  ])('has %s, with help', async (name) => {
    const { code, out, err } = await ran(name, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: infra-parity ${name}`);
    expect((await ran('--help')).out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it('says the exit codes in its help', async () => {
    expect((await ran('--help')).out).toMatch(
      /0 +it passes: .*\n +1 +deviations .*\n +2 +usage.*\n +3 +no deviation at or above it, but/,
    );
  });

  it('prints the version', async () => {
    expect(await ran('--version')).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  it('without a command prints the help on stderr, and is wrong usage', async () => {
    const { code, out, err } = await ran();
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: infra-parity');
  });

  it('offers the formats that there are', () => {
    expect(FORMATS).toEqual(Object.keys(formats));
    expect(FORMATS).toEqual(expect.arrayContaining(['text', 'json']));
  });
});

describe("a user's mistake is one line on stderr and exit code 2", () => {
  const both = ['--regions', 'us-east-1,eu-central-1'];
  it.each([
    [['chek'], "infra-parity: unknown command 'chek' (Did you mean check?)"],
    [
      ['check', 'us-east-1,eu-central-1'],
      "infra-parity: too many arguments for 'check'. Expected 0 arguments but got 1. Give the regions as --regions us-east-1,eu-central-1.",
    ],
    [
      ['collect', '--regions', 'us-east-1', 'us-gov-west-1', '--quiet'],
      "infra-parity: too many arguments for 'collect'. Expected 0 arguments but got 1. Give the regions as --regions us-east-1,us-gov-west-1.",
    ],
    [['check', '--regoins', 'us-east-1'], "infra-parity: unknown option '--regoins' (Did you mean --regions?)"],
    [['check'], 'infra-parity: --regions: no regions are given; add --regions us-east-1,eu-central-1 or --all-regions'],
    [
      ['check', '--regions', 'us-est-1'],
      'infra-parity: --regions: "us-est-1" is not an AWS region; did you mean us-east-1?',
    ],
    [['check', '--regions', ','], 'infra-parity: --regions: expected regions such as us-east-1,eu-central-1'],
    [
      ['check', '--regions', 'us-east-1'],
      'infra-parity: --regions: us-east-1 is one region; give two or more, or a baseline to hold it to (infra-parity init)',
    ],
    [
      ['check', ...both, '--exclude-region', 'us-east-1,eu-central-1'],
      'infra-parity: --exclude-region: leaves no region to read',
    ],
    [['check', ...both, '--tag', 'app'], 'infra-parity: --tag app: expected Key=Value'],
    [['check', ...both, '--stack-prefix', 'a b'], /^infra-parity: --stack-prefix: "a b" begins no stack name/],
    [['check', ...both, '--type', 'rds'], /^infra-parity: --type: unknown type rds; /],
    [
      ['check', ...both, '--fail-on', 'bad'],
      'infra-parity: --fail-on bad: expected one of low, medium, high, critical, never',
    ],
    [
      ['check', ...both, '--report', 'xml'],
      `infra-parity: --report xml: expected ${FORMATS.join(' or ')}, and =FILE to write it there`,
    ],
    [['check', ...both, '--report', 'json='], 'infra-parity: --report json=: a file name is missing after ='],
    [
      ['check', ...both, '--report', 'json', '--report', 'text'],
      'infra-parity: --report text: only one report can go to stdout; give the others a file, json=report.json',
    ],
    [
      ['check', ...both, '--report', 'json=no/such.json'],
      /^infra-parity: --report json no\/such\.json: the directory .*no does not exist/,
    ],
    [['check', ...both, '--report', 'json=.'], 'infra-parity: --report json .: is a directory; give a file'],
    [
      ['check', ...both, '--report', 'json=a', '--report', 'text=a'],
      'infra-parity: --report text=a: two reports go to this file',
    ],
    [['check', ...both, '--save-snapshot', 'no/such'], /^infra-parity: --save-snapshot no\/such: the directory/],
    [
      ['check', ...both, '--save-snapshot', '-'],
      'infra-parity: --save-snapshot -: stdout carries the report; give a file',
    ],
    [
      ['check', ...both, '--save-snapshot', './a', '--report', 'json=a'],
      'infra-parity: --save-snapshot ./a: --report json=a goes to this file too; give each a file of its own',
    ],
    [['collect', ...both, '--output', 'no/such'], /^infra-parity: --output no\/such: the directory/],
    ...['wide', '1', '59', '201', '1000', '80.5', ''].map((width): [string[], string] => [
      ['check', ...both, '--width', width],
      `infra-parity: --width ${width}: expected a number of columns from 60 to 200, such as 120`,
    ]),
    // A timer of Node's that is set for longer than 24.8 days fires at once.
    ...['0', '-1', 'x', '', '3601', '1e9', 'Infinity'].map((time): [string[], string] => [
      ['check', ...both, '--request-timeout', time],
      `infra-parity: --request-timeout ${time}: expected a number of seconds, such as 15; above 0 and up to 3600`,
    ]),
    [['check', ...both, '--wait', 'soon'], 'infra-parity: --wait soon: expected a time such as 90s, 15m or 1h'],
    [['check', ...both, '--wait', '25h'], 'infra-parity: --wait 25h: is too long; expected 24h at most'],
    [
      ['check', ...both, '--confirm-after', '2147484'],
      'infra-parity: --confirm-after 2147484: is too long; expected 24h at most',
    ],
    [['check', ...both, '--external-id', 'x'], 'infra-parity: --external-id: belongs to a role; add --role-arn'],
    [
      ['check', ...both, '--all-regions'],
      /^infra-parity: option '--all-regions' cannot be used with option '--regions/,
    ],
    [
      ['check', ...both, '--reference', 'us-west-2'],
      'infra-parity: --reference: us-west-2 is not among the regions audited: us-east-1, eu-central-1',
    ],
    [['check', ...both, '--baseline', 'none.yaml'], /none\.yaml: the baseline cannot be read: there is no such file$/],
    [['audit'], 'infra-parity: --from: name a snapshot to judge; infra-parity collect --output FILE writes one'],
    [['init'], 'infra-parity: --from: name the region to read, such as --from us-east-1'],
    [
      ['explain', 'abc'],
      'infra-parity: --from: no run was kept yet; give the JSON report or the snapshot in which the finding is',
    ],
    [['explain', 'abc', '--from', 'none.json'], 'infra-parity: --from none.json: there is no such file'],
    [
      ['rules', 'missing-resorce'],
      'infra-parity: rules missing-resorce: there is no such rule; did you mean missing-resource?',
    ],
    [['rules', 'zzz'], 'infra-parity: rules zzz: there is no such rule; infra-parity rules lists them'],
    [['types', 'AWS::RDS::DBInstanc'], /only its presence is compared; did you mean AWS::RDS::DBInstance\?$/],
    [['schema', 'reprot'], 'infra-parity: schema reprot: expected baseline, report, snapshot; did you mean report?'],
  ])('%j', async (argv, line) => {
    const { code, out, err } = await ran(...argv);
    expect(err.trimEnd()).toMatch(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each([
    [{ AWS_ENDPOINT_URL: 'foo' }, 'AWS_ENDPOINT_URL=foo: is not the URL of an endpoint such as http://localhost:4566'],
    [{ AWS_ENDPOINT_URL_KMS: 'localhost:4566' }, 'AWS_ENDPOINT_URL_KMS=localhost:4566: is not the URL of an endpoint'],
  ])('%j', async (env, line) => {
    const { io, out, err } = recorder({ cwd: empty, env });
    expect(await run(['check', ...both], io)).toBe(2);
    expect({ out: out(), err: err() }).toEqual({ out: '', err: expect.stringContaining(`infra-parity: ${line}`) });
    expect(err().trimEnd().split('\n')).toHaveLength(1);
  });

  it('but not an address that the SDK takes, or does not look at', async () => {
    for (const env of [
      { AWS_ENDPOINT_URL: 'https://vpce-1.rds.us-east-1.vpce.amazonaws.com', AWS_ENDPOINT_URL_S3: '' },
      { AWS_ENDPOINT_URL: 'foo', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    ]) {
      const { io, err } = recorder({ cwd: empty, env });
      await run(['check', ...both, '--reference', 'us-west-2'], io);
      expect(err()).toMatch(/^infra-parity: --reference: /);
    }
  });

  it('says of a pattern to leave out that it fits nothing known', async () => {
    const said = async (...more: string[]) => (await ran('check', ...both, '--reference', 'us-west-2', ...more)).err;
    expect(await said('--exclude-type', 'AWS::RSD::*')).toMatch(
      /^infra-parity: --exclude-type AWS::RSD::\*: fits no type that is known by name; did you mean AWS::RDS\?\ninfra-parity: --reference/,
    );
    expect(await said('--exclude-type', 'AWS::RDS::DBX*')).toMatch(
      /^infra-parity: .*fits no type that is known by name\n/,
    );
    expect(await said('--exclude-type', 'AWS::RSD::*', '--quiet')).toMatch(/^infra-parity: --reference/);
    expect(await said('--exclude-type', 'AWS::RDS::*')).toMatch(/^infra-parity: --reference/);
    // Of a type that is written out nothing is said: presence knows it by what stacks call it.
    expect(await said('--exclude-type', 'AWS::Braket::Thing')).toMatch(/^infra-parity: --reference/);
  });

  it('shows what was typed without obeying it', async () => {
    const { err } = await ran('check', '--tag', '\u001b[31mred');
    expect(err).toBe('infra-parity: --tag ␛[31mred: expected Key=Value\n');
  });
});

describe('a bug', () => {
  it('is said to be one, with its stack', async () => {
    const { io, err } = recorder({ cwd: empty });
    const broken = {
      ...io,
      stdout: {
        write: () => {
          throw new TypeError('x is undefined');
        },
      },
    };
    expect(await run(['rules'], broken)).toBe(2);
    expect(err()).toMatch(/^infra-parity: this is a bug of infra-parity; please report it/);
    expect(err()).toContain('TypeError: x is undefined\n    at ');
  });
});

describe('an interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s ends with %i and says that nothing was written', async (name, code) => {
    writeFileSync(join(empty, 'broken.json'), '{');
    const controller = new AbortController();
    controller.abort(new Error(`interrupted by ${name}`));
    const { io, err } = recorder({ cwd: empty, signal: controller.signal });
    expect(await run(['rules', 'no-such-rule'], io)).toBe(code);
    expect(err()).toBe('infra-parity: interrupted; nothing was written\n');
  });
});
