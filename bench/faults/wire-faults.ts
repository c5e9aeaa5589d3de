/** Sends what no service would, in place of its answer. */
import type { ServerResponse } from 'node:http';
import type { Kind } from './kinds.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What a captive portal, or a proxy that wants a log-in, answers for every address. */
const PORTAL = '<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Please log in.</p></body></html>';
const GARBAGE = Buffer.from('\u0000<<<{{{ this is not what you asked for', 'latin1');

/** Sends what no service of AWS's would, in place of its answer. */
export function sendWire(response: ServerResponse, kind: Kind['sends'], healthy: Answer): void {
  const { socket } = response;
  switch (kind) {
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'hang':
      // The caller's own time limit ends it.
      return;
    case 'truncate':
      response.writeHead(healthy.status, { ...healthy.headers, 'content-length': String(healthy.body.length + 20) });
      response.write(healthy.body.subarray(0, healthy.body.length / 2), () => socket?.destroy());
      return;
    case 'garbage':
      end(response, healthy.headers['content-type'] ?? 'text/xml', GARBAGE);
      return;
    case 'html':
      end(response, 'text/html; charset=utf-8', Buffer.from(PORTAL));
      return;
    case 'empty':
      end(response, healthy.headers['content-type'] ?? 'text/xml', Buffer.alloc(0));
      return;
    default:
      throw new Error(`${kind} is not done to the wire`);
  }
}

function end(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { 'content-type': type, 'content-length': String(body.length) });
  response.end(body);
}
