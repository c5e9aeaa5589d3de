/** Values of parameters that the command line gives over those of files: `--parameter us-east-1:Env=prod`. */
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';
import { isMap, member } from '../template/raw.ts';
import type { ParameterOverride, SourceOptions, SourcePlace } from './source.ts';
import type { SourceStack } from './source-stack.ts';

/** `[REGION:][STACK:]Name=value`. @throws UsageError */
export function parameterOverride(flag: string, text: string): ParameterOverride {
  const [whole, before = '', name = '', value = ''] = /^((?:[\w-]+:){0,2})(\w+)=([\s\S]*)$/.exec(text) ?? [];
  if (whole === undefined)
    throw new UsageError(nameIn(flag, text), 'expected Name=value, us-east-1:Name=value or us-east-1:STACK:Name=value');
  const parts = before.split(':').filter((part) => part !== '');
  const isRegional = parts[0] !== undefined && noRegion(parts[0]) === null;
  const [region, stack = null] = isRegional ? parts : [null, ...parts];
  if (!isRegional && parts.length > 1) throw new UsageError(nameIn(flag, text), `${parts[0]} is no region`);
  return { region: region ?? null, stack, name, value };
}

/** The flag without the value, which may be a password. */
function nameIn(flag: string, text: string): string {
  const at = text.indexOf('=');
  return at < 0 ? flag : `${flag} ${text.slice(0, at)}=…`;
}

/** Those that are meant for a stack in a place; the most particular wins. */
export function overridesFor(
  { parameters }: Pick<SourceOptions, 'parameters'>,
  { region }: SourcePlace,
  stack: string,
): { readonly [name: string]: string } {
  const weight = (one: ParameterOverride) => Number(one.region !== null) + 2 * Number(one.stack !== null);
  const meant = parameters.filter(
    (one) => (one.region === null || one.region === region) && (one.stack === null || one.stack === stack),
  );
  return Object.fromEntries([...meant].sort((a, b) => weight(a) - weight(b)).map(({ name, value }) => [name, value]));
}

/** What is given and taken by no template is a slip of the pen. @throws UsageError */
export function refuseUnused({ parameters }: Pick<SourceOptions, 'parameters'>, stacks: readonly SourceStack[]): void {
  for (const one of parameters) {
    const takers = stacks.filter(({ parent, template, place, name }) => {
      const declared = template.content.Parameters;
      const meant = (one.region === null || one.region === place.region) && (one.stack === null || one.stack === name);
      return parent === null && meant && isMap(declared) && member(declared, one.name) !== undefined;
    });
    if (takers.length > 0) continue;
    const where = [one.region, one.stack].filter((part) => part !== null).join(':');
    throw new UsageError(
      `--parameter ${where === '' ? '' : `${where}:`}${one.name}`,
      `no template${where === '' ? '' : ` of ${where}`} has such a parameter`,
    );
  }
}
