/** What can be done to one resource of a template: a literal value that is another one, a resource that is left out. */

import type { Comparators } from '../../../src/collectors/comparator.ts';
import { collectors } from '../../../src/collectors/index.ts';
import { nameProperty } from '../../../src/sources/identity-attribute.ts';

/** A template as its author has it. */
export type Content = { readonly [name: string]: unknown };

export type TemplateMutation = {
  /** A row of the table. */
  readonly kind: 'value' | 'resource';
  readonly logicalId: string;
  readonly type: string;
  /** The path below Properties; empty = the resource itself. */
  readonly path: readonly (string | number)[];
  readonly content: Content;
};

type Block = { readonly [name: string]: unknown };

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: Block) =>
  Object.keys(value).length === 1 && /^(?:Ref|Condition|Fn::.*)$/.test(Object.keys(value)[0] ?? '');

/** All that can be done to a template, in the order in which it stands there. */
export function mutationsOf(content: Content): readonly TemplateMutation[] {
  const resources = content.Resources as { readonly [id: string]: Block };
  return Object.entries(resources).flatMap(([logicalId, resource]): TemplateMutation[] => {
    const type = String(resource.Type);
    // What is there under a condition may be nowhere; nested templates are not at hand; metadata is nothing that is deployed.
    if (resource.Condition !== undefined || /^AWS::(?:CloudFormation::Stack|CDK::Metadata)$/.test(type)) return [];
    // In a stack the logical id says who it is, whatever its name.
    const name = nameProperty(type, (resource.Properties ?? {}) as Block);
    const isName = ([first, ...rest]: readonly (string | number)[]) => rest.length === 0 && first === name;
    // What regions may have otherwise by what the type declares is compared as that, or not at all.
    const collector = collectors.find((one) => one.type === type);
    const comparators: Comparators = collector?.comparators ?? {};
    const isCompared = ([first = '', ...rest]: readonly (string | number)[]) => {
      const names = [first, ...rest.filter((step) => typeof step === 'string')];
      const found = names.flatMap((_, at) => comparators[names.slice(0, at + 1).join('.')] ?? []);
      // Who copies whom is compared as that.
      if (collector?.replica?.link.includes(String(first))) return false;
      return found.every((one) => ['same', 'same-size'].includes(typeof one === 'string' ? one : one.compare));
    };
    const all = leaves(resource.Properties, []).filter(({ path }) => !isName(path) && isCompared(path));
    const values = all.map(({ path, value }): TemplateMutation => {
      const changed = put(resource, ['Properties', ...path], value) as Block;
      return {
        kind: 'value',
        logicalId,
        type,
        path,
        content: { ...content, Resources: { ...resources, [logicalId]: changed } },
      };
    });
    const { [logicalId]: _, ...rest } = resources;
    if (mentions({ ...content, Resources: rest }, logicalId)) return values;
    return [...values, { kind: 'resource', logicalId, type, path: [], content: { ...content, Resources: rest } }];
  });
}

/** Whether a part of a template names a resource. */
export function mentions(part: unknown, logicalId: string): boolean {
  const text = JSON.stringify(part ?? null);
  return new RegExp(`"${logicalId}["."]|\\$\\{${logicalId}[.}]`).test(text);
}

/** Literals with another value in their place; what a function makes stays, but for the text of Fn::Sub. */
function leaves(
  value: unknown,
  path: readonly (string | number)[],
): readonly { readonly path: readonly (string | number)[]; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => leaves(item, [...path, at]));
  if (!isBlock(value)) {
    const other = changed(value);
    return other === undefined ? [] : [{ path, value: other }];
  }
  if (!isFunction(value)) return Object.entries(value).flatMap(([name, item]) => leaves(item, [...path, name]));
  const text = value['Fn::Sub'];
  return typeof text === 'string' ? [{ path, value: { 'Fn::Sub': `${text}x` } }] : [];
}

function changed(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  // Less than nothing stands for all of them.
  if (typeof value === 'number') return value < 0 ? undefined : value + 1;
  if (typeof value !== 'string') return undefined;
  const block = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(value);
  if (block !== null) return `${block[1]}/${Number(block[2]) === 32 ? 31 : Number(block[2]) + 1}`;
  if (/^(?:true|false)$/.test(value)) return value === 'true' ? 'false' : 'true';
  if (/^\d+$/.test(value)) return String(Number(value) + 1);
  return `${value}x`;
}

function put(into: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(into)) return into.map((item, at) => (at === step ? put(item, rest, value) : item));
  return { ...(into as Block), [step]: put((into as Block)[step], rest, value) };
}
