/** Publishes to a webhook of a chat or of anybody who takes JSON over HTTPS. */
import { setTimeout as sleep } from 'node:timers/promises';
import { quietReason } from './nothing-to-tell.ts';
import type { Publisher } from './publisher.ts';
import type { Target } from './target.ts';
import { webhookBody } from './webhook-message.ts';

/** Why it was not sent, in words that never carry the address: who has it may write to the channel. */
export class WebhookError extends Error {}

const TRIES = 4;
const DELAY_MS = 1000;
/** The longest that a `Retry-After` is obeyed. */
const LONGEST_WAIT_MS = 30_000;
const TIMEOUT_MS = 10_000;

/** One message each run, under the same condition as SNS. Sent again after 429, 5xx and a lost connection. */
export const publishToWebhook: Publisher<Extract<Target, { kind: 'webhook' }>> = async (result, target, context) => {
  const url = addressIn(context.env, target.variable);
  const quiet = quietReason(result);
  if (quiet !== null && !context.always) return { done: `nothing sent, ${quiet}` };
  const body = webhookBody(target.form, result, context.places);
  const { signal, delayBase = DELAY_MS } = context;
  for (let tried = 1; ; tried++) {
    const answer = await post(url, body, signal);
    if (answer.ok) return { done: `message sent (HTTP ${answer.status})` };
    if (!answer.again || tried === TRIES)
      throw new WebhookError(`${answer.why}, after ${tried === 1 ? 'one try' : `${tried} tries`}`);
    const wait = Math.min(answer.wait ?? delayBase * 2 ** (tried - 1), LONGEST_WAIT_MS);
    await sleep(wait, undefined, { signal });
  }
};

/** Throws WebhookError when the variable is missing or holds no HTTPS URL; its value is in no message. */
export function addressIn(env: { readonly [name: string]: string | undefined }, variable: string): URL {
  const value = env[variable]?.trim();
  if (!value) throw new WebhookError(`the environment has no ${variable}; set it to the webhook's URL`);
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null) throw new WebhookError(`${variable} holds no URL`);
  if (url.protocol !== 'https:') throw new WebhookError(`${variable} must begin with https://`);
  if (url.username !== '' || url.password !== '')
    throw new WebhookError(`${variable} has credentials before the host; a webhook's secret is in its path`);
  return url;
}

type Answer =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly again: boolean; readonly why: string; readonly wait?: number };

async function post(url: URL, body: string, signal: AbortSignal | undefined): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      // Elsewhere is not where the secret was meant for.
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    await response.body?.cancel();
    return answerOf(response);
  } catch (error) {
    signal?.throwIfAborted();
    return { ok: false, again: true, why: timeout.aborted ? `no answer within ${TIMEOUT_MS / 1000} s` : lost(error) };
  }
}

function answerOf({ ok, status, headers }: Response): Answer {
  if (ok) return { ok, status };
  const why = `the webhook answered HTTP ${status}`;
  if (status !== 429 && status < 500) {
    const hint = status === 404 || status === 410 ? ': it exists no more' : '';
    return { ok, again: false, why: status >= 300 && status < 400 ? `${why}, to go elsewhere` : `${why}${hint}` };
  }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { ok, again: true, why, ...(seconds >= 0 && { wait: seconds * 1000 }) };
}

/** The code alone (`ECONNREFUSED`, `CERT_HAS_EXPIRED`): the message may name the address. */
function lost(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  const code = typeof cause?.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(cause.code) ? ` (${cause.code})` : '';
  return `no connection to the webhook${code}`;
}
