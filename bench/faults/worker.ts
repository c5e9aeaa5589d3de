/**
 * The product in a process of its own: a run that never ends can be ended, runs beside each other share no environment, and
 * what waits (for a time limit, for a bucket that is slowed) waits beside the others.
 */
import { run, type SelectionName } from './audit.ts';

export type Job = { readonly id: number; readonly selection: SelectionName; readonly withSnapshot: boolean };

process.on('message', (job: Job) => {
  run(job.selection).then((done) => {
    const { snapshot: _, ...report } = { snapshot: null, ...done };
    process.send?.({ id: job.id, run: job.withSnapshot ? done : report });
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
