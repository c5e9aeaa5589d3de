import { setMaxListeners } from 'node:events';
import { VERSION } from '../version.ts';
import { makeAttemptMiddleware, makeCallMiddleware, type Traffic } from './call-middleware.ts';
import type { AccessOptions } from './collect-options.ts';
import type { ClientConstructor } from './collector.ts';
import { iamPrefix } from './iam-action.ts';
import { rateOf } from './rates.ts';
import { makeRetryStrategy } from './retry.ts';
import { makeTransport } from './transport.ts';

/** The credentials of an SDK client, resolved once and shared by all. */
type Credentials = () => Promise<unknown>;

export type ClientOptions = AccessOptions & {
  /** Ends every call. */
  readonly signal?: AbortSignal | undefined;
  /** Region whose STS is asked to assume the role. */
  readonly homeRegion: string;
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

export function makeClients(options: ClientOptions): Clients {
  // The SDK would print a warning about Node's version on stderr, which is not ours to print there.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // One listener for each region is no leak.
  if (options.signal) setMaxListeners(0, options.signal);
  const clients = new Map<string, Map<unknown, AnyClient>>();
  const controllers = new Map<string, AbortController>();
  const traffic: Traffic = { calls: 0, throttled: 0, answered: new Set(), silent: new Map() };
  const retryStrategy = makeRetryStrategy(options.maxAttempts ?? 10, options.delayBase);
  let credentials: Promise<Credentials> | null = null;
  const shared = () => {
    credentials ??= sharedCredentials(options, (Client, config) => build(Client, options.homeRegion, config));
    return credentials.then((provider) => provider());
  };

  const build = (Client: ClientConstructor<AnyClient>, region: string, config: object): AnyClient => {
    const controller = controllerOf(controllers, region, options.signal);
    const client = new Client({
      region,
      ...(options.profile !== undefined && { profile: options.profile }),
      retryStrategy,
      maxAttempts: options.maxAttempts ?? 10,
      logger: SILENT,
      customUserAgent: [['infra-parity', VERSION]],
      requestHandler: makeTransport({ ...options, signal: controller.signal }),
      ...config,
    });
    // The class's own name is gone in a minified bundle; this one is data.
    const service = iamPrefix(client.config.serviceId);
    const place = { service, region, rate: rateOf(service), signal: controller.signal, traffic };
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
  };

  return {
    get<C>(Client: ClientConstructor<C>, region: string): C {
      const ofRegion = clients.get(region) ?? new Map<unknown, AnyClient>();
      clients.set(region, ofRegion);
      const client = ofRegion.get(Client) ?? build(Client, region, { credentials: shared });
      ofRegion.set(Client, client);
      return client;
    },
    abort: (region, reason) => controllerOf(controllers, region, options.signal).abort(reason),
    traffic,
    destroy() {
      for (const ofRegion of clients.values()) for (const client of ofRegion.values()) client.destroy();
    },
  };
}

/**
 * The SDK's default chain, or the role's. A client that is given no credentials resolves the chain and keeps the result until
 * it ends: that one's provider serves all the others, so a profile's process or a role's token is asked for once.
 */
async function sharedCredentials(
  options: ClientOptions,
  build: (Client: ClientConstructor<AnyClient>, config: object) => AnyClient,
): Promise<Credentials> {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const base = build(STSClient, {});
  const { roleArn, externalId } = options;
  if (roleArn === undefined) return base.config.credentials;
  const assume = async () => {
    const { Credentials: role } = await base.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'infra-parity',
        ...(externalId !== undefined && { ExternalId: externalId }),
      }),
    );
    return {
      accessKeyId: role?.AccessKeyId,
      secretAccessKey: role?.SecretAccessKey,
      sessionToken: role?.SessionToken,
      expiration: role?.Expiration,
    };
  };
  return build(STSClient, { credentials: assume }).config.credentials;
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
