/** `Fn::GetAZs`: the availability zones of a region, those of its own region for ''. */
import type { TemplateFunction } from '../context.ts';
import { pseudoValue } from '../environment.ts';
import { argumentOf, hole, list, literal, literalText, union, unknown, uses } from '../values.ts';

const getAzs: TemplateFunction = {
  name: 'Fn::GetAZs',
  takes: 'values',
  run: (argument, { environment }) => {
    if (argument.kind === 'hole' || argument.kind === 'text')
      return hole({ zones: argumentOf(argument) }, argument.uses);
    const named = literalText(argument);
    if (named === null) return unknown('Fn::GetAZs takes the name of a region', argument.uses);
    const from = named === '' ? union(argument.uses, uses('pseudo AWS::Region')) : argument.uses;
    const region = named === '' ? (pseudoValue('AWS::Region', environment) as string | undefined) : named;
    if (region === undefined) return hole({ zones: argumentOf(hole({ pseudo: 'AWS::Region' })) }, from);
    const zones = environment.zones;
    if (zones === undefined || !Object.hasOwn(zones, region)) return hole({ zones: region }, from);
    return list(
      (zones[region] as readonly string[]).map((zone) => literal(zone)),
      union(from, uses(`zones ${region}`)),
    );
  },
};
export default getAzs;
