/** Puts keyed digests in the place of secrets in a model of any type, before anything else sees it. */

import { isDeeper } from '../../common/depth.ts';
import { own } from '../../common/own-member.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { withoutBase64, withoutMadeHosts, withoutMadeTail } from './digested-text.ts';
import { looksSecret, nextIsSecret } from './secret-looks.ts';

export type SecretContext = {
  readonly type: string;
  digest(secret: string): string;
  /** Region and account of the place taken out, so that values that differ in nothing else have equal digests. */
  token(text: string): string;
  /** Text that is JSON stays text, and is opened only to look: the types that are read by hand know their own policies. */
  readonly keepsText?: boolean;
  /** Told of each text that is one by what it is called or how it looks, and not only because it stands in an environment. */
  readonly onSecret?: (text: string) => void;
  /** Told of each digest, and of what it says where it is one for standing among a program's variables alone; '' = a secret. */
  readonly onVariable?: (digest: string, text: string) => void;
};

const SECRET =
  /secret|passw(?:or)?d|passphrase|credential|private_?key|api_?key|access_?key|auth_?key|signing_?key|shared_?key|pre_?shared|license_?key|connection_?string|hec_?token|pwd|passcode|(?<!by|com|sur|tres)pass$|(?:^|[a-z_])dsn$|authorization$|origin_?verify$|(?:^|[a-z_])token(?:s|value)?$|^token|bearer|userdata|user_data/i;

/** What is named after a secret and is none: where it is, how long it lives, which rules it has. */
const ABOUT =
  /(?:arns?|ids?|names?|types?|validity|units?|timeouts?|length|age|enabled|disabled|policy|policies|period|days|hours|minutes|seconds|paths?|prefix|fields?|headers?|columns?|versions?|count|ttl|urls?|uris?|endpoints?|attributes?|modes?|status|location|expressions?|formats?|methods?|required?|selection|source|provider|config(?:uration)?|options?|rotation|expir\w+|description|label|hint|kind|store|scopes?|claims?|audience|issuer|keywords?|reuse|characters|symbols|numbers|lowercase|uppercase|management|manager|lambda|encryption|flags|roles?|domains|trigger|pattern|vendor|reference|resourcedata|metadata)$|^HttpTokens$|^SecretStringKey$/i;

/** What a policy demands to be told, and two parties alone know (IAM user guide, "Global condition context keys"). */
const CONDITION = /^(?:(?:sts:)?ExternalId|aws:Referer)$/i;

/** Maps that hold what a program is given: whatever stands in them may be a secret. */
const ENVIRONMENT =
  /^(?:environment|environmentvariables|variables|env|envs|envvars|environmentvars|environmentoverrides?|runtimeenvironmentvariables|runtimeenvironmentsecrets|stagevariables|secrets|defaultarguments|nonoverridablearguments|buildenvironmentvariables)$/i;

/** Properties that are a secret in one type, though named like any other. */
const BY_TYPE: { readonly [type: string]: RegExp } = {
  'AWS::SNS::Topic': /^Subscription\.Endpoint$/,
  'AWS::KinesisFirehose::DeliveryStream':
    /\.(?:EndpointConfiguration\.Url|AttributeValue|ClusterJDBCURL|User|Username)$/,
  'AWS::ApiGateway::ApiKey': /^Value$/,
  'AWS::SSM::Parameter': /^Value$/,
  'AWS::SecretsManager::Secret': /^SecretString$/,
  'AWS::SNS::Subscription': /^Endpoint$/,
  'AWS::Scheduler::Schedule': /^Target\.Input$/,
  'AWS::Glue::Connection': /ConnectionProperties\./,
  'AWS::Lex::BotAlias': /sessionAttributes/i,
};

/** What has the name of a header beside it: two parties alone know what must stand in it. */
const HEADER_NAME = /^(?:http_?)?header_?name$/i;
const HEADER_VALUE = /^(?:(?:http_?)?header_?value|values?)$/i;
/** Maps of headers that are sent along. */
const HEADERS = /^(?:headerparameters|origincustomheaders|customheaders)$/i;

/** What is given in the place of a secret and says where the real one is, or whose id it is: to be compared as a reference. */
const NO_SECRET =
  /^(?:arn:[^\s]+|https:\/\/(?:sqs\.[a-z0-9-]+|[a-z0-9-]+\.queue|queue)\.amazonaws\.com(?:\.cn)?\/\d{12}\/[\w-]+(?:\.fifo)?|\{\{resolve:[^}]+\}\}|\*+|digest:[0-9a-f]{8}:[0-9a-f]{32}|(?:method|integration)\.(?:request|response)\.[\w.-]+|context\.[\w.]+|(?:true|false)|(?:[a-z]+-)+[0-9a-f]{8}(?:[0-9a-f]{9})?)$/;

/**
 * The value with a digest for every text that may be a secret, and with JSON that was given as text opened, as a secret may
 * stand in it too. Pure.
 *
 * @param path names from the top of the model, the items of lists left out
 */
export function withoutSecrets(value: Json, context: SecretContext, path: readonly string[] = []): Json {
  return walk(value, context, path, false);
}

