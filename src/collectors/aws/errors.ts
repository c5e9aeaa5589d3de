/** What an error of a call means. */
import type { Cause, Gap } from '../../snapshot/snapshot.ts';
import type { IamAction } from '../collector.ts';

/**
 * What an error of a call means. `credentials`: they are not valid where they were sent, which a disabled region says too.
 * `clock`: the caller's clock is off, of which AWS says that the signature has expired, as if the credentials had.
 */
export type Meaning = Cause | 'credentials' | 'clock' | 'unsupported';

const CREDENTIALS = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);
const CLOCK = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
const CLOCK_MESSAGE = /^Signature (expired|not yet current)\b/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpired)$/;
const DENIED =
  /^(AccessDenied|UnauthorizedOperation|Unauthorized|NotAuthorized|AuthorizationError|Forbidden|Client\.UnauthorizedOperation)/;
const THROTTLED =
  /^(Throttl|RequestLimitExceeded|RequestThrottled|TooManyRequests|SlowDown|EC2ThrottledException|BandwidthLimitExceeded|PriorRequestNotComplete|ProvisionedThroughputExceeded)/;
const UNREACHABLE = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ETIMEDOUT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

type Known = {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  /** What the collector knows that helps, where the code of the error alone does not tell. */
  readonly remedy?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

const operations = new WeakMap<object, IamAction>();

/** Remembers which call an error came from. The first mark stays: it is the nearest to the call. */
export function markOperation(error: unknown, operation: IamAction): void {
  if (typeof error === 'object' && error !== null && !operations.has(error)) operations.set(error, operation);
}

/** The IAM action of the call that the error came from; null where it came from none. */
export function operationOf(error: unknown): IamAction | null {
  return typeof error === 'object' && error !== null ? (operations.get(error) ?? null) : null;
}

/** What an error of an AWS call says, whatever the service's spelling. */
export function classify(error: unknown): Meaning {
  const { name, code, message, $metadata } = known(error);
  const status = $metadata?.httpStatusCode;
  if (CLOCK.test(name) || (CREDENTIALS.has(name) && CLOCK_MESSAGE.test(message))) return 'clock';
  if (EXPIRED.test(name) || (CREDENTIALS.has(name) && /expired/i.test(message))) return 'expired';
  if (CREDENTIALS.has(name)) return 'credentials';
  if (THROTTLED.test(name) || status === 429 || /^rate exceeded$/i.test(message)) return 'throttled';
  if (DENIED.test(name)) return 'denied';
  if (name === 'UnknownOperationException' || name === 'UnknownEndpoint') return 'unsupported';
  if (
    name === 'TimeoutError' ||
    UNREACHABLE.has(code) ||
    (status === undefined && /socket hang up|aborted/.test(message))
  )
    return 'unreachable';
  // A refusal whose body was not the protocol's: a proxy's page, a gateway's. What it says is 403 all the same.
  if (status === 403 || status === 401) return 'denied';
  return 'failed';
}

/** True when the endpoint's name does not exist, as against one that does not answer. */
export function isUnknownHost(error: unknown): boolean {
  return known(error).code === 'ENOTFOUND';
}

export type GapPlace = {
  readonly region: string;
  readonly type: string;
  /** Who asked, for the remedy; '' when not known. */
  readonly principal: string;
  readonly properties?: readonly string[];
};

/** The gap that an error leaves. What only tells refusals apart is `denied` to the reader, and what is not offered `failed`. */
export function gapOf(error: unknown, place: GapPlace, meaning: Meaning = classify(error)): Gap {
  const operation = operationOf(error);
  const cause =
    meaning === 'credentials' || meaning === 'clock' ? 'denied' : meaning === 'unsupported' ? 'failed' : meaning;
  const { region, type, properties } = place;
  const remedy = remedyOf(meaning, operation, place, error);
  return { region, type, cause, operation, detail: detailOf(error), remedy, ...(properties && { properties }) };
}

function remedyOf(meaning: Meaning, operation: IamAction | null, place: GapPlace, error: unknown): string {
  const { message, remedy } = known(error);
  if (remedy !== null) return remedy;
  const action = operation ?? /perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1] ?? 'the call';
  const who = principalOf(message) ?? place.principal;
  const to = who === '' ? '' : ` to ${who}`;
  switch (meaning) {
    case 'denied':
      if (/service control policy/i.test(message))
        return `a service control policy denies ${action}: have it exempted${to}`;
      if (/explicit deny/i.test(message))
        return `a policy denies ${action} explicitly: remove that${to && ` for ${who}`}`;
      return `grant ${action}${to}`;
    case 'credentials':
      return `the credentials are not valid in ${place.region}: use tokens of a regional STS endpoint, or other credentials`;
    case 'clock':
      return 'set the clock of this machine and run again: AWS takes requests of these minutes only';
    case 'expired':
      // EC2 has one code for both.
      return known(error).name === 'RequestExpired'
        ? 'renew the credentials, or set the clock of this machine, and run again'
        : 'renew the credentials and run again';
    case 'throttled':
      return `run again when less is calling ${action.split(':')[0]} in this account and region`;
    case 'disabled':
      return `enable the region ${place.region} for the account, or leave it out with --exclude-region ${place.region}`;
    case 'unreachable':
      return known(error).name === 'TimeoutError'
        ? 'check the network path to the endpoint, or raise --request-timeout'
        : 'check DNS, proxy and network path to the endpoint';
    default:
      return 'run again; if it stays, report it with the detail';
  }
}

/** The identity that AWS names in a denial: an assumed role's session stands for its role. */
function principalOf(message: string): string | null {
  return /(?:User|Principal): (arn:[\w+=,.@:/-]+)/.exec(message)?.[1] ?? null;
}

const DETAIL_LENGTH = 400;

/** AWS's error code and message in one bounded line that cannot colour or move anything. */
export function detailOf(error: unknown): string {
  const { name, code, message } = known(error);
  const label = code !== '' && code !== name ? code : name;
  const text = message === '' || message === label ? label : `${label}: ${message}`;
  const line = oneLine(text);
  return line.length > DETAIL_LENGTH ? `${line.slice(0, DETAIL_LENGTH - 1)}…` : line;
}

/** Text without control characters, terminal escapes, bidirectional overrides and line ends. */
export function oneLine(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g, '')
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
      .trim()
  );
}

type Told = { name: string; code: string; message: string; remedy: string | null; $metadata: Known['$metadata'] };

function known(error: unknown): Told {
  if (typeof error !== 'object' || error === null)
    return { name: 'Error', code: '', message: String(error), remedy: null, $metadata: undefined };
  const { name, code, message, cause, remedy, $metadata } = error as Known;
  const inner = code === undefined && cause !== undefined ? (cause as Known)?.code : code;
  return {
    name: typeof name === 'string' && name !== '' ? name : 'Error',
    code: typeof inner === 'string' ? inner : '',
    message: typeof message === 'string' ? message : '',
    remedy: typeof remedy === 'string' ? remedy : null,
    $metadata,
  };
}
