/** Values of what is written in a template where no function is read: mappings, the items of a loop. */
import { Odd, type Raw } from './raw.ts';
import { hole, list, literal, NOTHING, unknown, type Value } from './values.ts';

/** What is written, as a value. */
export function fromRaw(raw: Raw): Value {
  if (raw instanceof Odd) return oddValue(raw);
  if (Array.isArray(raw)) return list((raw as readonly Raw[]).map(fromRaw));
  if (typeof raw !== 'object' || raw === null) return literal(raw as string | number | boolean | null);
  const entries = Object.entries(raw).map(([name, item]) => [name, fromRaw(item)] as const);
  return { kind: 'map', entries: new Map(entries), uses: NOTHING };
}

/** A scalar that is read in more than one way. */
export function oddValue(raw: Odd): Value {
  return raw.choices.length === 0 ? unknown(raw.reason) : hole({ oneOf: raw.choices, reason: raw.reason });
}
