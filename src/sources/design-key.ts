/** What decides on the resources of a stack beside their own text: two stacks that agree in it make the same of the same text. */
import { createHash } from 'node:crypto';
import { unknownIn } from '../template/holes.ts';
import type { RawMap } from '../template/raw.ts';
import type { EvaluatedStack } from './source-stack.ts';

/** A stack, as it decides on what its resources say. */
export type StackKey = {
  /** The same for stacks with the same parameters, conditions and resources, whatever their region and name. */
  readonly text: string;
  /** Names of which the value is known, or will be who it leads to. */
  readonly certain: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
};

const PSEUDO = ['Region', 'AccountId', 'Partition', 'URLSuffix', 'StackName', 'NoValue'].map((name) => `AWS::${name}`);
/** Functions whose result hangs on nothing but what is named in them. */
const PLAIN: ReadonlySet<string> = new Set(['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::If']);
/** A function with the name that it begins with, or a name inside a text. */
const USES = /"(Ref|Condition|Fn::[\w:]+)":(?:"([^"]*)"|\["([^"]*)")?|\$\{([^}"]*)\}/g;

/** What a stack decides on its resources, with region and account taken out. */
export function stackKey({ stack, design }: EvaluatedStack): StackKey {
  const { region, account } = stack.place;
  const placeless = (text: string) => {
    const regional = text.replaceAll(region, '<region>');
    return account === null ? regional : regional.replaceAll(account, '<account>');
  };
  const hash = createHash('sha1');
  hash.update(placeless(JSON.stringify([...design.parameters])));
  hash.update(JSON.stringify([...design.conditions].map(([name, { value }]) => [name, value])));
  hash.update(JSON.stringify(stack.tags));
  const present: string[] = [];
  for (const { logicalId, type, presence } of design.resources.values()) {
    hash.update(`${logicalId} ${type} ${presence}\n`);
    if (presence === 'present') present.push(logicalId);
  }
  const known = [...design.parameters].filter(
    ([, value]) => unknownIn(value) === null && !/"\?/.test(JSON.stringify(value)),
  );
  return {
    text: hash.digest('base64'),
    certain: new Set([...PSEUDO, ...present, ...known.map(([name]) => name)]),
    conditions: new Set([...design.conditions].filter(([, { value }]) => value !== null).map(([name]) => name)),
  };
}

/** What is in the text of a resource; null = more than its stack decides on it. */
type Scanned = {
  readonly text: string;
  readonly names: readonly string[];
  readonly conditions: readonly string[];
} | null;

const scanned = new WeakMap<RawMap, Scanned>();

/** What a resource is made from; null where more decides on it, or something of it may not be known. */
export function designText({ text: key, certain, conditions }: StackKey, raw: RawMap): string | null {
  let found = scanned.get(raw);
  if (found === undefined) {
    found = scan(JSON.stringify(raw.Properties ?? null));
    scanned.set(raw, found);
  }
  if (found === null || !found.names.every((name) => certain.has(name))) return null;
  return found.conditions.every((name) => conditions.has(name)) ? `${key} ${found.text}` : null;
}

function scan(text: string): Scanned {
  if (text.includes('{{resolve:') || text.includes('"choices":[') || text.includes('Outputs.')) return null;
  const names = new Set<string>();
  const conditions = new Set<string>();
  if (!text.includes('"Ref"') && !text.includes('Fn::')) return { text, names: [], conditions: [] };
  for (const [, name, plain, first, inText] of text.matchAll(USES)) {
    const named = plain ?? first;
    if (inText !== undefined) {
      if (!inText.startsWith('!')) names.add(inText.split('.')[0] as string);
    } else if (!PLAIN.has(name as string)) return null;
    else if (name === 'Fn::If') conditions.add(named ?? '');
    else if (name === 'Ref' || name === 'Fn::GetAtt') names.add(named?.split('.')[0] ?? '');
  }
  return { text, names: [...names], conditions: [...conditions] };
}
