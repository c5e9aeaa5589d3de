/** The published JSON Schema of the baseline. */
import { z } from 'zod';
import { Baseline } from './baseline.ts';
import type { DeclaredRule } from './rule-settings.ts';

type Schema = { readonly [name: string]: unknown };

/** The published JSON Schema of the baseline, by which editors complete and check it; the rules and their options by name. */
export function baselineJsonSchema(rules: readonly DeclaredRule[]): Schema {
  const { $schema, properties, ...rest } = z.toJSONSchema(Baseline, { io: 'input' }) as Schema & { properties: Schema };
  const description = (properties.rules as Schema).description;
  return {
    $schema,
    title: 'infra-parity baseline',
    description: 'The declared expectations of infra-parity: infra-parity.yaml.',
    ...rest,
    properties: {
      ...properties,
      rules: {
        type: 'object',
        description,
        properties: Object.fromEntries(rules.map((rule) => [rule.meta.id, ruleSchema(rule)])),
        additionalProperties: false,
      },
    },
  };
}

function ruleSchema({ meta, options }: DeclaredRule): Schema {
  const { $schema: _, ...own } = z.toJSONSchema(options, { io: 'input' }) as Schema;
  const severity = { type: 'string', enum: ['low', 'medium', 'high', 'critical'] };
  return {
    description: `${meta.summary}. Severity ${meta.severity}.`,
    anyOf: [
      { const: 'off', description: 'Do not run it.' },
      { ...severity, description: 'Severity of its findings.' },
      {
        type: 'object',
        properties: {
          severity: { ...severity, description: 'Severity of its findings.' },
          enabled: { type: 'boolean', description: '`false` turns it off.' },
          options: { ...own, description: 'Its options.' },
        },
        additionalProperties: false,
      },
    ],
  };
}
