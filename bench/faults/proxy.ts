/** The proxy that does the faults on the wire. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings, World } from '../../test/simulator/simulator.ts';
import { type Kind, WIRE_KINDS } from './kinds.ts';
import { type Asked, nextToken, readRequest, type Wire } from './request.ts';
import { type Answer, sendWire } from './wire-faults.ts';

/** The permissions that the caller has, and the one of them that was taken away. */
export type PolicyOrder = { readonly allowed: readonly string[]; readonly without: string | null };

/** Which requests are hit, and how. */
export type FaultOrder = {
  readonly kind: Kind;
  /** `rds:DescribeDBInstances`, the service as it is signed; `*` = all. */
  readonly call: string;
  /** `*` = all. */
  readonly region: string;
  /** The number of the page; null = every page, and what has none. */
  readonly page: number | null;
  /** The one input that is hit (one bucket, one stack); null = all. */
  readonly input: string | null;
};

export type Order = FaultOrder | PolicyOrder;

/** One request that came, the number of its page, and what it would have read. */
export type Seen = Asked & { readonly page: number; readonly hit: boolean; readonly answer: string };

/** One caller's way in: a port with an order of its own. */
export type Lane = {
  readonly endpoint: string;
  /** Forgets what was seen. `without` is taken out of every answer: what an older endpoint does not say. */
  expect(order: Order | null, without?: RegExp | null): void;
  readonly seen: readonly Seen[];
  close(): Promise<void>;
};

export type Front = { openLane(): Promise<Lane> };

/** No more rows a page than this; one where nothing is said. */
export type PageSizes = Readonly<Record<string, number>>;

/**
 * Stands in front of the simulator. What it answered once it answers again: the world does not change while it is audited, so
 * a run costs what the product costs and not what the simulator does. A fault is never taken from what was kept for another
 * request, page or region.
 */
export function makeProxy(world: World, pageSizes: PageSizes): Front {
  const kept = new Map<string, Promise<Answer>>();
  const pages = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  // One at a time: page size and fault are settings of the whole account.
  const inTurn = (work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  let current = '';
  const set = async (settings: Settings) => {
    if (JSON.stringify(settings) !== current) await world.settings(settings);
    current = JSON.stringify(settings);
  };
  const ask: Ask = (asked, wire, how) => {
    const { service, region, operation, input, token } = asked;
    const key = JSON.stringify([how, service, region, operation, input, token]);
    const answer =
      kept.get(key) ??
      inTurn(async () => {
        await set({ pageSize: pageSizes[operation] ?? 1, policy: how.policy ?? null });
        if (how.fault === undefined) return forward(world.endpoint, wire);
        await world.faults([{ kind: how.fault as 'deny', region }]);
        const refusal = await forward(world.endpoint, wire).finally(() => world.clearFaults());
        if (refusal.status < 300)
          throw new Error(`the simulator took no notice of ${how.fault} for ${service}:${operation}`);
        return refusal;
      });
    kept.set(key, answer);
    return answer;
  };
  return { openLane: () => openLane({ ask, pages }) };
}

/** Under which fault, or with which permissions alone, the simulator is asked; neither = as it is. */
type How = { readonly fault?: Kind['sends']; readonly policy?: readonly string[] };
type Ask = (asked: Asked, wire: Wire, how: How) => Promise<Answer>;

type Shared = {
  readonly ask: Ask;
  /** The number of the page that a token opens. */
  readonly pages: Map<string, number>;
};
type Standing = { order: Order | null; without: RegExp | null; hits: number; seen: Seen[] };

async function openLane(shared: Shared): Promise<Lane> {
  const standing: Standing = { order: null, without: null, hits: 0, seen: [] };
  const server = createServer((request, response) => {
    serve(shared, standing, request, response).catch((error: unknown) => {
      // The product must not take a mistake of the proxy for a fault of AWS.
      process.stderr.write(
        `proxy: ${request.method} ${request.url}: ${error instanceof Error ? `${error.stack} ${error.cause ?? ''}` : error}\n`,
      );
      process.exit(2);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expect(order, without = null) {
      Object.assign(standing, { order, without, hits: 0, seen: [] });
    },
    get seen() {
      return standing.seen;
    },
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function serve(
  { ask, pages }: Shared,
  standing: Standing,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wire = await read(request);
  const asked = await readRequest(wire);
  const page = asked.token === null ? 1 : (pages.get(asked.token) ?? 2);
  const { order } = standing;
  const fault = faultFor(standing, asked, page);
  // Before an answer, as the run may be over by then.
  const { seen, without } = standing;
  const whole = await ask(asked, wire, {});
  const next = nextToken(whole.body.toString());
  if (next !== null) pages.set(next, page + 1);
  const judged =
    order !== null && 'allowed' in order ? await ask(asked, wire, { policy: permitted(order, asked) }) : whole;
  seen.push({ ...asked, page, hit: fault !== null || judged.status !== whole.status, answer: whole.body.toString() });
  const healthy =
    without === null || judged.status >= 300
      ? judged
      : { ...judged, body: Buffer.from(judged.body.toString().replace(without, '')) };
  if (fault === null) return send(response, healthy);
  if (WIRE_KINDS.has(fault.sends)) return sendWire(response, fault.sends, healthy);
  const refusal = await ask(asked, wire, { fault: fault.sends });
  const date = fault.sends === 'clock-skew' ? { date: new Date(Date.now() + 3_600_000).toUTCString() } : {};
  send(response, { ...refusal, headers: { ...refusal.headers, ...date } });
}

/** What is asked by another action is answered under all of them, which the simulator need be asked only once. */
function permitted({ allowed, without }: PolicyOrder, { action }: Asked): readonly string[] {
  return action === without ? allowed.filter((one) => one !== without) : allowed;
}

/** The fault that this request meets, counting it; null = none. */
function faultFor(standing: Standing, asked: Asked, page: number): Kind | null {
  const { order, hits } = standing;
  if (order === null || 'allowed' in order) return null;
  const { kind } = order;
  const meant =
    (order.call === '*' || order.call === `${asked.service}:${asked.operation}`) &&
    (order.region === '*' || order.region === asked.region) &&
    (order.page === null || order.page === page) &&
    (order.input === null || order.input === asked.input);
  if (!meant && !(kind.fromThenOn && hits > 0)) return null;
  if (hits >= (kind.times ?? Number.POSITIVE_INFINITY)) return null;
  standing.hits += 1;
  return kind;
}

async function read(request: IncomingMessage): Promise<Wire> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'date', 'keep-alive', 'server']);

async function forward(endpoint: string, { method, url, headers, body }: Wire): Promise<Answer> {
  const passed = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || HOP.has(name) || name === 'host' || name === 'expect' ? [] : [[name, String(value)]],
  );
  const response = await fetch(`${endpoint}${url}`, {
    method,
    headers: passed,
    redirect: 'manual',
    ...(method === 'GET' ? {} : { body }),
  });
  const kept: [string, string][] = [];
  response.headers.forEach((value, name) => {
    if (!HOP.has(name) && name !== 'content-encoding') kept.push([name, value]);
  });
  return {
    status: response.status,
    headers: Object.fromEntries(kept),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(body);
}
