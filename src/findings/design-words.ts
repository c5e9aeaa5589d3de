/** Says in words what the templates say of a difference. */
import type { Comparison } from '../alignment/alignment.ts';
import { joined } from '../common/lists.ts';
import type { DesignCause } from '../comparison/design-causes.ts';
import { isDigest } from '../snapshot/digest.ts';
import type { Json } from '../snapshot/snapshot.ts';
import type { FindingCause, Violation } from './finding.ts';

/** `us-east-1 is as its template says, eu-central-1 was changed since`; empty where no template tells anything. */
export function designWords({ designed, cause, values }: Comparison): string {
  if (designed === undefined || designed.size < values.size) return '';
  const where = (state: string) => [...designed].filter(([, one]) => one.state === state).map(([place]) => place);
  const [fitting, changed, beside] = [where('as-designed'), where('changed'), where('not-designed')];
  const since = `${joined(changed)} ${changed.length === 1 ? 'was' : 'were'} changed since`;
  if (cause !== undefined) {
    const too = changed.length > 0 && fitting.length > 0 ? `, and ${since}` : '';
    return `${causeWords(cause)}${too}`;
  }
  if (changed.length > 0 && fitting.length > 0 && changed.length + fitting.length === designed.size) {
    const are = fitting.length === 1 ? 'is as its template says' : 'are as their templates say';
    return `${joined(fitting)} ${are}, ${since}`;
  }
  const silent = [...designed.values()].every(({ value, state }) => value === null && state !== 'unknown');
  return silent && beside.length > 0 ? 'no template sets it' : '';
}

/** `parameter Size is "small" in us-east-1, "large" in eu-central-1`. */
export function causeWords({ kind, name, values, through }: DesignCause | FindingCause): string {
  if (kind === 'template') return 'the templates themselves say different things';
  if (kind === 'pseudo') return `it follows from ${name}`;
  const said = Object.entries(values).map(([place, value]) => `${valueWords(value)} in ${place}`);
  const way = through.length === 0 ? '' : ` (through ${joined(through)})`;
  return `${kind} ${name} is ${said.join(', ')}${way}`;
}

const LONGEST = 80;

function valueWords(value: Json): string {
  if (value === null) return 'not known';
  if (isDigest(value)) return 'a secret';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What a finding keeps of it. */
export function designMembers({ designed, cause }: Comparison): Pick<Violation, 'designed' | 'cause'> {
  return {
    ...(designed !== undefined && designed.size > 0 && { designed: Object.fromEntries(designed) }),
    ...(cause !== undefined && { cause }),
  };
}
