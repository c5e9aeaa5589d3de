import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandLine } from '../src/command.ts';
import { recorder } from '../src/commands/testing.ts';
import { parseTemplate, withStatements } from './examples/template.ts';
import { runIn } from './worlds/run-story.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const inFolder = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);

const WORKFLOWS = [...inFolder('.github/workflows'), ...inFolder('examples/github')];
const TEMPLATE = 'examples/scheduled/template.yaml';
const PAGES = [
  'docs/running.md',
  'docs/before-a-deploy.md',
  'docs/publishing.md',
  'docs/organizations.md',
  'README.md',
];

type Step = { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> };
type Job = { permissions?: Record<string, string>; steps: readonly Step[]; 'timeout-minutes'?: number };
type Workflow = { on: unknown; permissions: Record<string, string>; jobs: Record<string, Job> };

const workflow = (path: string) => parse(read(path)) as Workflow;
const steps = (path: string) => Object.values(workflow(path).jobs).flatMap((job) => job.steps);

/** Every `infra-parity …` of a text: a command, or what follows the bin in a container. */
function commandsOf(text: string): readonly { readonly command: string; readonly flags: readonly string[] }[] {
  const lines = text.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:infra-parity(?:@[\w.]+|:[\w.]+)?|cli\.cjs) ([a-z][a-z-]+)((?: [^|&;#`)]+)?)/g)].map(
      (match) => ({
        command: match[1] ?? '',
        flags: [...(match[2] ?? '').matchAll(/(?<= )--[a-z-]+/g)].map(([flag]) => flag),
      }),
    ),
  );
}

const program = commandLine(recorder().io, { value: 0 });

function unknownFlags(text: string): readonly string[] {
  return commandsOf(text).flatMap(({ command, flags }) => {
    const known = program.commands.find((one) => one.name() === command);
    if (known === undefined) return command === 'help' ? [] : [command];
    const names = known.options.flatMap(({ long }) => long ?? []);
    return flags.filter((flag) => !names.includes(flag)).map((flag) => `${command} ${flag}`);
  });
}

describe.each(WORKFLOWS)('%s', (path) => {
  it('asks for no more than it needs, and ends', () => {
    const { permissions, jobs } = workflow(path);
    expect(permissions.contents).toBe('read');
    const all = [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})];
    for (const one of all) expect(one).not.toBe('write-all');
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('pins every action, and gives our own only inputs that it has', () => {
    const inputs = Object.keys((parse(read('action.yml')) as { inputs: object }).inputs);
    for (const { uses, with: given = {} } of steps(path)) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^(?:\.\/|infra-parity\/infra-parity@v\d+|[\w.-]+\/[\w./-]+@[0-9a-f]{40})$/);
      if (uses === './' || uses.startsWith('infra-parity/')) {
        expect(Object.keys(given).filter((name) => !inputs.includes(name))).toEqual([]);
      }
    }
  });

  it('runs no package and no image in whatever version there is', () => {
    const text = read(path);
    for (const [, version = ''] of text.matchAll(/\b(?:npx|npm install) (?:-\S+ )*@?\w[\w/.-]*(@\S*)?/g))
      expect(version).toMatch(/^@\d+\.\d+\.\d+$/);
  });

  it('puts no expression into a shell', () => {
    for (const { run } of steps(path)) expect(run ?? '').not.toContain('${{');
  });

  it('uses flags that there are', () => {
    expect(
      unknownFlags(
        steps(path)
          .map(({ run }) => run ?? '')
          .join('\n'),
      ),
    ).toEqual([]);
  });

  it('reads only outputs that the action has', () => {
    const outputs = Object.keys((parse(read('action.yml')) as { outputs: object }).outputs);
    const used = [...read(path).matchAll(/steps\.parity\.outputs\.([a-z-]+)/g)].map((match) => match[1] ?? '');
    expect(used.filter((name) => !outputs.includes(name))).toEqual([]);
  });
});

describe('the release', () => {
  const { jobs } = workflow('.github/workflows/release.yml');
  const npm = jobs.npm as Job;
  const commands = npm.steps.map(({ run }) => run ?? '');

  it('is published by a job that has no clone, installs nothing and runs no script of a package', () => {
    expect(npm.permissions).toEqual({ 'id-token': 'write' });
    expect(npm.steps.map(({ uses }) => uses?.split('@')[0]).filter(Boolean)).toEqual([
      'actions/download-artifact',
      'actions/setup-node',
    ]);
    expect(commands.filter((run) => /npm (?:ci|install|run|exec)|npx/.test(run))).toEqual([]);
    expect(commands.at(-1)).toMatch(/^npm publish \.\/\*\.tgz .*--provenance.* --ignore-scripts$/);
  });

  it('is the tarball that was tested, by its digest, made by a job without credentials', () => {
    const test = jobs.test as Job & { outputs: object };
    expect(test.permissions).toBeUndefined();
    expect(test.steps.map(({ run }) => run ?? '').join('\n')).toMatch(/\.ci\/run[\s\S]*npm pack --ignore-scripts/);
    expect(test.outputs).toEqual({ digest: '${{ steps.pack.outputs.digest }}' });
    expect(commands.join('\n')).toContain('sha256sum --check');
  });

  it('has the bill of materials beside it', () => {
    expect((jobs.release as Job).steps.map(({ run }) => run ?? '').join('\n')).toMatch(
      /gh release create .*sbom\.cdx\.json/,
    );
  });
});

