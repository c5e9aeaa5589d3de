/** What a template's own transforms may change before it is deployed, as long as AWS has not run them. */
import { member, type Raw, type RawMap } from './raw.ts';

/** The transform whose functions are evaluated here; it changes nothing else. */
const EVALUATED = 'AWS::LanguageExtensions';

/**
 * Transforms of AWS's that leave alone what is not theirs: the resources of these types are theirs. Everything else that
 * calls itself a transform may rewrite the whole template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
 */
const THEIRS: Readonly<Record<string, RegExp>> = {
  'AWS::Serverless-2016-10-31': /^AWS::Serverless::/,
  'AWS::SecretsManager-2020-07-23': /^AWS::SecretsManager::RotationSchedule$/,
  'AWS::SecretsManager-2024-09-16': /^AWS::SecretsManager::RotationSchedule$/,
};

export type Unrun = {
  /** Why nothing of this template can be known; null when only some types are concerned. */
  readonly all: string | null;
  /** Why a resource of this type cannot be known, or null. */
  readonly ofType: (type: string) => string | null;
  /** Why there may be resources that the template does not show; null when there are none. */
  readonly more: string | null;
};

/** What the transforms of a template leave open. `processed`: they have run. */
export function unrun(content: RawMap, processed: boolean): Unrun {
  const inside = member(content, 'Fn::Transform') === undefined ? [] : ['Fn::Transform'];
  const declared = [...namesOf(member(content, 'Transform')), ...inside];
  const names = processed ? [] : declared.filter((name) => name !== EVALUATED);
  const foreign = names.find((name) => !Object.hasOwn(THEIRS, name));
  const reason = (name: string) => `the transform ${name} was not run`;
  return {
    all: foreign === undefined ? null : reason(foreign),
    ofType: (type) => {
      const own = names.find((name) => THEIRS[name]?.test(type));
      return own === undefined ? null : reason(own);
    },
    more: names[0] === undefined ? null : reason(names[0]),
  };
}

function namesOf(transform: Raw | undefined): string[] {
  if (transform === undefined || transform === null) return [];
  const all = Array.isArray(transform) ? (transform as readonly Raw[]) : [transform];
  return all.map((each) => {
    const name = typeof each === 'string' ? each : member(each, 'Name');
    return typeof name === 'string' ? name : 'without a name';
  });
}
