// Holds what each collector reads against the properties that CloudFormation's schema has: nothing is left out in silence.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { expect, test } from 'vitest';
import { collectors } from './index.ts';
import { documentedProperties } from './type-page.ts';

const schemas = await loadAwsServiceSpec();

/** The properties that a template may give; null for a type that the schemas do not hold. */
function schemaProperties(type: string): readonly string[] | null {
  const [schema] = schemas.lookup('resource', 'cloudFormationType', 'equals', type);
  return schema === undefined ? null : Object.keys(schema.properties);
}

/** Properties that are compared as tags, whatever the type calls them. */
const TAGS = new Set(['Tags', 'TagList']);

const described = collectors
  .filter(({ setting }) => setting === undefined)
  .map((collector) => ({ type: collector.type, collector }));

test.each(described)('$type: each property of the schema is read, or not for a reason', ({ type, collector }) => {
  const properties = schemaProperties(type);
  expect(properties, 'the schemas hold the type').not.toBeNull();
  const read = new Set(documentedProperties(collector).map((path) => path.split(/[.[]/)[0] as string));
  const reasons = collector.notRead ?? {};
  const silent = (properties ?? []).filter(
    (property) => !TAGS.has(property) && !read.has(property) && !(property in reasons),
  );
  expect(silent.sort(), 'left out in silence').toEqual([]);
});

test.each(described)(
  '$type: what is not read is of the schema, is not read, and has a reason',
  ({ type, collector }) => {
    const properties = new Set(schemaProperties(type) ?? []);
    const read = new Set(documentedProperties(collector));
    for (const [property, reason] of Object.entries(collector.notRead ?? {})) {
      // A member of a property that is read otherwise: `DnsOptions.PrivateDnsPreference`.
      const [top] = property.split('.');
      expect(properties, `${property} is no property of the schema`).toContain(top);
      expect(read, `${property} is read`).not.toContain(property);
      expect(reason.length, property).toBeGreaterThan(8);
    }
  },
);
