/**
 * An AWS endpoint in a process of its own: answers every service for the inventory after a fixed latency, throttles by
 * token buckets when told to, and counts. It takes orders over the IPC channel: `{ reset: { latency, limits } }` and
 * `{ stats: true }`.
 */
import { createServer } from 'node:http';
import { answerOf } from './answers/index.mjs';
import { NotSet } from './answers/shared.mjs';
import { useShape } from './inventory.mjs';
import { failure, readRequest, success, throttling } from './wire.mjs';

useShape(process.argv[2] ?? 'usual');

let config = { latency: 0, limits: {} };
let stats;
let buckets;
let open = 0;

function reset(given = {}) {
  config = { latency: 0, limits: {}, ...given };
  buckets = new Map();
  const counts = { calls: 0, throttled: 0, connections: 0, mostInFlight: 0, firstCallAt: null, lastAnswerAt: null };
  stats = { ...counts, operations: {}, requests: {}, unknown: [] };
  open = 0;
}

/**
 * @returns whether the service's bucket in the region has a token left. `limits` are `{ kms: [perSecond, burst] }`; with
 *   `'operation'` as a third member each operation has a bucket of its own
 */
function admits({ service, region, operation }) {
  const limit = config.limits[service];
  if (limit === undefined) return true;
  const [perSecond, burst, each] = limit;
  const now = performance.now();
  const key = each === 'operation' ? `${region}:${service}:${operation}` : `${region}:${service}`;
  const bucket = buckets.get(key) ?? { tokens: burst, at: now };
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
  buckets.set(key, bucket);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

const rendered = new Map();
function answered(request, key) {
  if (!rendered.has(key)) rendered.set(key, render(request));
  return rendered.get(key);
}

function render(request) {
  const { service, operation } = request;
  const give = answerOf(service, operation);
  if (give === undefined)
    return failure(service, 400, 'InvalidAction', `the benchmark does not know ${service}:${operation}`);
  try {
    return success(service, operation, give(request));
  } catch (error) {
    if (error instanceof NotSet) return failure(service, 404, error.message, 'not configured');
    throw error;
  }
}

const identity = ({ region, service, operation, input }) =>
  `${region}:${service}:${operation} ${JSON.stringify(input)}`;

function count(request, key) {
  const name = `${request.region}:${request.service}:${request.operation}`;
  stats.operations[name] = (stats.operations[name] ?? 0) + 1;
  stats.requests[key] = (stats.requests[key] ?? 0) + 1;
  if (answerOf(request.service, request.operation) === undefined) stats.unknown.push(name);
}

function handle(message, response, body) {
  stats.firstCallAt ??= Number(process.hrtime.bigint()) / 1e6;
  stats.calls += 1;
  open += 1;
  stats.mostInFlight = Math.max(stats.mostInFlight, open);
  const request = readRequest(message, body);
  const key = identity(request);
  const admitted = admits(request);
  if (admitted) count(request, key);
  else stats.throttled += 1;
  const { status, headers, body: text } = admitted ? answered(request, key) : throttling(request.service);
  setTimeout(() => {
    open -= 1;
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
    response.end(text);
    stats.lastAnswerAt = Number(process.hrtime.bigint()) / 1e6;
  }, config.latency);
}

function report() {
  const duplicates = Object.entries(stats.requests).filter(([, times]) => times > 1);
  const { requests, ...rest } = stats;
  return { ...rest, distinct: Object.keys(requests).length, duplicates: Object.fromEntries(duplicates) };
}

reset();
const server = createServer((message, response) => {
  const parts = [];
  message.on('data', (part) => parts.push(part));
  message.on('end', () => handle(message, response, Buffer.concat(parts).toString()));
});
server.keepAliveTimeout = 60_000;
server.on('connection', (socket) => {
  stats.connections += 1;
  socket.setNoDelay(true);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (order) => {
  if (order.reset) reset(order.reset);
  process.send(order.reset ? { ready: true } : { stats: report() });
});
process.on('disconnect', () => process.exit(0));
