/** Dynamic references, `{{resolve:ssm:/app/port}}`: what AWS puts in when it deploys, also where a text was put together. */
import type { Hole } from './holes.ts';
import { argumentOf, text, type Value } from './values.ts';

const OPEN = /\{\{resolve:(?=(?:ssm|ssm-secure|secretsmanager):)/;
const CLOSE = '}}';

/** The value with its dynamic references as holes, in all its parts. */
export function withDynamic(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(withDynamic) };
  if (value.kind === 'map')
    return { ...value, entries: new Map([...value.entries].map(([name, item]) => [name, withDynamic(item)])) };
  if (value.kind === 'literal' && typeof value.value === 'string') return resolved([value.value], value);
  return value.kind === 'text' ? resolved(value.parts, value) : value;
}

function resolved(parts: readonly (string | Hole)[], value: Value): Value {
  if (!parts.some((part) => typeof part === 'string' && part.includes('{{resolve:'))) return value;
  const done: (string | Hole)[] = [];
  let rest = [...parts];
  for (;;) {
    const start = cut(rest, (part) => {
      const found = OPEN.exec(part);
      return found === null ? null : [found.index, found[0].length];
    });
    const end =
      start && cut(start.after, (part) => (part.includes(CLOSE) ? [part.indexOf(CLOSE), CLOSE.length] : null));
    if (start === null || end === null) break;
    for (const part of start.before) done.push(part);
    done.push({ dynamic: argumentOf(text(end.before)) });
    rest = end.after;
  }
  const [only, ...others] = [...done, ...rest].filter((part) => part !== '');
  if (only !== undefined && typeof only !== 'string' && others.length === 0)
    return { kind: 'hole', hole: only, uses: value.uses };
  return text([...done, ...rest], value.uses);
}

/** The parts before and after the first place that `find` sees (offset and length in a literal part); null without one. */
function cut(parts: readonly (string | Hole)[], find: (part: string) => readonly [number, number] | null) {
  for (const [index, part] of parts.entries()) {
    const place = typeof part === 'string' ? find(part) : null;
    if (place === null || typeof part !== 'string') continue;
    return {
      before: [...parts.slice(0, index), part.slice(0, place[0])],
      after: [part.slice(place[0] + place[1]), ...parts.slice(index + 1)],
    };
  }
  return null;
}
