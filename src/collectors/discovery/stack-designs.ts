/** What a stack's processed template and its parameters designed, as the snapshot keeps it. */
import type { Output, Parameter } from '@aws-sdk/client-cloudformation';
import type { Json, ResourceDesign, StackDesign } from '../../snapshot/snapshot.ts';
import { madeWhenAsked } from '../../snapshot/stack-design.ts';
import type { Environment, Given } from '../../template/environment.ts';
import { type Design, type DesignedResource, evaluate } from '../../template/evaluate.ts';
import { jsonLines } from '../../template/json-lines.ts';
import type { Template } from '../../template/json-template.ts';
import { isNoEcho } from '../../template/parameters.ts';
import { member } from '../../template/raw.ts';
import { inputValue, textsOf, usesOf } from '../../template/recorded.ts';
import { secretPartOf } from '../generic/secret-looks.ts';
import { idWithoutSecrets, withoutSecrets } from '../generic/secrets.ts';
import { designWithoutSecrets } from './design-secrets.ts';
import { sourceDesign } from './source-design.ts';

/** What ListStackResources says of one resource. */
export type StackRow = { readonly id: string; readonly status: string };

/** What AWS told of one stack. */
export type StackAnswers = {
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  /** As GetTemplate gives the processed one. */
  readonly body: string;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  readonly notificationArns: readonly string[];
  readonly rows: ReadonlyMap<string, StackRow>;
  /** Values of the exports of the region, by name. */
  readonly exports: ReadonlyMap<string, string>;
  digest(secret: string): string;
  /** Of a template that is not deployed: what it is evaluated with instead, its file, and where the source code made what. */
  readonly source?: {
    readonly environment: Environment;
    readonly file: string;
    readonly traces: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  };
};

type Place = { readonly partition: string; readonly region: string; readonly account: string };
type Secrets = {
  without(name: string, value: Json, type?: string): Json;
  withoutIn(value: Json, type: string): Json;
  /** With a digest for each text that was found to be a secret, or what in one is the secret. */
  withoutFound(value: Json): Json;
};

/**
 * Evaluated when it is first asked for: an audit that finds no difference does not ask.
 *
 * @param template the body as it was read
 */
export function stackDesign(answers: StackAnswers, template: Template): StackDesign {
  const { region, name } = answers;
  return madeWhenAsked({ region, stack: name }, () => evaluated(answers, template));
}

function evaluated(answers: StackAnswers, template: Template): StackDesign {
  const { region, name, status, body, outputs } = answers;
  const place = placeOf(answers);
  const secrets = secretsOf(answers, place);
  const all = givenOf(answers.parameters, template, secrets);
  const design = evaluate(template, {
    ...(answers.source?.environment ?? deployed(answers, place)),
    parameters: Object.fromEntries(all.map(({ key, value }) => [key, value])),
  });
  const lines = linesIn(body, template);
  const make = (one: DesignedResource) => resourceDesign(one, design, lines, answers, secrets);
  if (answers.source !== undefined) {
    const says = (given: readonly GivenParameter[]) => saysOf(design, given, answers, secrets);
    return sourceDesign(answers, design, { given: all, make, without: secrets.withoutFound, says });
  }
  const resources = [...design.resources].map(([logicalId, one]) => [logicalId, make(one)] as const);
  // A value of which a resource made its password is one where it was given, too.
  const given = all.map((one) => ({ ...one, told: secrets.withoutFound(one.told) }));
  return {
    region,
    stack: name,
    status,
    parameters: Object.fromEntries(given.map(({ key, told }) => [key, told])),
    outputs: Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [
        OutputKey,
        String(secrets.withoutFound(secrets.without(OutputKey, OutputValue))),
      ]),
    ),
    inputs: inputsOf(design, resources, given, answers, secrets),
    open: design.open,
    resources: Object.fromEntries(resources),
  };
}

/** What AWS evaluated the template with. */
function deployed({ name, arn, notificationArns }: StackAnswers, { partition, region, account }: Place): Environment {
  return {
    region,
    accountId: account,
    partition,
    urlSuffix: partition === 'aws-cn' ? 'amazonaws.com.cn' : partition === 'aws' ? 'amazonaws.com' : null,
    stackName: name,
    stackId: arn,
    notificationArns,
    processed: true,
  };
}

/** `arn:aws:cloudformation:us-east-1:111111111111:stack/app/…`: who asks need not be known. */
function placeOf({ arn, region }: StackAnswers): Place {
  const [, partition = '', , own = '', account = ''] = arn.split(':');
  return { partition, region: own || region, account };
}

