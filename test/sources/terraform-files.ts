/** Writes the same resources in each of Terraform's forms. */

export type Made = {
  readonly module?: string;
  readonly type: string;
  readonly name: string;
  readonly index?: number | string;
  readonly provider?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly sensitive?: readonly string[];
};

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

export function addressOf({ module, type, name, index }: Made): string {
  const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
  return `${module === undefined ? '' : `${module}.`}${type}.${name}${key}`;
}

/** `terraform.tfstate`, version 4. */
export function state(resources: readonly Made[]): object {
  return {
    version: 4,
    terraform_version: '1.9.5',
    serial: 7,
    lineage: '5a5e0ec3-0000-0000-0000-000000000000',
    outputs: {},
    resources: resources.map(({ module, type, name, index, provider = 'aws', values, sensitive = [] }) => ({
      ...(module && { module }),
      mode: 'managed',
      type,
      name,
      provider: `provider["${PROVIDER}"]${provider === 'aws' ? '' : `.${provider.split('.')[1]}`}`,
      instances: [
        {
          ...(index !== undefined && { index_key: index }),
          schema_version: 0,
          attributes: values,
          sensitive_attributes: sensitive.map((value) => [{ type: 'get_attr', value }]),
        },
      ],
    })),
  };
}

function modules(resources: readonly Made[]): object {
  const own = (all: readonly Made[]) =>
    all.map((one) => ({
      address: addressOf(one),
      mode: 'managed',
      type: one.type,
      name: one.name,
      ...(one.index !== undefined && { index: one.index }),
      provider_name: PROVIDER,
      schema_version: 0,
      values: one.values,
      sensitive_values: Object.fromEntries((one.sensitive ?? []).map((name) => [name, true])),
    }));
  const inside = [...new Set(resources.flatMap(({ module }) => module ?? []))];
  return {
    resources: own(resources.filter(({ module }) => module === undefined)),
    child_modules: inside.map((address) => ({
      address,
      resources: own(resources.filter(({ module }) => module === address)),
    })),
  };
}

/** A state of `terraform show -json`. */
export function shown(resources: readonly Made[]): object {
  return { format_version: '1.0', terraform_version: '1.9.5', values: { root_module: modules(resources) } };
}

/** What an apply makes, and the configuration says by a reference. */
const AFTER: { readonly [type: string]: { readonly [attribute: string]: string } } = {
  aws_security_group: { vpc_id: 'aws_vpc.main' },
  aws_db_instance: { kms_key_id: 'aws_kms_key.data', vpc_security_group_ids: 'aws_security_group.db' },
};

/** A plan of `terraform show -json`. `apply`: nothing is made yet, so that ids and what leads to them come after the apply. */
export function plan(resources: readonly Made[], { apply = false }: { readonly apply?: boolean } = {}): object {
  const later = ({ type }: Made) => [
    'id',
    'arn',
    'key_id',
    'endpoint',
    'main_route_table_id',
    ...Object.keys(AFTER[type] ?? {}),
  ];
  const planned = apply
    ? resources.map((one) => ({
        ...one,
        values: Object.fromEntries(Object.entries(one.values).filter(([name]) => !later(one).includes(name))),
      }))
    : resources;
  const configured = [...new Map(resources.map((one) => [`${one.type}.${one.name}`, one])).values()];
  return {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: modules(planned) },
    resource_changes: resources.map((one) => ({
      address: addressOf(one),
      change: {
        actions: ['create'],
        after_unknown: apply ? Object.fromEntries(later(one).map((name) => [name, true])) : {},
      },
    })),
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: {} } },
      root_module: {
        module_calls: {
          app: {
            module: {
              resources: configured.map(({ type, name, values }) => ({
                address: `${type}.${name}`,
                mode: 'managed',
                type,
                name,
                provider_config_key: 'aws',
                expressions: Object.fromEntries(
                  Object.keys(values)
                    .filter(
                      (attribute) =>
                        !['id', 'arn', 'key_id', 'endpoint', 'main_route_table_id', 'bucket_domain_name'].includes(
                          attribute,
                        ),
                    )
                    .map((attribute) => {
                      const to = AFTER[type]?.[attribute];
                      return [attribute, to === undefined ? {} : { references: [`${to}.id`, to] }];
                    }),
                ),
              })),
            },
          },
        },
      },
    },
  };
}
