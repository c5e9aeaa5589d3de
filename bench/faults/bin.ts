/** The program itself, as a pipeline runs it: exit code, the report alone on stdout, and nothing on stderr but what is meant to be. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { World } from '../../test/simulator/simulator.ts';
import { KINDS } from './kinds.ts';
import type { Lane, Order } from './proxy.ts';
import { REGIONS } from './world.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export type Said = { readonly code: number | null; readonly out: string; readonly err: string };

export async function cli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Said> {
  if (!existsSync(CLI)) throw new Error('dist/ is not there: run "npm run build" first');
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { code, ...said };
}

type Sample = {
  readonly kind: string;
  readonly call: string;
  readonly region: string;
  readonly page: number | null;
  readonly code: 0 | 2 | 3;
  /** What a person must read, on stdout with a report, on stderr without. */
  readonly tells: readonly RegExp[];
};

const [, EU] = REGIONS;
const SAMPLES: readonly Sample[] = [
  sample('500 once', 'kms:ListKeys', EU, 2, 0),
  sample(
    'denied',
    'rds:DescribeDBInstances',
    EU,
    2,
    3,
    /AWS::RDS::DBInstance/,
    /eu-central-1/,
    /grant rds:DescribeDBInstances to arn:aws:/,
  ),
  sample('HTML 200', 's3:GetBucketVersioning', EU, null, 3, /AWS::S3::Bucket/, /s3:GetBucketVersioning/, /a web page/),
  sample('expired from then on', 'kms:ListAliases', EU, 1, 3, /renew the credentials/),
  sample('reset', 'cloudformation:ListStacks', EU, 3, 3, /cloudformation:ListStacks/, /network path/),
  sample('truncated', 'cloudtrail:DescribeTrails', EU, null, 3, /AWS::CloudTrail::Trail/),
  sample(
    'expired',
    'sts:GetCallerIdentity',
    '*',
    null,
    2,
    /^infra-parity: the AWS credentials have expired .* and run again\n$/,
  ),
  sample('clock skew', 'sts:GetCallerIdentity', '*', null, 2, /^infra-parity: the clock of this machine is off .*\n$/),
];

function sample(
  kind: string,
  call: string,
  region: string,
  page: number | null,
  code: Sample['code'],
  ...tells: RegExp[]
): Sample {
  return { kind, call, region, page, code, tells };
}

/** One line for each that came out otherwise than it must. */
export async function tryBin(
  lane: Lane,
  world: World,
  quick: boolean,
): Promise<{ readonly tried: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  const samples = quick ? SAMPLES.slice(0, 3) : SAMPLES;
  for (const one of samples) {
    const kind = KINDS.find(({ name }) => name === one.kind);
    if (kind === undefined) throw new Error(`no fault ${one.kind}`);
    const order: Order = { kind, call: one.call, region: one.region, page: one.page, input: null };
    for (const format of ['text', 'json'] as const) {
      lane.expect(order);
      const args = ['check', '--regions', REGIONS.join(','), '--stack-prefix', 'shop', '--no-baseline', '--quiet'];
      const said = await cli([...args, '--report', format, '--width', '200'], {
        ...world.env,
        AWS_ENDPOINT_URL: lane.endpoint,
      });
      wrong.push(
        ...wrongs(one, format, said).map((line) => `${one.kind} × ${one.call} through the bin, ${format}: ${line}`),
      );
    }
  }
  return { tried: 2 * samples.length, wrong };
}

function wrongs({ code, tells }: Sample, format: 'text' | 'json', said: Said): readonly string[] {
  const wrong: string[] = [];
  if (said.code !== code) wrong.push(`exit code ${said.code}, not ${code}: ${said.err.slice(0, 300)}`);
  if (/\n\s+at /.test(said.err + said.out)) wrong.push(`a stack trace: ${said.err.slice(0, 300)}`);
  if (code === 2 && said.out !== '') wrong.push(`stdout without a report: ${said.out.slice(0, 100)}`);
  if (code !== 2 && said.err !== '') wrong.push(`stderr with --quiet: ${said.err.slice(0, 300)}`);
  if (code !== 2 && format === 'json') {
    const { exitCode, findings } = JSON.parse(said.out) as { exitCode: number; findings: readonly unknown[] };
    if (exitCode !== code || findings.length > 0)
      wrong.push(`the report says ${exitCode}, with ${findings.length} findings`);
  }
  const read = code === 2 ? said.err : said.out.replace(/\s+/g, ' ');
  const told = format === 'text' || code === 2 ? tells : [];
  return [
    ...wrong,
    ...told.filter((text) => !text.test(read)).map((text) => `${text} is not said: ${read.slice(-600)}`),
  ];
}
