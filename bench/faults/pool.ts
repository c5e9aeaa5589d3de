/** Processes that run the product, each behind a proxy. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../test/simulator/simulator.ts';
import type { Run, SelectionName } from './audit.ts';
import type { Front, Lane, Order, Seen } from './proxy.ts';

export type Asking = {
  readonly selection: SelectionName;
  readonly order: Order | null;
  readonly without?: RegExp | undefined;
  readonly withSnapshot?: boolean;
};

/** What a run came to, and what went over the wire. */
export type Ran = {
  readonly run: Run | { readonly end: 'late'; readonly milliseconds: number };
  readonly seen: readonly Seen[];
};

/** A process with the product in it, and its way to the simulator. */
type Worker = { readonly lane: Lane; child: ChildProcess; jobs: number };

/** Milliseconds after which a run has missed its deadline. The longest course is a few retries at one a second. */
const DEADLINE = 30_000;
const RUN_TS = fileURLToPath(new URL('../run-ts.mjs', import.meta.url));
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

export type Pool = {
  /** Runs each, several at a time; the answers in the order asked. */
  all<T extends Asking>(asked: readonly T[], done: (asked: T, ran: Ran) => void): Promise<void>;
  close(): Promise<void>;
};

export async function openPool(proxy: Front, world: World, size: number): Promise<Pool> {
  const workers = await Promise.all(
    Array.from({ length: size }, async (): Promise<Worker> => {
      const lane = await proxy.openLane();
      return { lane, child: await start(world, lane), jobs: 0 };
    }),
  );
  return {
    async all(asked, done) {
      const waiting = [...asked];
      await Promise.all(
        workers.map(async (worker) => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
            done(next, await perform(worker, world, next));
        }),
      );
    },
    async close() {
      for (const { child } of workers) child.disconnect();
      await Promise.all(workers.map(({ lane }) => lane.close()));
    },
  };
}

async function start(world: World, lane: Lane): Promise<ChildProcess> {
  const env = { ...process.env, ...world.env, AWS_ENDPOINT_URL: lane.endpoint };
  const child = fork(RUN_TS, [WORKER], { env, serialization: 'advanced' });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

async function perform(worker: Worker, world: World, asking: Asking): Promise<Ran> {
  const { lane } = worker;
  lane.expect(asking.order, asking.without);
  const { seen } = lane;
  worker.jobs += 1;
  const job = { id: worker.jobs, selection: asking.selection, withSnapshot: asking.withSnapshot ?? false };
  const answered = new Promise<Ran['run']>((resolve) => {
    const timer = setTimeout(() => resolve({ end: 'late', milliseconds: DEADLINE }), DEADLINE);
    worker.child.on('message', function take(answer: { readonly id: number; readonly run: Ran['run'] }) {
      if (answer.id !== job.id) return;
      clearTimeout(timer);
      worker.child.off('message', take);
      resolve(answer.run);
    });
  });
  worker.child.send(job);
  const run = await answered;
  if (run.end === 'late') {
    worker.child.kill('SIGKILL');
    worker.child = await start(world, lane);
  }
  return { run, seen };
}
