/** Progress on the terminal. */
import type { CollectEvent, Preflight } from '../collectors/progress.ts';
import { safe } from '../report/escape.ts';
import { shorten } from '../report/text-width.ts';
import { count } from '../report/words.ts';
import type { RegionStatus } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';

/** Work shorter than this shows no progress. */
const PATIENCE_MS = 1000;
const TERMINAL_MS = 100;
const LOG_MS = 5000;

/** `us-east-1, eu-central-1 enabled · me-south-1 disabled`: the states in the order met. */
function states(regions: readonly RegionStatus[]): string {
  const byState = new Map<string, string[]>();
  for (const { name, state } of regions) byState.set(state, [...(byState.get(state) ?? []), name]);
  return [...byState].map(([state, names]) => `${names.join(', ')} ${state}`).join(' · ');
}

/** Who asks, where, and what will be read: before anything else, so that a wrong account is seen before the wait. */
export function preflightLines({ caller, regions, types, lists, notes }: Preflight): readonly string[] {
  const who = `account ${safe(caller.account)} (${safe(caller.partition)}) as ${safe(caller.arn)}`;
  return [
    caller.account === '' ? `account not known (${safe(caller.partition)})` : who,
    `regions ${states(regions)}`,
    `reading ${count(types.length, 'type')} with properties, all others by presence; ${count(lists, 'call')} at least`,
    ...notes.map((note) => `note: ${safe(note)}`),
  ];
}

type State = { lists: number; listed: number; resources: number; gaps: Set<string>; shown: boolean };

function line({ lists, listed, resources, gaps }: State): string {
  const unseen = gaps.size > 0 ? `, ${count(gaps.size, 'gap')}` : '';
  return `reading: ${listed} of about ${lists} lists, ${count(resources, 'resource')}${unseen}`;
}

/** Takes the events of a collection to stderr: one line that is updated on a terminal, a line every few seconds elsewhere. */
export function watch(io: Io, quiet: boolean): { onEvent: (event: CollectEvent) => void; stop: () => void } {
  const { stderr } = io;
  const terminal = stderr.isTTY === true;
  const state: State = { lists: 0, listed: 0, resources: 0, gaps: new Set(), shown: false };
  const started = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    if (Date.now() - started < PATIENCE_MS) return;
    const text = `${line(state)}, ${Math.floor((Date.now() - started) / 1000)} s`;
    stderr.write(terminal ? `\r${shorten(text, (stderr.columns || 80) - 1)}\u001b[K` : `${text}\n`);
    state.shown = true;
  };
  const stop = () => {
    clearInterval(timer);
    if (terminal && state.shown) stderr.write('\r\u001b[K');
    state.shown = false;
  };
  const onEvent = (event: CollectEvent) => {
    if (event.kind === 'preflight') {
      for (const text of preflightLines(event.preflight)) stderr.write(`${text}\n`);
      state.lists = event.preflight.lists;
      timer = setInterval(show, terminal ? TERMINAL_MS : LOG_MS);
      timer.unref();
    } else if (event.kind === 'listed') {
      state.listed++;
      state.resources += event.resources;
    } else if (event.kind === 'gap') {
      state.gaps.add(JSON.stringify(event.gap));
    } else if (event.kind === 'done') {
      stop();
      if (event.milliseconds < PATIENCE_MS) return;
      const slowed = event.throttled > 0 ? `, ${event.throttled} throttled` : '';
      const took = (event.milliseconds / 1000).toFixed(1);
      stderr.write(
        `read ${count(event.resources, 'resource')} with ${count(event.calls, 'call')} in ${took} s${slowed}\n`,
      );
    }
  };
  return quiet ? { onEvent: () => {}, stop: () => {} } : { onEvent, stop };
}
