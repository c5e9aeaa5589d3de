/** Values of parameters as a command line has them: `Name=value`, and `ParameterKey=Name,ParameterValue=value`. */
import { UsageError } from '../common/usage-error.ts';
import type { Given } from '../template/environment.ts';

export type Pair = readonly [name: string, value: Given];

/** How a pair begins, in either form; with the first, or that the value of the last deploy stays. */
const BEGIN = /(?:ParameterKey="?(\w+)"?,(?:ParameterValue=|(UsePreviousValue=true\b))|((?!ParameterKey=)\w+)=)/y;
/** A value in quotes, which may hold escaped ones; nothing may stand close behind it. */
const QUOTED = /(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)')(?=\s|$)/y;
/** A value without: to where the next pair begins, or the blanks before it; a run of them is looked at once. */
const PLAIN = /[\s\S]*?(?=(?<!\s)\s+(?:ParameterKey="?\w+"?,|\w+=)|$)/y;

/**
 * All pairs of a line, as `sam deploy --parameter-overrides` and `aws cloudformation create-stack --parameters` take them.
 *
 * @throws UsageError where something stands between them
 */
export function pairsIn(line: string, place: string): readonly Pair[] {
  const found: Pair[] = [];
  for (let at = 0; at < line.length; ) {
    const begin = matchAt(BEGIN, line, at);
    if (begin === null) throw new UsageError(place, 'expected Name=value');
    at += begin[0].length;
    const [, key, previous, name = key ?? ''] = begin;
    const { value, length } =
      previous === undefined ? valueAt(line, at, key !== undefined) : { value: null, length: 0 };
    found.push([name, value]);
    at += length;
    at += matchAt(/\s*/y, line, at)?.[0].length ?? 0;
  }
  return found;
}

/** The one pair that a text is, spaces and equals signs of its value included. @throws UsageError where it is none */
export function onePair(text: string, place: string): Pair {
  const begin = matchAt(BEGIN, text, 0);
  if (begin === null) throw new UsageError(place, 'expected Name=value');
  const [whole, key, previous, name = key ?? ''] = begin;
  if (previous !== undefined) return [name, null];
  const rest = text.slice(whole.length);
  const { value, length } = valueAt(rest, 0, key !== undefined);
  return [name, length === rest.length ? value : rest];
}

/** @param isShorthand of the form of the AWS CLI, where a backslash stands before a comma of the value */
function valueAt(text: string, at: number, isShorthand: boolean): { readonly value: string; readonly length: number } {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted !== null) {
    const [whole, double, single = ''] = quoted;
    return { value: double === undefined ? single : double.replaceAll(/\\(["\\])/g, '$1'), length: whole.length };
  }
  const [plain = ''] = matchAt(PLAIN, text, at) ?? [];
  return { value: isShorthand ? plain.replaceAll('\\,', ',') : plain, length: plain.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
