// The webhook against a server of the test's own. Its addresses are https:// as they must be; what carries them here is plain HTTP.
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runIn } from '../../test/worlds/run-story.ts';
import type { AuditResult } from '../report/report.ts';
import { clean, HOSTILE, many, SITUATIONS } from '../report/result-fixtures.ts';
import { parseTarget } from './target.ts';
import { publishToWebhook, WebhookError } from './webhook.ts';
import { webhookBody } from './webhook-message.ts';

const SECRET = 'T000/B000/very-secret-path';
type Got = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

let server: Server;
let got: Got[] = [];
let answers: ((response: ServerResponse) => void)[] = [];

beforeEach(async () => {
  got = [];
  answers = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    const answer = answers.shift() ?? ((one: ServerResponse) => one.writeHead(200).end('ok'));
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => real(String(url).replace(/^https:/, 'http:'), init));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('invalid_token');

function send(
  result: AuditResult,
  more: { readonly always?: boolean; readonly url?: string; readonly form?: string } = {},
) {
  const { port } = server.address() as AddressInfo;
  const target = parseTarget(`webhook:${more.form ?? 'slack'}:HOOK`);
  if (target.kind !== 'webhook') throw new Error('no webhook');
  return publishToWebhook(result, target, {
    env: { HOOK: more.url ?? `https://127.0.0.1:${port}/${SECRET}` },
    always: more.always ?? false,
    places: ['s3://results/run/result.json'],
    delayBase: 1,
  } as unknown as Parameters<typeof publishToWebhook>[2]);
}

const deviating = many(40);

describe('what is sent', () => {
  it.each(['slack', 'teams', 'json'])('is one JSON object in the form of %s', async (form) => {
    expect(await send(deviating, { form })).toEqual({ done: 'message sent (HTTP 200)' });
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ method: 'POST', path: `/${SECRET}` });
    expect(got[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    const text = got[0]?.body ?? '';
    expect(() => JSON.parse(text)).not.toThrow();
    expect(text).toContain('DEVIATION');
    expect(text).toContain('results/run/result.json');
  });

  it('is nothing where nobody has to be told, unless it is wished', async () => {
    expect(await send(clean())).toEqual({ done: 'nothing sent, the verdict is parity' });
    expect(got).toEqual([]);
    expect(await send(clean(), { always: true })).toEqual({ done: 'message sent (HTTP 200)' });
  });

  const situations = [...Object.entries(SITUATIONS), ['5,000 findings', () => many(5000)] as const];
  it.each(situations)('keeps the limits of the chats: %s', (_, situation) => {
    const slack = JSON.parse(webhookBody('slack', situation(), ['s3://b/k'])) as {
      readonly text: string;
      readonly blocks: readonly {
        readonly type: string;
        readonly text: { readonly type: string; readonly text: string };
      }[];
    };
    // "Reference: Layout blocks": a header takes 150 characters, a section 3,000, a message 50 blocks.
    expect(slack.blocks.length).toBeLessThanOrEqual(50);
    for (const { type, text } of slack.blocks) {
      expect(text.type).toBe('plain_text');
      expect(text.text.length).toBeGreaterThan(0);
      expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
    }
    // Teams takes 28 KB.
    expect(Buffer.byteLength(webhookBody('teams', situation(), ['s3://b/k']))).toBeLessThan(28_000);
  });

  it('calls nobody and formats nothing, whatever things are called', () => {
    const result = {
      ...many(2),
      findings: many(2).findings.map((one) => ({ ...one, message: `<!channel> <@U1> *x* [a](https://x) ${HOSTILE}` })),
    };
    const { text } = JSON.parse(webhookBody('slack', result, [])) as { readonly text: string };
    expect(text).not.toMatch(/<|>/);
    const card = JSON.parse(webhookBody('teams', result, [])) as {
      readonly attachments: readonly { readonly content: { readonly body: readonly { readonly text: string }[] } }[];
    };
    for (const { text: block } of card.attachments[0]?.content.body ?? [])
      expect(block).not.toMatch(/(?<!\\)[*_[\]<>`]/);
  });
});

describe('what goes wrong', () => {
  it.each([429, 500, 503])('HTTP %i is tried again', async (code) => {
    answers = [status(code, { 'retry-after': '0' }), status(code)];
    expect(await send(deviating)).toEqual({ done: 'message sent (HTTP 200)' });
    expect(got).toHaveLength(3);
  });

  it('a lost connection is tried again, four times in all', async () => {
    answers = [1, 2, 3, 4].map(() => (response: ServerResponse) => void response.destroy());
    await expect(send(deviating)).rejects.toThrow(/^no connection to the webhook \([A-Z_]+\), after 4 tries$/);
    expect(got).toHaveLength(4);
  });

  it.each([
    [400, 'the webhook answered HTTP 400, after one try'],
    [403, 'the webhook answered HTTP 403, after one try'],
    [404, 'the webhook answered HTTP 404: it exists no more, after one try'],
    [302, 'the webhook answered HTTP 302, to go elsewhere, after one try'],
  ])('HTTP %i is told, and not tried again', async (code, why) => {
    answers = [status(code, { location: 'https://elsewhere.example/' })];
    await expect(send(deviating)).rejects.toThrow(why);
    expect(got).toHaveLength(1);
  });

  it.each([
    ['', 'the environment has no HOOK; set it to the webhook’s URL'.replace('’', "'")],
    ['not a url', 'HOOK holds no URL'],
    [`http://hooks.example/${SECRET}`, 'HOOK must begin with https://'],
    [`https://me:very-secret-path@hooks.example/`, 'HOOK has credentials before the host'],
  ])('an address %j is refused without a word of it', async (url, why) => {
    const refused = await send(deviating, { url }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WebhookError);
    expect((refused as Error).message).toContain(why);
    expect((refused as Error).message).not.toContain('very-secret-path');
  });
});

describe('the command line', () => {
  const flags = ['audit', '--from', 'snapshot.jsonl', '--publish'];

  it('takes a variable, and says nothing of what was given instead', async () => {
    const given = await runIn('nine-versus-four', [...flags, `webhook:slack:https://hooks.example/${SECRET}`], {});
    expect(given.exitCode).toBe(2);
    expect(given.stderr).toContain('expected webhook:slack|teams|json:VARIABLE');
    expect(given.stderr).not.toContain('very-secret');
    for (const target of [
      `https://hooks.example/${SECRET}`,
      `slack:https://hooks.example/${SECRET}`,
      `//x://${SECRET}`,
    ]) {
      const bare = await runIn('nine-versus-four', [...flags, target], {});
      expect([bare.exitCode, bare.stderr]).toEqual([2, expect.stringContaining('--publish: expected s3://')]);
      expect(bare.stderr).not.toContain('very-secret');
    }
  });

  it('needs the address before it reads, and hides no verdict when it cannot be reached', async () => {
    const without = await runIn('nine-versus-four', [...flags, 'webhook:slack:HOOK'], {});
    expect(without).toMatchObject({ exitCode: 2, stdout: '' });
    expect(without.stderr).toContain('the environment has no HOOK');
    const HOOK = `http://127.0.0.1:1/${SECRET}`;
    const ran = await runIn('nine-versus-four', [...flags, 'webhook:slack:HOOK'], { HOOK });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('--publish webhook:slack:HOOK: not published: HOOK must begin with https://');
    expect(ran.stdout + ran.stderr).not.toContain('very-secret');
  });
});