function secretsOf({ digest, exports }: StackAnswers, { region, account }: Place): Secrets {
  const found = new Set<string>();
  const onSecret = (text: string) => {
    found.add(text);
    found.add(secretPartOf(text));
  };
  const onImport = (name: string) => found.add(exports.get(name) ?? '');
  const token = (text: string) =>
    text.replaceAll(region, '<region>').replaceAll(account === '' ? '\0' : account, '<account>');
  return {
    without: (name, value, type = '') => withoutSecrets(value, { type, digest, token }, [name]),
    withoutIn: (value, type) => designWithoutSecrets(value, { type, digest, token, onSecret, onImport }),
    withoutFound: (value) => (found.size === 0 ? value : withoutFound(value, found, (text) => digest(token(text)))),
  };
}

function withoutFound(value: Json, found: ReadonlySet<string>, digest: (secret: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutFound(item, found, digest));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, withoutFound(member as Json, found, digest)]),
    );
  if (value === null || typeof value === 'boolean') return value;
  return value !== '' && found.has(String(value)) ? digest(String(value)) : value;
}

/** A parameter: what it is evaluated with, and what is told of it. */
export type GivenParameter = { readonly key: string; readonly value: Given; readonly told: Json };

/** One that may be secret counts as masked, so that its value gets into no design; its digest tells whether it is another. */
function givenOf(parameters: readonly Parameter[], template: Template, secrets: Secrets): readonly GivenParameter[] {
  return parameters.flatMap(
    ({ ParameterKey: key, ParameterValue: value, ResolvedValue: resolved }): GivenParameter[] => {
      if (key === undefined) return [];
      const declared = member(member(template.content, 'Parameters'), key);
      if (value === undefined || (declared !== undefined && isNoEcho(declared)))
        return [{ key, value: null, told: null }];
      const told = secrets.without(key, resolved ?? value);
      if (told !== (resolved ?? value)) return [{ key, value: null, told }];
      return [{ key, value: resolved === undefined ? value : { value, resolved }, told: resolved ?? value }];
    },
  );
}

function resourceDesign(
  one: DesignedResource,
  design: Design,
  lines: Lines,
  { rows, digest, source }: StackAnswers,
  secrets: Secrets,
): ResourceDesign {
  const { logicalId, type, presence, condition, reason } = one;
  const row = rows.get(logicalId);
  const uses = usesOf(one);
  const texts = Object.entries(textsOf(one, design)).map(([name, text]) => [name, digest(text).slice(-12)] as const);
  const known = lines(one);
  const made = source?.traces.get(logicalId);
  return {
    type,
    ...(presence !== 'present' && { presence }),
    ...(condition !== null && { condition }),
    ...(reason !== null && { reason }),
    properties: secrets.withoutIn(one.properties, type),
    ...(Object.keys(uses).length > 0 && { uses }),
    ...(texts.length > 0 && { texts: Object.fromEntries(texts) }),
    ...(known !== null && { lines: known }),
    ...(made !== undefined && { made }),
    ...(row !== undefined && row.id !== '' && { id: idWithoutSecrets(row.id, digest) }),
    ...(row !== undefined && !row.status.endsWith('_COMPLETE') && { status: row.status }),
  };
}

type Lines = (resource: DesignedResource) => { readonly [property: string]: number } | null;

/** Where the resources of a template stand. Of JSON in one line nobody looks for a line. */
function linesIn(body: string, template: Template): Lines {
  const isJson = /^\s*\{/.test(body);
  const json = isJson ? jsonLines(body) : null;
  if (isJson && json === null) return () => null;
  const lineOf = (path: readonly (string | number)[]) =>
    json === null ? template.place(path).line : json.get(path.join('\t'));
  return ({ path, values }) => {
    const properties = values.get('Properties');
    const names = properties?.kind === 'map' ? [...properties.entries.keys()] : [];
    const found = [
      ['', lineOf(path)] as const,
      ...names.map((name) => [name, lineOf([...path, 'Properties', name])] as const),
    ];
    return Object.fromEntries(found.filter((one): one is readonly [string, number] => one[1] !== undefined));
  };
}

/** What all that the resources were made from says here. */
function inputsOf(
  design: Design,
  resources: readonly (readonly [string, ResourceDesign])[],
  given: readonly GivenParameter[],
  answers: StackAnswers,
  secrets: Secrets,
): StackDesign['inputs'] {
  const used = new Set(resources.flatMap(([, { uses = {} }]) => Object.values(uses).flat()));
  const says = saysOf(design, given, answers, secrets);
  return Object.fromEntries([...used].sort().map((use) => [use, says(use)]));
}

/** What one of them says, by the name that `uses` has. */
function saysOf(
  design: Design,
  given: readonly GivenParameter[],
  { exports }: StackAnswers,
  secrets: Secrets,
): (use: string) => Json {
  const told = new Map(given.map((one) => [`parameter ${one.key}`, one.told]));
  return (use) => {
    const known = told.get(use);
    if (known !== undefined) return known;
    const exported = use.startsWith('import ') ? use.slice('import '.length) : null;
    if (exported !== null) return secrets.withoutFound(secrets.without(exported, exports.get(exported) ?? null));
    const [, second = ''] = use.split('\t').slice(-2);
    return secrets.withoutFound(secrets.without(second, inputValue(use, design)));
  };
}
