// `explain --who` against a server that answers as CloudTrail does (JSON 1.1): the simulator has no LookupEvents.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIn } from '../../test/worlds/run-story.ts';
import type { AuditResult } from '../report/report.ts';
import { changesIn, questionsOf } from './last-changes.ts';

const WORLD = 'nine-versus-four';
let server: Server;
let asked: { readonly target: string; readonly region: string; readonly body: unknown }[] = [];
let answer: (name: string) => { readonly status: number; readonly body: object };

const event = (more: object) => ({
  EventId: '1',
  EventName: 'ModifyDBInstance',
  EventSource: 'rds.amazonaws.com',
  EventTime: 1_767_323_045,
  ReadOnly: 'false',
  Username: 'jane',
  CloudTrailEvent: JSON.stringify({ userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/Ops/jane' } }),
  ...more,
});

beforeEach(async () => {
  asked = [];
  answer = () => ({ status: 200, body: { Events: [event({})] } });
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text) as { LookupAttributes: { AttributeValue: string }[] };
    const region = /\/\d{8}\/([^/]+)\/cloudtrail\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    asked.push({ target: String(request.headers['x-amz-target']), region, body });
    const { status, body: said } = answer(body.LookupAttributes[0]?.AttributeValue ?? '');
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function result(): Promise<AuditResult> {
  const ran = await runIn(WORLD, ['audit', '--from', 'snapshot.jsonl', '--report', 'json']);
  return JSON.parse(ran.stdout) as AuditResult;
}

async function explain(print: string, ...flags: string[]) {
  const { port } = server.address() as AddressInfo;
  return runIn(WORLD, ['explain', print, '--from', 'snapshot.jsonl', ...flags], {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
}

describe('explain --who', () => {
  it('asks where the resource deviates, under its names until one is known, and tells who, when and by what call', async () => {
    const { findings } = await result();
    const drift = findings.find(({ regions, resources }) => regions.some((region) => region in resources));
    if (drift === undefined) throw new Error('the world has no drift');
    const [place = ''] = drift.regions.filter((region) => region in drift.resources);
    const { arn, id, name } = drift.resources[place] ?? { arn: null, id: '', name: null };
    const names = [...new Set([arn, id, name].filter((one) => one !== null))];
    answer = (given) => ({ status: 200, body: { Events: given === names.at(-1) ? [event({})] : [] } });
    const { stdout, exitCode } = await explain(drift.fingerprint, '--who');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Who changed it');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '2026-01-02T03:04:05.000Z arn:aws:sts::111122223333:assumed-role/Ops/jane called rds:ModifyDBInstance',
    );
    expect(asked.every(({ target }) => target.endsWith('CloudTrail_20131101.LookupEvents'))).toBe(true);
    expect(asked.filter(({ region }) => region === place)).toHaveLength(names.length);
  });

  it('says what is not known, and never that nobody did', async () => {
    const { findings } = await result();
    const print = findings.find(({ rule }) => rule !== 'missing-resource')?.fingerprint ?? '';
    answer = () => ({
      status: 400,
      body: { __type: 'AccessDeniedException', message: 'User is not authorized to perform: cloudtrail:LookupEvents' },
    });
    const { stdout, exitCode } = await explain(print, '--who');
    expect(exitCode).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/not known: AccessDeniedException: .*cloudtrail:LookupEvents/);
  });

  it('asks nothing without --who, and flags of access belong to it', async () => {
    const [finding] = (await result()).findings;
    const print = finding?.fingerprint ?? '';
    expect((await explain(print)).stdout).not.toContain('Who changed it');
    expect(asked).toEqual([]);
    const refused = await explain(print, '--profile', 'x');
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('--profile: belongs to --who here; nothing else asks AWS');
  });

  it('has a policy of its own', async () => {
    const { stdout } = await runIn(WORLD, ['iam-policy', '--who']);
    expect(JSON.parse(stdout).Statement).toMatchObject([{ Action: ['cloudtrail:LookupEvents'] }]);
    const { stdout: whole } = await runIn(WORLD, ['iam-policy']);
    expect(whole).not.toContain('LookupEvents');
  });
});

describe('the events', () => {
  it('that only read are left out, and the caller is who did it, not the service', () => {
    const by = JSON.stringify({
      errorCode: 'Client.InvalidParameterValue',
      userIdentity: { arn: 'arn:aws:iam::111122223333:user/ci', invokedBy: 'cloudformation.amazonaws.com' },
    });
    const read = { ...event({ ReadOnly: 'true', EventName: 'DescribeDBInstances' }), EventTime: new Date(0) };
    const write = { ...event({ CloudTrailEvent: by }), EventTime: new Date(0) };
    expect(changesIn({ Events: [read, write] })).toEqual([
      {
        at: '1970-01-01T00:00:00.000Z',
        who: 'arn:aws:iam::111122223333:user/ci',
        call: 'rds:ModifyDBInstance',
        by: 'cloudformation.amazonaws.com',
        error: 'Client.InvalidParameterValue',
      },
    ]);
    expect(() => changesIn({})).toThrow('the answer carries no Events');
    expect(changesIn({ Events: [{ ...write, CloudTrailEvent: 'no json' }] })[0]).toMatchObject({
      who: 'jane',
      by: null,
    });
  });

  it('are asked for what is missing under the name that it has elsewhere', async () => {
    const whole = await result();
    const missing = whole.findings.find(
      ({ rule, resources }) => rule === 'missing-resource' && Object.values(resources).some(({ name }) => name),
    );
    if (missing === undefined) throw new Error('the world lacks nothing');
    const names = Object.values(missing.resources).map(({ name }) => name);
    expect(questionsOf(whole, missing)).toEqual(missing.regions.map((place) => ({ place, region: place, names })));
  });
});
