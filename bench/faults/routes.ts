/** The operation of a request that names it by method and path only, from the routes that the SDK's own clients carry. */
import { readFileSync } from 'node:fs';

type Route = {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  /** Members of the query that tell it from others of the path: `encryption`, `x-id=ListBuckets`. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** How much of it is fixed: of two that fit, the more certain one is meant. */
  readonly fixed: number;
};

type OperationSchema = readonly [kind: number, namespace: string, name: string, traits: { http?: readonly string[] }];
const OPERATION = 9;

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly devDependencies: { readonly [name: string]: string };
};
const clients = Object.keys(manifest.devDependencies).filter((name) => name.startsWith('@aws-sdk/client-'));

let loaded: Promise<ReadonlyMap<string, readonly Route[]>> | undefined;

/** The operation that a service, as it is signed, answers there; null where no client has such a route. */
export async function operationAt(service: string, method: string, url: URL): Promise<string | null> {
  loaded ??= load();
  const path = url.pathname.replace(/(?<=.)\/$/, '');
  const fitting = ((await loaded).get(service) ?? []).filter(
    (route) =>
      route.method === method &&
      route.path.test(path) &&
      route.query.every(
        ([name, value]) => url.searchParams.has(name) && (value === '' || url.searchParams.get(name) === value),
      ),
  );
  return fitting.sort((a, b) => b.fixed - a.fixed)[0]?.operation ?? null;
}

/** The routes of every client that the project has, by the name that its requests are signed for. */
async function load(): Promise<ReadonlyMap<string, readonly Route[]>> {
  const routes = new Map<string, Route[]>();
  for (const name of clients) {
    const client = (await import(name)) as { readonly [name: string]: unknown };
    const found = Object.values(client).filter(isOperation).flatMap(routeOf);
    if (found.length === 0) continue;
    const service = signedAs(client);
    routes.set(service, [...(routes.get(service) ?? []), ...found]);
  }
  return routes;
}

function isOperation(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === OPERATION;
}

function signedAs(client: { readonly [name: string]: unknown }): string {
  const name = Object.keys(client).find((key) => /^[A-Z]\w*Client$/.test(key)) ?? '';
  const Client = client[name] as new (config: object) => { readonly config: { readonly defaultSigningName: string } };
  return new Client({ region: 'us-east-1' }).config.defaultSigningName;
}

function routeOf([, , operation, { http }]: OperationSchema): readonly Route[] {
  const [method, route] = http ?? [];
  if (method === undefined || route === undefined) return [];
  const [path = '', query = ''] = route.split('?');
  const parts = path.replace(/(?<=.)\/$/, '').split(/(\{\w+\+?\})/);
  const text = parts.map((part) => {
    if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return part.endsWith('+}') ? '.+' : '[^/]+';
  });
  const members = [...new URLSearchParams(query)];
  const fixed = parts.filter((part) => !part.startsWith('{')).join('').length + members.length;
  return [{ operation, method, path: new RegExp(`^${text.join('')}$`), query: members, fixed }];
}
