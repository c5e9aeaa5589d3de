/** The SDK clients, one a service and region. */
import { setMaxListeners } from 'node:events';
import type { RetryStrategyV2 } from '@smithy/types';
import { VERSION } from '../../common/version.ts';
import type { AccessOptions } from '../collect-options.ts';
import type { ClientConstructor } from '../collector.ts';
import { makeAttemptMiddleware, makeCallMiddleware, type Traffic } from './call-middleware.ts';
import { classify } from './errors.ts';
import { iamPrefix, paceOf } from './iam-action.ts';
import { rateOf } from './rates.ts';
import { makeRetryStrategy } from './retry.ts';
import { makeTransport } from './transport.ts';

/** The credentials of an SDK client, resolved once and shared by all. */
type Credentials = () => Promise<unknown>;

export type ClientOptions = AccessOptions & {
  /** Ends every call. */
  readonly signal?: AbortSignal | undefined;
  /** Regions whose STS is asked to assume the role, in turn. */
  readonly homeRegions: readonly string[];
  /** Answers are handed over once this is settled (who asked is known by then), though the calls go out before. */
  readonly ready: Promise<unknown>;
  /** Backoff base in milliseconds; for tests. */
  readonly delayBase?: number;
  // biome-ignore lint/suspicious/noExplicitAny: a request handler of the SDK's; for tests.
  readonly requestHandler?: any;
};

/** One SDK client for each class and region: shared, paced, retrying, with time-outs, and ended as a region. */
export type Clients = {
  get<C>(Client: ClientConstructor<C>, region: string): C;
  /** Ends the calls of a region, those under way too: it is known that nothing will come of them. */
  abort(region: string, reason: Error): void;
  readonly traffic: Traffic;
  /** Closes the kept-alive connections. */
  destroy(): void;
};

const quiet = () => {};
/** Without `info`, unlike the SDK's own silent logger: for that one it makes a clean copy of every answer. */
const SILENT = { trace: quiet, debug: quiet, warn: quiet, error: quiet };

// biome-ignore lint/suspicious/noExplicitAny: every SDK client has its own type; these are the members that all have.
type AnyClient = any;

/** What the clients of one collection share. */
type Shared = {
  readonly options: ClientOptions;
  readonly controllers: Map<string, AbortController>;
  readonly traffic: Traffic;
  readonly retryStrategy: RetryStrategyV2;
};

/** One client for each service and region, shared by all who ask, with its rate, its sockets and its retries. */
export function makeClients(options: ClientOptions): Clients {
  // The SDK would print a warning about Node's version on stderr, which is not ours to print there.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // One listener for each region is no leak.
  if (options.signal) setMaxListeners(0, options.signal);
  const clients = new Map<string, Map<unknown, AnyClient>>();
  const traffic: Traffic = { calls: 0, throttled: 0, answered: new Set(), silent: new Map() };
  const retryStrategy = makeRetryStrategy(options.maxAttempts ?? 10, options.delayBase);
  const shared: Shared = { options, controllers: new Map(), traffic, retryStrategy };
  let resolving: Promise<Credentials> | null = null;
  const credentials = () => {
    resolving ??= sharedCredentials(shared);
    return resolving.then((provider) => provider());
  };
  return {
    get<C>(Client: ClientConstructor<C>, region: string): C {
      const ofRegion = clients.get(region) ?? new Map<unknown, AnyClient>();
      clients.set(region, ofRegion);
      const client = ofRegion.get(Client) ?? build(shared, Client, region, { credentials });
      ofRegion.set(Client, client);
      return client;
    },
    abort: (region, reason) => controllerOf(shared.controllers, region, options.signal).abort(reason),
    traffic,
    destroy() {
      for (const ofRegion of clients.values()) for (const client of ofRegion.values()) client.destroy();
    },
  };
}

function build(shared: Shared, Client: ClientConstructor<AnyClient>, region: string, config: object): AnyClient {
  const { options, controllers, traffic, retryStrategy } = shared;
  const controller = controllerOf(controllers, region, options.signal);
  const client = new Client({
    region,
    ...(options.profile !== undefined && { profile: options.profile }),
    retryStrategy,
    maxAttempts: options.maxAttempts ?? 10,
    logger: SILENT,
    customUserAgent: [['infra-parity', VERSION]],
    // SQS's client would ask the host in a queue's URL, past the endpoint that is configured (of a VPC, of FIPS).
    useQueueUrlAsEndpoint: false,
    requestHandler: makeTransport({ ...options, signal: controller.signal }),
    ...config,
  });
  // The class's own name is gone in a minified bundle; this one is data.
  const service = iamPrefix(client.config.serviceId);
  const place = { service, region, rate: rateOf(paceOf(client.config.serviceId)), signal: controller.signal, traffic };
  client.middlewareStack.add(makeCallMiddleware(place, options.ready), {
    step: 'initialize',
    name: 'infraParityCall',
    priority: 'high',
  });
  client.middlewareStack.addRelativeTo(makeAttemptMiddleware(place), {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'infraParityAttempt',
  });
  return client;
}

/**
 * The SDK's default chain, or the role's. A client that is given no credentials resolves the chain and keeps the result until
 * it ends: that one's provider serves all the others, so a profile's process or a role's token is asked for once.
 */
async function sharedCredentials(shared: Shared): Promise<Credentials> {
  const { STSClient } = await import('@aws-sdk/client-sts');
  const { homeRegions, roleArn } = shared.options;
  const [home = 'us-east-1'] = homeRegions;
  const base = build(shared, STSClient, home, {});
  if (roleArn === undefined) return base.config.credentials;
  const assume = () => assumeRole(shared, roleArn, base.config.credentials);
  return build(shared, STSClient, home, { credentials: assume }).config.credentials;
}

/** By the STS of the first region that takes the call: one that is not enabled refuses good credentials. */
async function assumeRole(shared: Shared, RoleArn: string, credentials: Credentials) {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const { externalId, homeRegions } = shared.options;
  const more = externalId === undefined ? {} : { ExternalId: externalId };
  const input = { RoleArn, RoleSessionName: 'infra-parity', ...more };
  let first: unknown;
  for (const region of homeRegions) {
    try {
      const sts = build(shared, STSClient, region, { credentials });
      const { Credentials: role } = await sts.send(new AssumeRoleCommand(input));
      return {
        accessKeyId: role?.AccessKeyId,
        secretAccessKey: role?.SecretAccessKey,
        sessionToken: role?.SessionToken,
        expiration: role?.Expiration,
      };
    } catch (error) {
      first ??= error;
      if (!['credentials', 'unreachable'].includes(classify(error))) throw error;
    }
  }
  throw first;
}

function controllerOf(
  controllers: Map<string, AbortController>,
  region: string,
  outer: AbortSignal | undefined,
): AbortController {
  let controller = controllers.get(region);
  if (controller) return controller;
  controller = new AbortController();
  controllers.set(region, controller);
  // One listener for each call under way is no leak.
  setMaxListeners(0, controller.signal);
  if (outer?.aborted) controller.abort(outer.reason);
  else outer?.addEventListener('abort', () => controller.abort(outer.reason), { once: true });
  return controller;
}