describe('examples/gitlab-ci.yml', () => {
  const text = read('examples/gitlab-ci.yml');
  const { parity } = parse(text) as { parity: { stage: string; script: readonly string[]; image: { name: string } } };

  it('uses flags that there are, and goes on when not everything could be seen', () => {
    expect(commandsOf(parity.script.join('\n')).map(({ command }) => command)).toEqual(['check']);
    expect(unknownFlags(parity.script.join('\n'))).toEqual([]);
    expect(parse(text)).toMatchObject({ parity: { allow_failure: { exit_codes: [3] } } });
    expect(parity.image.name).toMatch(/:\d+\.\d+\.\d+$/);
  });
});

describe.each(PAGES)('%s', (path) => {
  it('uses flags that there are', () => {
    const blocks = [...read(path).matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map((match) => match[1] ?? '').join('\n');
    expect(commandsOf(blocks).length).toBeGreaterThan(0);
    expect(unknownFlags(blocks)).toEqual([]);
  });

  it('links to files that there are', () => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
    const from = path.includes('/') ? 'docs' : '.';
    expect(links.filter((link) => !existsSync(join(root, from, link)))).toEqual([]);
  });
});

describe('what the tests of the examples look at', () => {
  it('is told from a flag that there is not', () => {
    expect(unknownFlags('npx infra-parity check --regionz a,b')).toEqual(['check --regionz']);
    expect(unknownFlags('npx infra-parity@0.1 cheque')).toEqual(['cheque']);
  });
});

const BUCKET = 'arn:aws:s3:::results-bucket/results/*';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1';

async function policy(...flags: string[]) {
  const { stdout } = await runIn('nine-versus-four', ['iam-policy', ...flags]);
  return JSON.parse(stdout).Statement;
}

describe(TEMPLATE, () => {
  const text = read(TEMPLATE);
  const functions = { [BUCKET]: '!Sub ${Results.Arn}/results/*', [TOPIC]: '!Ref Alerts', [KEY]: '!GetAtt Key.Arn' };

  it('gives the task what iam-policy prints, and nothing else', async () => {
    const publish = await policy(
      '--publish',
      's3://results-bucket/results/',
      TOPIC,
      'cloudwatch',
      '--publish-kms-key',
      KEY,
    );
    let renewed = withStatements(text, 'read', await policy(), functions);
    renewed = withStatements(renewed, 'publish', publish, functions);
    renewed = withStatements(renewed, 'hub', await policy('--publish', 'securityhub'), functions);
    await expect(renewed).toMatchFileSnapshot(`../${TEMPLATE}`);
    const { Policies } = parseTemplate(renewed).Resources.TaskRole.Properties;
    const [reads, publishes, hub] = Policies;
    expect(reads.PolicyDocument.Statement).toEqual(await policy());
    expect(publishes.PolicyDocument.Statement).toEqual(
      publish.map((one: { Resource: string }) => ({
        ...one,
        Resource:
          {
            [BUCKET]: { 'Fn::Sub': '${Results.Arn}/results/*' },
            [TOPIC]: { Ref: 'Alerts' },
            [KEY]: { 'Fn::GetAtt': ['Key', 'Arn'] },
          }[one.Resource] ?? '*',
      })),
    );
    expect(hub['Fn::If'][0]).toBe('HasSecurityHub');
    expect(hub['Fn::If'][1].PolicyDocument.Statement).toEqual(await policy('--publish', 'securityhub'));
    // IAM takes 10,240 characters for the policies inside a role, blanks not counted.
    expect(JSON.stringify(Policies).length).toBeLessThan(10_240);
  });

  it('calls a command with flags that there are', () => {
    const [container] = parseTemplate(text).Resources.Task.Properties.ContainerDefinitions;
    const words = JSON.stringify(container.Command).match(/--[a-z-]+(?==|")/g) ?? [];
    expect(words.length).toBeGreaterThan(6);
    expect(unknownFlags(`infra-parity ${container.Command[0]} ${words.join(' ')}`)).toEqual([]);
    expect(container).toMatchObject({ ReadonlyRootFilesystem: true, User: '1000' });
  });

  const linter = spawnSync('cfn-lint', ['--version']).status === 0;
  it.skipIf(!linter)('has nothing that cfn-lint minds (skipped where there is no cfn-lint)', () => {
    const { stdout, stderr, status } = spawnSync('cfn-lint', [join(root, TEMPLATE)], { encoding: 'utf8' });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});