/** @param variable what the value is called: the member that it stands in, or the name beside it in `{Name, Value}` */
function walk(
  value: Json,
  context: SecretContext,
  path: readonly string[],
  inEnvironment: boolean,
  variable = path.at(-1) ?? '',
): Json {
  if (typeof value === 'string') return text(value, context, path, inEnvironment, variable);
  // A pin is a number.
  if (typeof value === 'number') return inEnvironment || isSecretName(path) ? context.digest(String(value)) : value;
  if (Array.isArray(value))
    return value.map((item: Json, at) =>
      walk(item, context, nextIsSecret(value[at - 1]) ? [...path, 'password'] : path, inEnvironment, variable),
    );
  if (value === null || typeof value !== 'object') return value;
  const pair = inEnvironment || namedSecret(value);
  const header = Object.keys(value).some((name) => HEADER_NAME.test(name));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      // `{Name: 'LOG_LEVEL', Value: 'info'}`: the name is none, and says of the value what a key would.
      const isKey = /^(?:Name|Key|Type|ValueFrom)$/i.test(name) && isPair(value);
      const isEnvironment = ENVIRONMENT.test(name) && typeof member === 'object';
      if (isKey) return [name, member];
      // Named as what it is: who asks what it is called shall hear so.
      if (header && HEADER_VALUE.test(name))
        return [name, walk(member as Json, context, [...path, name, 'secret'], inEnvironment)];
      return [
        name,
        walk(
          member as Json,
          context,
          [...path, name],
          isEnvironment ||
            (HEADERS.test(name) && typeof member === 'object') ||
            (pair && isPair(value)) ||
            (inEnvironment && !isKey),
          isPair(value) ? nameOf(value) : name,
        ),
      ];
    }),
  );
}

function isPair(value: object): boolean {
  const names = Object.keys(value).map((name) => name.toLowerCase());
  // `ValueFrom` says where a secret is, and not what it is.
  const isGiven = names.includes('value') || names.includes('valuefrom');
  return isGiven && (names.includes('name') || names.includes('key'));
}

function nameOf(pair: object): string {
  const { Name, Key, name, key } = pair as { readonly [member: string]: Json };
  const given = Name ?? Key ?? name ?? key;
  return typeof given === 'string' ? given : '';
}

/** `{Name: 'DB_PASSWORD', Value: 'x'}` anywhere. */
function namedSecret(value: object): boolean {
  return isPair(value) && isSecretName([nameOf(value)]);
}

function text(
  value: string,
  context: SecretContext,
  path: readonly string[],
  inEnvironment: boolean,
  variable: string,
): Json {
  if (value === '' || NO_SECRET.test(value)) return value;
  const named =
    isSecretName(path) ||
    isSecretName([variable]) ||
    own(BY_TYPE, context.type)?.test(path.join('.')) ||
    looksSecret(value);
  if (named) context.onSecret?.(value);
  const secret = inEnvironment || named;
  const opened = openedJson(value);
  // What is JSON is opened first: one member more or less is a difference that can be told.
  if (opened !== null && !isSecretName(path)) {
    const clean = walk(opened, context, path, inEnvironment);
    if (!context.keepsText) return clean;
    return JSON.stringify(clean) === JSON.stringify(opened) ? value : JSON.stringify(clean);
  }
  if (!secret) return value;
  const made = context.digest(context.token(digested(value, path, inEnvironment, variable)));
  // What is a secret as well is of two, and shown in neither place.
  context.onVariable?.(made, inEnvironment && !named ? value : '');
  return made;
}

/** What of a text is digested: see there. */
function digested(value: string, path: readonly string[], inEnvironment: boolean, variable: string): string {
  if (/^user_?data$/i.test(path.at(-1) ?? '')) return withoutBase64(value);
  if (!inEnvironment) return value;
  return withoutMadeHosts(isSecretName([variable]) ? value : withoutMadeTail(variable, value));
}

/** Whether what stands at that path is named like a secret. */
export function isSecretName(path: readonly string[]): boolean {
  const given = path.at(-1) ?? '';
  // `splunk-token` as `splunk_token`.
  const name = given.replaceAll('-', '_');
  return CONDITION.test(given) || (SECRET.test(name) && !ABOUT.test(name));
}

/** The object or list that a text is the JSON of, or null. */
export function openedJson(text: string): Json | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && !isDeeper(value) ? value : null;
  } catch {
    return null;
  }
}

/** Tags, with a digest for the value of each that is called or looks like a secret. */
export function tagsWithoutSecrets(
  tags: { readonly [key: string]: string },
  digest: (secret: string) => string,
): { readonly [key: string]: string } {
  const isSecret = ([key, value]: readonly [string, string]) =>
    value !== '' && !NO_SECRET.test(value) && (isSecretName([key]) || looksSecret(value));
  const entries = Object.entries(tags);
  if (!entries.some(isSecret)) return tags;
  return Object.fromEntries(entries.map((tag) => (isSecret(tag) ? [tag[0], digest(tag[1])] : tag)));
}

/** The key of an AppSync API is called by itself. */
const KEY_AS_ID = /\bda2-[a-z0-9]{26}\b/g;

/** An id, ARN or name of which no part is a secret. */
export function idWithoutSecrets(id: string, digest: (secret: string) => string): string {
  return id.includes('da2-') ? id.replace(KEY_AS_ID, (key) => digest(key)) : id;
}
