/** The collector of `AWS::Lambda::LayerVersion`. */
import type { LayerVersionsListItem } from '@aws-sdk/client-lambda';
import { allOf, given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { codeComparators } from './lambda.ts';

type LayerVersion = LayerVersionsListItem & { readonly LayerName: string; readonly IsLatest: boolean };

/** Every version of every layer: the list of layers tells the latest of each only, and a stack may hold another. */
async function layerVersions(ctx: CollectorContext): Promise<readonly LayerVersion[]> {
  const { LambdaClient, paginateListLayers, paginateListLayerVersions } = await import('@aws-sdk/client-lambda');
  const config = { client: ctx.client(LambdaClient), pageSize: 50 };
  const layers = await allOf(paginateListLayers(config, {}), ({ Layers }) =>
    given(Layers, 'Layers', 'lambda:ListLayers'),
  );
  const found = await Promise.all(
    layers.map(async ({ LayerName = '', LatestMatchingVersion }) => {
      const pages = paginateListLayerVersions(config, { LayerName });
      const list = await allOf(pages, (page) => given(page.LayerVersions, 'LayerVersions', 'lambda:ListLayerVersions'));
      const latest = LatestMatchingVersion?.Version;
      return list.map((one) => ({ ...one, LayerName, IsLatest: one.Version === latest }));
    }),
  );
  return found.flat();
}

export default defineCollector({
  type: 'AWS::Lambda::LayerVersion',
  summary: 'Versions of layers: their code by its hash, what they go with.',
  scope: 'regional',
  actions: ['lambda:ListLayers', 'lambda:ListLayerVersions'],
  async *list(ctx) {
    for (const one of await layerVersions(ctx)) {
      const id = one.LayerVersionArn ?? '';
      const properties = mapped(one, {
        take: ['CompatibleArchitectures', 'CompatibleRuntimes', 'Description', 'IsLatest', 'LayerName', 'LicenseInfo'],
        sets: ['CompatibleArchitectures', 'CompatibleRuntimes'],
      });
      yield { id, arn: id, name: one.LayerName, properties };
    }
  },
  parts: [
    {
      action: 'lambda:GetLayerVersion',
      properties: ['CodeSha256', 'CodeSize'],
      async read(ctx, { id }) {
        const { GetLayerVersionCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
        const [LayerName = '', version] = id.split(':').slice(-2);
        const command = new GetLayerVersionCommand({ LayerName, VersionNumber: Number(version) });
        // Its `Location` is a signed address of the code, and is not kept.
        const { Content } = await ctx.client(LambdaClient).send(command);
        return compact({ CodeSha256: Content?.CodeSha256, CodeSize: Content?.CodeSize });
      },
    },
  ],
  tags: 'none',
  // What came before the latest one is history, unless a stack holds it.
  isDefault: ({ properties }) => properties.IsLatest === false,
  comparators: {
    CodeSha256: codeComparators.CodeSha256 ?? 'same',
    CodeSize: codeComparators.CodeSize ?? 'same',
    CompatibleArchitectures: 'same',
    CompatibleRuntimes: 'same',
    Description: { compare: 'same', severity: 'low' },
    IsLatest: {
      compare: 'advisory',
      why: 'A later version was published there than the stack holds; which one a function uses is compared with the function.',
    },
    LayerName: 'same',
    LicenseInfo: { compare: 'same', severity: 'low' },
  },
  sets: ['CompatibleArchitectures', 'CompatibleRuntimes'],
  wordsForPeople: ['Description', 'LicenseInfo'],
  notRead: { Content: 'where it was uploaded from; its hash and size tell what it is' },
  cannotSee: [
    'Layers of other accounts: which version a function uses is compared with the function.',
    'With whom a version is shared (AWS::Lambda::LayerVersionPermission).',
  ],
});
