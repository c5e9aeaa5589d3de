/** The simulator as tests see it: worlds, faults, the log of calls. */
import { devNull } from 'node:os';
import { inject } from 'vitest';
import type {} from './global-setup.ts';
import { type Deployed, deployStack, removeStack, type Template } from './stacks.ts';

export type FaultKind =
  | 'deny'
  | 'deny-scp'
  | 'throttle'
  | 'expired'
  | 'error500'
  | 'error503'
  | 'reset'
  | 'truncate'
  | 'garbage'
  | 'hang'
  | 'latency'
  | 'clock-skew'
  | 'wrong-region'
  | 'disabled-region'
  | 'not-offered'
  /** An error of the service by its `code`, with the status that its model says. */
  | 'service-error';

/** A fault on demand. `service`, `action` and `region` are globs; the service is the signing name (`rds`, `tagging`, `monitoring`). */
export type Fault = {
  readonly kind: FaultKind;
  readonly service?: string;
  readonly action?: string;
  readonly region?: string;
  /** Only the first n matching requests, after skipping `after` of them. */
  readonly times?: number;
  readonly after?: number;
  /** Only the n-th page of a list; 2 means every request that carries a continuation token. */
  readonly page?: number;
  /** Only requests whose path, query or body contain this text. */
  readonly arnContains?: string;
  /** Milliseconds, for `latency`. */
  readonly ms?: number;
  /** How far the server's clock is ahead, for `clock-skew`; one hour when absent. */
  readonly skewMs?: number;
  /** Another code, message or HTTP status than the service's usual one. */
  readonly code?: string;
  readonly message?: string;
  readonly status?: number;
};

export type Settings = {
  /** Caps the page of every paged list; null lifts the cap. */
  readonly pageSize?: number | null;
  /** Regions that are enabled; calls to others fail as AWS fails them. null enables all. */
  readonly enabledRegions?: readonly string[] | null;
  /** The IAM actions (globs, AWS's spelling) that the caller may use; everything else is denied. null allows all. */
  readonly policy?: readonly string[] | null;
};

/** What was asked with the world's `env` credentials. Seeding is not in it. Actions read `service:region:Operation`. */
export type Calls = {
  readonly total: number;
  readonly byAction: Readonly<Record<string, number>>;
  readonly writes: readonly string[];
  /** Identical requests that were answered more than once; faulted ones are left out, since a retry is no waste. */
  readonly duplicates: readonly { readonly action: string; readonly params: string; readonly times: number }[];
  readonly errors: readonly {
    readonly action: string;
    readonly status: number;
    readonly fault: FaultKind | null;
    readonly error: string | null;
  }[];
  /** The greatest number of requests that were under way at one time. */
  readonly peak: number;
  readonly userAgents: readonly string[];
  readonly log: readonly {
    readonly service: string;
    readonly region: string;
    readonly operation: string;
    readonly status: number | null;
    readonly fault: FaultKind | null;
    readonly at: number;
    readonly params: string;
  }[];
};

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** The constructor argument of any AWS SDK client. */
export type ClientConfig = {
  region: string;
  endpoint: string;
  credentials: Credentials;
  maxAttempts: number;
};

/** A resource that CloudFormation only pretends to have made. */
export type Pretended = {
  readonly region: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
};

/** A fresh AWS account inside the simulator, with nothing in it but what every account has. */
export type World = {
  readonly endpoint: string;
  readonly account: string;
  /** The environment for a process that audits this account; what it asks is logged and can be faulted. */
  readonly env: Readonly<Record<string, string>>;
  /** Config for clients that make the world: never logged, denied or faulted, and one attempt only. */
  clients(region: string): ClientConfig;
  /** Config for clients that ask as the audit does: logged, denied and faulted. One attempt only. */
  auditClients(region: string): ClientConfig;
  faults(faults: readonly Fault[]): Promise<void>;
  clearFaults(): Promise<void>;
  calls(): Promise<Calls>;
  clearCalls(): Promise<void>;
  settings(settings: Settings): Promise<void>;
  /** Creates the stack, or updates it; throws with AWS's reasons when it rolls back. */
  deploy(
    region: string,
    stackName: string,
    template: Template,
    parameters?: Readonly<Record<string, string>>,
    tags?: Readonly<Record<string, string>>,
  ): Promise<Deployed>;
  deleteStack(region: string, stackName: string): Promise<void>;
  /** Makes the tagging API return this resource although it does not exist (any more). */
  ghost(arn: string, tags: Readonly<Record<string, string>>, region?: string): Promise<void>;
  /** What GetTrailStatus says of the last delivery in its home region. */
  trailDeliveryError(trailArn: string, error: string | null): Promise<void>;
  /** A multi-region trail of the organization's management account, as this member account sees it: listed, its status not readable; its ARN. */
  organizationTrail(region: string, name: string, managementAccount: string): Promise<string>;
  /** Puts a stack into a status that takes time or bad luck in AWS, such as UPDATE_ROLLBACK_FAILED. */
  stackStatus(region: string, stackName: string, status: string, reason?: string): Promise<void>;
  pretended(): Promise<readonly Pretended[]>;
  /** Changes what Cloud Control tells of a stack's resource, as a merge patch (null takes a member away); null = the resource is gone. */
  live(region: string, stack: string, logicalId: string, properties: Properties | null): Promise<void>;
  /** A resource for Cloud Control that no stack made; null takes it away. */
  model(region: string, typeName: string, identifier: string, properties: Properties | null): Promise<void>;
  /** Registers a type with its schema (`handlers`, `primaryIdentifier` …), in place of AWS's of that name. */
  registerType(typeName: string, schema: Properties): Promise<void>;
};

