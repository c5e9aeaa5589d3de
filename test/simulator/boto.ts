/** Asks the simulator with botocore, in tests of services that have no client among the project's dependencies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { providePython } from './provide.ts';
import type { ClientConfig } from './simulator.ts';

const SCRIPT = fileURLToPath(new URL('./boto.py', import.meta.url));

export type Params = Readonly<Record<string, unknown>>;

/** An error as the service answered it: its code, and the HTTP status. */
export class ServiceError extends Error {
  readonly status: number | null;
  constructor(code: string, message: string, status: number | null) {
    super(message);
    this.name = code;
    this.status = status;
  }
}

export type Boto = {
  /** Calls an operation (`ListQueues`) of a service (botocore's name, `sqs`); throws ServiceError under the code that was answered. */
  ask(config: ClientConfig, service: string, operation: string, params?: Params): Promise<Record<string, unknown>>;
  stop(): void;
};

/** Starts botocore beside the test; its answers come in the order of the questions. */
export async function boto(): Promise<Boto> {
  const child: ChildProcess = spawn(await providePython(), [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => waiting.shift()?.(line));
  return {
    ask: async ({ region, endpoint, credentials }, service, operation, params = {}) => {
      const line = await new Promise<string>((resolve) => {
        waiting.push(resolve);
        child.stdin?.write(`${JSON.stringify({ region, endpoint, credentials, service, operation, params })}\n`);
      });
      const { result, error } = JSON.parse(line) as {
        result: Record<string, unknown>;
        error?: { Code: string; Message: string; Status: number | null };
      };
      if (error) throw new ServiceError(error.Code, error.Message, error.Status);
      return result;
    },
    stop: () => void child.stdin?.end(),
  };
}
