/** The short forms of CloudFormation's functions in YAML: `!Sub x` is `{"Fn::Sub": "x"}`. */
import type { Raw } from './raw.ts';

/** Those whose long form has no `Fn::` before it. */
const BARE: ReadonlySet<string> = new Set(['Ref', 'Condition']);
const YAML_TAG = 'tag:yaml.org,2002:';

/** YAML's own tag without its prefix (`str`), or null for any other. */
export function standardTag(tag: string): string | null {
  return tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : null;
}

/** Whether it is the short form of a function. */
export function isShortForm(tag: string): boolean {
  return /^![A-Za-z][\w:]*$/.test(tag);
}

/** The long form of a tagged value; a tag that names no known function becomes `Fn::` of it, for the evaluator to say so. */
export function longForm(tag: string, value: Raw): Raw {
  const name = tag.slice(1);
  if (BARE.has(name)) return { [name]: value };
  const key = name.startsWith('Fn::') ? name : `Fn::${name}`;
  return { [key]: name === 'GetAtt' && typeof value === 'string' ? attributeOf(value) : value };
}

/** `Resource.Attribute.More` as the list of the long form. */
export function attributeOf(text: string): Raw {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
