/** What each error of Cloud Control's GetResource says of the resource that was asked for. */
import { classify, type Meaning } from '../aws/errors.ts';

/**
 * `unreadable`: no resource of the type can be read there, and none needs to be asked for again. `not-found`: there is none under
 * that identifier, which may be of another form. `refused`: the identifier is of another form. Else why it could not be read.
 */
export type Outcome =
  | 'unreadable'
  | 'not-found'
  | 'refused'
  | Exclude<Meaning, 'unsupported' | 'disabled' | 'ambiguous'>;

/** All that the API declares ("GetResource", Cloud Control API reference), and what is always so whatever the message says. */
const OUTCOMES: { readonly [name: string]: Outcome } = {
  AlreadyExistsException: 'failed',
  GeneralServiceException: 'failed',
  HandlerFailureException: 'failed',
  HandlerInternalFailureException: 'failed',
  InvalidCredentialsException: 'credentials',
  InvalidRequestException: 'refused',
  NetworkFailureException: 'unreachable',
  NotStabilizedException: 'failed',
  NotUpdatableException: 'failed',
  PrivateTypeException: 'unreadable',
  ResourceConflictException: 'failed',
  ResourceNotFoundException: 'not-found',
  ServiceInternalErrorException: 'failed',
  ServiceLimitExceededException: 'throttled',
  ThrottlingException: 'throttled',
  TypeNotFoundException: 'unreadable',
  UnsupportedActionException: 'unreadable',
};

/** Errors that carry what the service behind the handler said: the message tells more than the name. */
const CARRIES_ANOTHER = new Set([
  'GeneralServiceException',
  'HandlerFailureException',
  'HandlerInternalFailureException',
  'InvalidRequestException',
  'ServiceInternalErrorException',
]);

const INSIDE: readonly (readonly [RegExp, Outcome])[] = [
  [/not authorized to perform|is not authorized|access ?denied|UnauthorizedOperation/i, 'denied'],
  [/rate exceeded|throttl|too ?many ?requests|RequestLimitExceeded/i, 'throttled'],
  [/security token .* (?:expired)|ExpiredToken/i, 'expired'],
  [/security token .* invalid|InvalidClientTokenId|UnrecognizedClient/i, 'credentials'],
  // The second spelling: the handler's own words inside another error.
  [/\bResourceNotFound(?:Exception)?\b|\bNotFound\b/, 'not-found'],
];

/** @param error what a call of GetResource threw */
export function outcomeOf(error: unknown): Outcome {
  const { name = '', message = '' } = (error ?? {}) as { readonly name?: string; readonly message?: string };
  const own = Object.hasOwn(OUTCOMES, name) ? OUTCOMES[name] : undefined;
  if (own !== undefined)
    return CARRIES_ANOTHER.has(name) ? (INSIDE.find(([pattern]) => pattern.test(message))?.[1] ?? own) : own;
  const meaning = classify(error);
  return meaning === 'unsupported' || meaning === 'disabled' || meaning === 'ambiguous' ? 'failed' : meaning;
}

/** The action that the service behind the handler refused, `sqs:GetQueueAttributes`; null when the message names none. */
export function refusedAction(error: unknown): `${string}:${string}` | null {
  const { message = '' } = (error ?? {}) as { readonly message?: string };
  const action = /perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1];
  return action === undefined ? null : (action as `${string}:${string}`);
}

/** Every error of the API by name, for tests and for the simulator. */
export const CLOUD_CONTROL_ERRORS: readonly string[] = Object.keys(OUTCOMES);