type Properties = Readonly<Record<string, unknown>>;

/** Where the run's simulator answers. Throws when the run has none. */
export function simulatorEndpoint(): string {
  const endpoint = inject('simulatorEndpoint');
  if (!endpoint) throw new Error('This test needs the simulator; it was left out with SIMULATOR=off.');
  return endpoint;
}

/**
 * Opens a fresh account. Worlds of parallel tests do not see each other.
 *
 * @param endpoint of a simulator that is not the test run's own: the benches launch one themselves
 * @param known the account's number, where it must be that of a member of an organization
 */
export async function openWorld(endpoint: string = simulatorEndpoint(), known?: string): Promise<World> {
  const opened = (await control(endpoint, 'POST', '/simulator/worlds', known ? { account: known } : undefined)) as {
    account: string;
    audit: Credentials;
    seed: Credentials;
  };
  const { account, audit, seed } = opened;
  const clients = (region: string) => ({ region, endpoint, credentials: seed, maxAttempts: 1 });
  const at = (path: string) => `/simulator/${path}?account=${account}`;
  return {
    endpoint,
    account,
    env: environment(endpoint, audit),
    clients,
    auditClients: (region) => ({ region, endpoint, credentials: audit, maxAttempts: 1 }),
    faults: async (faults) => {
      await control(
        endpoint,
        'POST',
        '/simulator/faults',
        faults.map((fault) => ({ ...fault, account })),
      );
    },
    clearFaults: async () => void (await control(endpoint, 'DELETE', at('faults'))),
    calls: async () => (await control(endpoint, 'GET', at('calls'))) as Calls,
    clearCalls: async () => void (await control(endpoint, 'DELETE', at('calls'))),
    settings: async (settings) =>
      void (await control(endpoint, 'POST', '/simulator/settings', { account, ...settings })),
    deploy: (region, name, template, parameters, tags) =>
      deployStack(clients(region), name, template, parameters ?? {}, tags ?? {}),
    deleteStack: (region, name) => removeStack(clients(region), name),
    ghost: async (arn, tags, region) => {
      const body = { account, region: region ?? (arn.split(':')[3] || 'us-east-1'), arn, tags };
      await control(endpoint, 'POST', '/simulator/ghosts', body);
    },
    trailDeliveryError: async (arn, error) =>
      void (await control(endpoint, 'POST', '/simulator/trail-delivery-error', { account, arn, error })),
    stackStatus: async (region, stack, status, reason) =>
      void (await control(endpoint, 'POST', '/simulator/stack-status', { account, region, stack, status, reason })),
    organizationTrail: async (region, name, managementAccount) => {
      const body = { account, region, name, managementAccount };
      return ((await control(endpoint, 'POST', '/simulator/organization-trail', body)) as { arn: string }).arn;
    },
    live: async (region, stack, logicalId, properties) =>
      void (await control(endpoint, 'POST', '/simulator/live', { account, region, stack, logicalId, properties })),
    model: async (region, typeName, identifier, properties) =>
      void (await control(endpoint, 'POST', '/simulator/models', {
        account,
        region,
        typeName,
        identifier,
        properties,
      })),
    registerType: async (typeName, schema) =>
      void (await control(endpoint, 'POST', '/simulator/types', { account, typeName, schema })),
    pretended: async () => (await control(endpoint, 'GET', at('pretended'))) as Pretended[],
  };
}

function environment(endpoint: string, credentials: Credentials): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // The developer's own profiles must not reach a test.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

async function control(endpoint: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${endpoint}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(`simulator: ${method} ${path}: ${answer.error}`);
  return answer;
}
