/** Reads the CloudFormation templates of the examples, and writes their statements. */
import { parse, stringify, type Tags } from 'yaml';

type Statement = { readonly Sid: string; readonly Resource: unknown };

const FUNCTIONS = ['Sub', 'GetAtt', 'If', 'Not', 'Equals', 'Join', 'Select'];

/** The short forms of CloudFormation as the long ones. */
const TAGS: Tags = [
  ...FUNCTIONS.flatMap((name) => [
    { tag: `!${name}`, resolve: (text: string) => long(name, text) },
    {
      tag: `!${name}`,
      collection: 'seq' as const,
      resolve: (list: { toJSON(): unknown }) => ({ [`Fn::${name}`]: list.toJSON() }),
    },
  ]),
  { tag: '!Ref', resolve: (text: string) => ({ Ref: text }) },
  { tag: '!Condition', resolve: (text: string) => ({ Condition: text }) },
] as Tags;

function long(name: string, text: string) {
  return { [`Fn::${name}`]: name === 'GetAtt' ? text.split('.') : text };
}

// biome-ignore lint/suspicious/noExplicitAny: a template is whatever it says.
export function parseTemplate(text: string): any {
  return parse(text, { customTags: TAGS });
}

/** A block between `# name:` and `# end`, written from the statements; `names` puts functions in the place of ARNs. */
export function withStatements(
  template: string,
  name: string,
  statements: readonly Statement[],
  names: Readonly<Record<string, string>>,
): string {
  const block = new RegExp(`^( *)(# ${name}: .*\\n)[\\s\\S]*?^ *# end$`, 'm');
  return template.replace(block, (_, indent: string, head: string) => {
    let text = stringify(statements, { lineWidth: 0 });
    for (const [arn, written] of Object.entries(names)) text = text.replaceAll(arn, written);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => `${indent}${line}\n`);
    return `${indent}${head}${lines.join('')}${indent}# end`;
  });
}
