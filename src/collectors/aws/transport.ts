/** Connections and time limits. */
import { NodeHttpHandler } from '@smithy/node-http-handler';

export type TransportOptions = {
  readonly requestTimeout?: number;
  readonly connectionTimeout?: number;
  /** Ends the requests under way. */
  readonly signal: AbortSignal;
  // biome-ignore lint/suspicious/noExplicitAny: any request handler of the SDK's; for tests.
  readonly requestHandler?: any;
};

/** The slots of `rates.ts` keep the calls in flight below this: a call never waits for a connection while its time runs. */
const MOST_SOCKETS = 64;

type Body = {
  destroy?(error: Error): void;
  once?(event: string, listener: (error: Error) => void): void;
  read?(): Buffer | null;
  unshift?(chunk: Buffer): void;
};

/**
 * The SDK's HTTP handler, with what it lacks: a time limit (its own default is none, so a request whose answer never comes
 * waits for ever) that holds to the last byte of the body, and one signal for every request of a region.
 */
export function makeTransport(options: TransportOptions) {
  const limit = options.requestTimeout ?? 15_000;
  const handler =
    options.requestHandler ??
    new NodeHttpHandler({
      connectionTimeout: options.connectionTimeout ?? 3000,
      requestTimeout: limit,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
    });
  return {
    ...('metadata' in handler && { metadata: handler.metadata }),
    // biome-ignore lint/suspicious/noExplicitAny: requests and answers are the handler's.
    async handle(request: any, handlerOptions: any = {}): Promise<any> {
      const started = performance.now();
      const answer = await handler.handle(request, { ...handlerOptions, abortSignal: options.signal });
      limitBody(answer.response.body, limit - (performance.now() - started), limit);
      await refuseStranger(request.method, answer.response);
      return answer;
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => handler.destroy?.(),
  };
}

type Answer = { readonly statusCode: number; readonly headers: Readonly<Record<string, string>>; readonly body?: Body };

/**
 * A captive portal and a proxy that wants a log-in answer everything with a page and status 200, some with nothing at all.
 * The SDK reads that as an answer without members, which for S3 says "not set". Only a write is answered with nothing.
 */
async function refuseStranger(method: string, { statusCode, headers, body }: Answer): Promise<void> {
  if (statusCode !== 200) return;
  const type = headers['content-type'] ?? '';
  // Emulators send their JSON by this type too: what the body begins with decides.
  const page = /html/i.test(type) && /^\s*<(!doctype|html)/i.test(await startOf(body));
  const empty = headers['content-length'] === '0' && method !== 'PUT';
  if (!page && !empty) return;
  const what = page ? `a web page (${type})` : 'empty';
  const error = Object.assign(new Error(`the answer is ${what}: it is not from AWS`), { name: 'StrangeAnswer' });
  body?.once?.('error', () => {});
  body?.destroy?.(error);
  throw error;
}

/** The first bytes of a body, which are still there to be read. */
function startOf(body: Body | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!body?.read || !body.unshift || !body.once) return resolve('');
    body.once('error', reject);
    body.once('end', () => resolve(''));
    body.once('readable', () => {
      const chunk = body.read?.();
      if (chunk) body.unshift?.(chunk);
      resolve(chunk ? chunk.toString('utf8', 0, 100) : '');
    });
  });
}

const TIMEOUT = { name: 'TimeoutError', code: 'ETIMEDOUT' };

function limitBody(body: Body | undefined, remaining: number, limit: number): void {
  if (typeof body?.destroy !== 'function' || typeof body.once !== 'function') return;
  // An error made beforehand would take the stack of every call.
  const late = () => Object.assign(new Error(`no complete answer within ${limit} ms`), TIMEOUT);
  const timer = setTimeout(() => body.destroy?.(late()), Math.max(1, remaining));
  body.once('close', () => clearTimeout(timer));
  body.once('end', () => clearTimeout(timer));
}
