/** Tells the type of an ARN, and its names from the ids that AWS made, by the ARN templates of all CloudFormation types. */
import { ARN_TEMPLATES } from './arn-templates.ts';

export type ArnVariable = {
  readonly name: string;
  readonly value: string;
  /** True: AWS made it up. False: a person gave it, or it is not known. */
  readonly made: boolean;
};

export type ArnShape = {
  /** The types whose ARNs look so: mostly one. */
  readonly types: readonly string[];
  /** As the template names its parts, first to last. */
  readonly variables: readonly ArnVariable[];
  /** The whole ARN is as the template says. False: its last part goes on, `repository/team/app`. */
  readonly exact: boolean;
};

type Template = {
  readonly type: string;
  readonly variables: readonly { readonly name: string; readonly made: boolean }[];
  readonly exact: RegExp;
  readonly deep: RegExp;
  /** How much of it is fixed text: what says more wins. */
  readonly literal: number;
};

/** By service and first word, `ec2 subnet`; each compiled when it is first asked for. */
let byKind: ReadonlyMap<string, readonly (() => Template)[]> | null = null;

/**
 * What an ARN says by its shape; null when no type's ARN looks so. Where several types fit equally well all are told: a
 * DocumentDB cluster has the ARN of an RDS one.
 */
export function shapeOfArn(text: string): ArnShape | null {
  const match = /^arn:[^:]*:([^:]+):[^:]*:[^:]*:(.+)$/s.exec(text);
  if (!match) return null;
  const [, service = '', resource = ''] = match;
  byKind ??= index();
  const stated = resource.replace(/:\*$/, '');
  const lazy = [...(byKind.get(`${service} ${wordOf(stated)}`) ?? []), ...(byKind.get(`${service} `) ?? [])];
  const templates = lazy.map((compiled) => compiled());
  return best(templates, stated, 'exact') ?? best(templates, stated, 'deep');
}

/** The variables of an ARN by name, `{ RestApiId: 'a1b2', StageName: 'prod' }`; null unless it is of that type. */
export function valuesInArn(type: string, arn: string): { readonly [name: string]: string } | null {
  const shape = shapeOfArn(arn);
  if (shape === null || !shape.types.includes(type)) return null;
  return Object.fromEntries(shape.variables.map(({ name, value }) => [name, value]));
}

/**
 * The ARN of a resource of which one value is not known but the last, `id`.
 * @returns null when the template of the type has other variables, or when there is none
 */
export function arnOf(
  type: string,
  id: string,
  at: { partition: string; region: string; account: string },
): string | null {
  const known = rows().find((row) => row.type === type);
  if (known === undefined || [...known.template.matchAll(VARIABLE)].length !== 1) return null;
  const { service, template } = known;
  const [region = '', account = '', ...rest] = template.split(':');
  const resource = rest.join(':').replace(VARIABLE, id.replaceAll('$', '$$$$'));
  return [
    'arn',
    at.partition,
    service,
    region === 'R' ? at.region : '',
    account === 'A' ? at.account : '',
    resource,
  ].join(':');
}

const VARIABLE = /[$#]([A-Za-z0-9]+)/g;

type TemplateRow = { readonly service: string; readonly type: string; readonly template: string };

function rows(): readonly TemplateRow[] {
  return ARN_TEMPLATES.split('\n').flatMap((line) => {
    const [service = '', ...types] = line.split(' ');
    return types.map((one) => {
      const at = one.indexOf('=');
      return { service, type: `AWS::${one.slice(0, at)}`, template: one.slice(at + 1) };
    });
  });
}

/** Every type that has an ARN template. */
export function typesWithArn(): readonly string[] {
  return rows().map(({ type }) => type);
}

function index(): ReadonlyMap<string, readonly (() => Template)[]> {
  const kinds = new Map<string, (() => Template)[]>();
  for (const { service, type, template } of rows()) {
    const resource = template.split(':').slice(2).join(':');
    const key = `${service} ${wordOf(resource)}`;
    let made: Template | undefined;
    const compiled = () => {
      made ??= compile(type, resource);
      return made;
    };
    kinds.set(key, [...(kinds.get(key) ?? []), compiled]);
  }
  return kinds;
}

/** `subnet` of `subnet/#SubnetId`; '' where a variable comes first. */
function wordOf(resource: string): string {
  return /^\/?([^:/$#]+)(?=[:/])/.exec(resource)?.[1] ?? '';
}

function compile(type: string, resource: string): Template {
  const variables = [...resource.matchAll(VARIABLE)].map(([text, name = '']) => ({ name, made: text.startsWith('#') }));
  const pattern = (last: string) => {
    let seen = 0;
    const source = resource.split(/([$#][A-Za-z0-9]+)/).map((part, at) => {
      if (at % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      seen += 1;
      return seen === variables.length ? last : '([^:/]+)';
    });
    return new RegExp(`^${source.join('')}$`, 's');
  };
  const literal = resource.replace(VARIABLE, '').length;
  // An id that AWS made holds no slash: what follows it is another thing.
  const last = variables.at(-1)?.made ? '([^:/]+)' : '([^:]+)';
  return { type, variables, exact: pattern('([^:/]+)'), deep: pattern(last), literal };
}

function best(templates: readonly Template[], resource: string, how: 'exact' | 'deep'): ArnShape | null {
  const fits = templates.flatMap((template) => {
    const match = template[how].exec(resource);
    return match ? [{ template, match }] : [];
  });
  const most = Math.max(...fits.map(({ template }) => template.literal));
  const [first, ...others] = fits.filter(({ template }) => template.literal === most);
  if (first === undefined) return null;
  const types = [...new Set([first, ...others].map(({ template }) => template.type))];
  const variables = first.template.variables.map((variable, at) => ({ ...variable, value: first.match[at + 1] ?? '' }));
  return { types, variables, exact: how === 'exact' };
}
