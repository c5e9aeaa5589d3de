/** Patterns of types that fit nothing known. */
import { uncountedTypes } from '../collectors/discovery/counted-types.ts';
import { collectors } from '../collectors/index.ts';
import { globOf } from '../collectors/type-patterns.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { knownByArn } from '../normalise/arn-types.ts';

/**
 * A line for each pattern of types to leave out that fits none of those known by name. CloudFormation has more types than are known
 * here, so that it is no mistake for certain; but what was to be left out is compared, and nothing else would tell.
 */
export function unknownPatterns(excludeTypes: readonly string[]): readonly string[] {
  const known = [...new Set([...collectors.map(({ type }) => type), ...knownByArn(), ...uncountedTypes().keys()])];
  const services = [...new Set(known.map(serviceOf))];
  return excludeTypes
    .filter((pattern) => /[*?]/.test(pattern) && !known.some((type) => globOf(pattern).test(type)))
    .map((pattern) => {
      const service = serviceOf(pattern);
      const hint = services.includes(service) || /[*?]/.test(service) ? '' : didYouMean(service, services);
      return `--exclude-type ${pattern}: fits no type that is known by name${hint}`;
    });
}

/** `AWS::RDS` of `AWS::RDS::DBInstance`. */
function serviceOf(type: string): string {
  return type.split('::', 2).join('::');
}
