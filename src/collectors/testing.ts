/** What the collectors' tests share. Real SDK clients, with the network taken out: a paginator refuses a hand-made stub. */

import type { JsonObject } from '../snapshot/snapshot.ts';
import type { ClientConstructor, Collector, CollectorContext, Listed } from './collector.ts';

/** One call that the collector made: the SDK operation, `DescribeDBInstances`, and its input. */
export type Call = { readonly operation: string; readonly input: Readonly<Record<string, unknown>> };

/** What an operation answers: pages in turn (the last one again and again), or a function of the input. An Error is thrown. */
export type Answer = Page | readonly Page[] | ((input: Readonly<Record<string, unknown>>) => Page);
// biome-ignore lint/suspicious/noExplicitAny: the outputs of all operations of all services.
export type Page = Readonly<Record<string, any>> | Error;

export type ContextOptions = { readonly region?: string; readonly account?: string; readonly partition?: string };
export type StubContext = CollectorContext & { readonly calls: readonly Call[] };

// biome-ignore lint/suspicious/noExplicitAny: every SDK client has its own type.
type AnyClient = any;

/** A context whose clients answer what `responses` says by operation name. An operation without an answer fails the test. */
export function stubContext(responses: Readonly<Record<string, Answer>>, options: ContextOptions = {}): StubContext {
  const calls: Call[] = [];
  const answer = (operation: string, input: Readonly<Record<string, unknown>>): Page => {
    const made = calls.filter((call) => call.operation === operation).length;
    // A copy: the paginators write the next page into the input that they were given.
    calls.push({ operation, input: { ...input } });
    const given = responses[operation];
    if (given === undefined) return new Error(`the test gives no answer for ${operation}`);
    if (typeof given === 'function') return given(input);
    if (!Array.isArray(given)) return given as Page;
    return given[Math.min(made, given.length - 1)] as Page;
  };
  const build = (Client: ClientConstructor<AnyClient>, region: string): AnyClient => {
    const client = new Client({ region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
    client.middlewareStack.add(
      (_next: unknown, context: { commandName: string }) => async (args: { input: Record<string, unknown> }) => {
        const page = answer(context.commandName.replace(/Command$/, ''), args.input);
        if (page instanceof Error) throw page;
        return { output: { $metadata: {}, ...page }, response: {} };
      },
      { step: 'initialize', priority: 'high', name: 'answerFromTest' },
    );
    return client;
  };
  return Object.assign(contextOf(build, options), { calls });
}

/** A context whose clients are as the SDK makes them, but for what `config` gives: an endpoint, a request handler. */
export function liveContext(config: Readonly<Record<string, unknown>>, options: ContextOptions = {}): CollectorContext {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return contextOf((Client, region) => new Client({ credentials, ...config, region }), options);
}

/** A context in which every request is refused, in the wire form of no service: nothing can be learned through it. */
export function refusingContext(): CollectorContext {
  const handle = () => Promise.reject(Object.assign(new Error('refused by the test'), { name: 'AccessDenied' }));
  return liveContext({ requestHandler: { handle }, maxAttempts: 1 });
}

/** The error that the SDK throws when the caller may not. */
export function denied(operation: string): Error {
  return Object.assign(new Error(`User is not authorized to perform: ${operation}`), {
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
}

/** All that the collector lists; throws as soon as a page does. */
export async function listAll(collector: Collector, ctx: CollectorContext): Promise<Listed[]> {
  const listed: Listed[] = [];
  for await (const resource of collector.list(ctx)) listed.push(resource);
  return listed;
}

/**
 * Lists, then runs the parts as the runner does: those without `after` first, then those with it, on what was read so far.
 * Throws as soon as a part does: use `readPart` to test one that fails.
 */
export async function readAll(collector: Collector, ctx: CollectorContext): Promise<Listed[]> {
  const resources = await listAll(collector, ctx);
  return Promise.all(
    resources.map(async (listed) => {
      let resource = listed;
      for (const after of [false, true]) {
        const parts = (collector.parts ?? []).filter((part) => (part.after ?? false) === after);
        const applying = parts.filter(
          (part) => (!resource.context || part.context) && (part.applies?.(resource) ?? true),
        );
        const read = await Promise.all(applying.map((part) => part.read(ctx, resource)));
        resource = { ...resource, properties: Object.assign({}, resource.properties, ...read) };
      }
      return resource;
    }),
  );
}

/** Runs the part with that action alone. */
export function readPart(
  collector: Collector,
  action: string,
  ctx: CollectorContext,
  resource: Listed,
): Promise<JsonObject> {
  const part = collector.parts?.find((candidate) => candidate.action === action);
  if (!part) throw new Error(`${collector.type} has no part ${action}`);
  return part.read(ctx, resource);
}

/** Properties that were read but that the type's page does not name: every one belongs into `comparators` or a part. */
export function undocumented(collector: Collector, resources: readonly Listed[]): string[] {
  const documented = new Set([
    ...Object.keys(collector.comparators).map((path) => path.split('.')[0]),
    ...Object.keys(collector.keyed ?? {}).map((path) => path.split('.')[0]),
    ...(collector.parts ?? []).flatMap((part) => part.properties),
  ]);
  const read = new Set(resources.flatMap((resource) => Object.keys(resource.properties)));
  return [...read].filter((property) => !documented.has(property)).sort();
}

function contextOf(
  build: (Client: ClientConstructor<AnyClient>, region: string) => AnyClient,
  options: ContextOptions,
): CollectorContext {
  const region = options.region ?? 'us-east-1';
  const clients = new Map<unknown, AnyClient>();
  const shared = new Map<string, Promise<unknown>>();
  return {
    region,
    account: options.account ?? '111122223333',
    partition: options.partition ?? 'aws',
    client<C>(Client: ClientConstructor<C>): C {
      if (!clients.has(Client)) clients.set(Client, build(Client, region));
      return clients.get(Client) as C;
    },
    once<T>(key: string, read: () => Promise<T>): Promise<T> {
      if (!shared.has(key)) shared.set(key, read());
      return shared.get(key) as Promise<T>;
    },
    digest: (secret) => `digest:${secret.length}`,
  };
}

/** What the tests of a paged listing are given. */
export type ListingCheck = {
  /** The list operation, `DescribeNatGateways`, and its action for the denial: `ec2:DescribeNatGateways`. */
  readonly operation: string;
  readonly action: string;
  /** Two pages of its answer, the first with the token of the second. */
  readonly pages: readonly [Page, Page];
  /** What else is asked, by operation. */
  readonly others?: Readonly<Record<string, Answer>>;
};

/** What came of it: all that a test asserts of a listing that pages. */
export type ListingOutcome = {
  readonly ids: readonly string[];
  readonly inputs: readonly unknown[];
  /** The error of a denied second page, and of an answer without its list. */
  readonly deniedPage: unknown;
  readonly noList: unknown;
};

/** Runs a listing over two pages, over a denied second page, and over an answer that carries no list. */
export async function runListing(collector: Collector, check: ListingCheck): Promise<ListingOutcome> {
  const { operation, action, pages, others = {} } = check;
  const ctx = stubContext({ ...others, [operation]: pages });
  const ids = (await listAll(collector, ctx)).map(({ id }) => id);
  const failing = (answer: Answer) =>
    listAll(collector, stubContext({ ...others, [operation]: answer })).then(
      () => 'no error',
      (error: unknown) => (error instanceof Error ? error.message : error),
    );
  return {
    ids,
    inputs: ctx.calls.filter((call) => call.operation === operation).map((call) => call.input),
    deniedPage: await failing([pages[0], denied(action)]),
    noList: await failing({}),
  };
}

/** How a part fails: whether a refusal comes out as it went in, and what is said of an answer that says nothing. `answers` are those by which one resource is listed. */
export async function failuresOfPart(
  collector: Collector,
  action: string,
  answers: Parameters<typeof stubContext>[0],
): Promise<{ readonly isRefusal: boolean; readonly empty: string }> {
  const [listed] = await listAll(collector, stubContext(answers));
  if (listed === undefined) throw new Error('nothing is listed');
  const operation = action.split(':')[1] ?? '';
  const failure = (answer: object) =>
    readPart(collector, action, stubContext({ [operation]: answer }), listed).then(
      () => new Error('it was read'),
      (error: Error) => error,
    );
  const refusal = denied(action);
  return { isRefusal: (await failure(refusal)) === refusal, empty: (await failure({})).message };
}
