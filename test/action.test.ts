// Runs the action's step as the runner does, and reads its log as the runner does.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeFolder } from './folder.ts';
import { openWorld } from './simulator/simulator.ts';
import { folderOf } from './worlds/run-story.ts';
import { nineVersusNine } from './worlds/stories/nine.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const snapshot = (world: string) => `${folderOf(world)}/snapshot.jsonl`;

type Inputs = Readonly<Record<string, string>>;

/** A job's temporary folder, with the environment files that the runner makes. */
function job() {
  const folder = makeFolder();
  for (const file of ['output', 'summary']) writeFileSync(join(folder, file), '');
  return folder;
}

/** Runs the action's step as the runner does: the command of action.yml in its shell, inputs and files in the environment. */
async function step(inputs: Inputs, more: Readonly<Record<string, string>> = {}, folder = job()) {
  const [{ run, env }] = action.runs.steps;
  const values = Object.entries(env as Inputs).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
    const value = inputs[input] ?? action.inputs[input].default ?? '';
    return [name, value.replace('${{ github.token }}', 'job-token')];
  });
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_REPOSITORY: 'infra-parity/infra-parity',
      RUNNER_TEMP: folder,
      ...Object.fromEntries(values),
      ...more,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      log += part;
    });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return {
    code,
    log,
    folder,
    outputs: outputsOf(readFileSync(join(folder, 'output'), 'utf8')),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
  };
}

/** As the runner reads the file. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n');
  const outputs: Record<string, string> = {};
  while (lines.length > 1) {
    const [, name = '', end] = /^([^<]+)<<(.+)$/.exec(lines.shift() ?? '') ?? [];
    const value: string[] = [];
    for (let line = lines.shift(); line !== end; line = lines.shift()) {
      if (line === undefined) throw new Error(`output ${name} has no end`);
      value.push(line);
    }
    outputs[name] = value.join('\n');
  }
  return outputs;
}

/** The commands in a log that the runner obeys: none between stop-commands and the word that it was given. */
function obeyed(log: string): readonly string[] {
  let end: string | undefined;
  return log.split('\n').filter((line) => {
    const [, name = '', value = ''] = /^::([\w-]+)[^:]*::(.*)$/.exec(line.trim()) ?? [];
    if (end !== undefined) {
      if (name === end) end = undefined;
      return false;
    }
    if (name === 'stop-commands') end = value;
    return (name !== '' && name !== 'stop-commands') || line.includes('##[');
  });
}

/** A bin or an npm that does what the script says. */
function fake(folder: string, name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

describe('the action', () => {
  it('tells a deviation: outputs, files, summary, annotations, and fails', async () => {
    const { code, log, outputs, summary } = await step({ from: snapshot('nine-versus-four') });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({
      verdict: 'deviation',
      gate: 'fails',
      'exit-code': '1',
      findings: '7',
      unknown: '0',
    });
    expect(JSON.parse(outputs.counts ?? '')).toMatchObject({ 'us-east-1': { total: 9 }, 'eu-central-1': { total: 4 } });
    expect(JSON.parse(readFileSync(outputs.result ?? '', 'utf8')).verdict).toBe('deviation');
    expect(JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(outputs.html ?? '', 'utf8')).toMatch(/^<!doctype html>/i);
    expect(log).toContain('DEVIATION  us-east-1 9 · eu-central-1 4');
    expect(log.match(/^::error /gm)).toHaveLength(7);
    expect(summary).toContain('Database');
  });

  it('tells parity, and every output that it declares', async () => {
    const { code, outputs } = await step({ from: snapshot('nine-versus-nine') });
    expect(code).toBe(0);
    expect(outputs.verdict).toBe('parity');
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  it('tells what could not be seen', async () => {
    const { code, outputs } = await step({ from: snapshot('denied-call') });
    expect(code).toBe(3);
    expect(outputs).toMatchObject({ verdict: 'incomplete', unknown: '1' });
  });

  it('need not fail, write a summary or annotate', async () => {
    const off = { fail: 'false', summary: 'false', annotations: 'false' };
    const { code, log, outputs, summary } = await step({ from: snapshot('nine-versus-four'), ...off });
    expect(code).toBe(0);
    expect(outputs['exit-code']).toBe('1');
    expect(obeyed(log)).toEqual([]);
    expect(summary).toBe('');
  });

  it('passes on what it was given', async () => {
    const folder = job();
    mkdirSync(join(folder, 'infra'));
    const { code, log } = await step(
      {
        from: `${snapshot('nine-versus-four')}\n`,
        'fail-on': 'critical',
        reference: 'us-east-1',
        report: 'junit=parity.xml\ncsv=parity.csv\n',
        args: '--width=70',
        'working-directory': 'infra',
      },
      {},
      folder,
    );
    expect(code).toBe(0);
    expect(log).toContain('below');
    expect(existsSync(join(folder, 'infra', 'parity.xml'))).toBe(true);
    expect(existsSync(join(folder, 'infra', 'parity.csv'))).toBe(true);
  });

  it('reads AWS, as the inputs say', async () => {
    const world = await openWorld();
    await nineVersusNine.make(world);
    const { code, outputs, log } = await step(
      { regions: 'us-east-1\neu-central-1', 'stack-prefix': 'shop' },
      world.env,
    );
    expect(log).toContain('PARITY');
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: 'parity' });
    expect((await world.calls()).writes).toEqual([]);
  });

  it.each([
    ['a region that is none', { regions: 'us-est-1,eu-central-1' }, 'is not an AWS region'],
    ['a switch that is neither', { from: 'x', fail: 'yes' }, 'fail: expected true or false, got "yes"'],
    ['a snapshot and what is to be read', { from: 'x', type: 'AWS::S3::Bucket' }, '--type belong to reading AWS'],
    ['a version that is none', { version: 'latest; id', from: 'x' }, 'version: "latest; id" is no version'],
  ])('is wrong with %s', async (_, inputs, problem) => {
    const { code, log, outputs } = await step(inputs as Inputs);
    expect(code).toBe(2);
    expect(log).toContain(problem);
    expect(log).toMatch(/^::error /m);
    expect(outputs).toMatchObject({ verdict: 'error', 'exit-code': '2' });
  });

  it('lets no input be a command, a flag or an output', async () => {
    const folder = job();
    const evil = `$(touch ${folder}/owned)\`touch ${folder}/owned\`; touch ${folder}/owned`;
    const names = Object.keys(action.inputs).filter(
      (name) => !['from', 'bin', 'version', 'working-directory'].includes(name),
    );
    for (const name of names) {
      const given = { from: snapshot('nine-versus-nine'), [name]: evil };
      const { outputs } = await step(given, {}, folder);
      expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(Object.keys(outputs)));
    }
    expect(existsSync(join(folder, 'owned'))).toBe(false);
    const { log, code } = await step({ from: '--help' });
    expect(code).toBe(2);
    expect(log).toContain('--help: there is no such file');
  }, 120_000);

  it('installs the version that it was given, and runs that', async () => {
    const folder = job();
    const cli = join(root, 'dist/cli.cjs');
    fake(
      folder,
      'npm',
      `#!/bin/sh\nenv\necho "npm $*"\nmkdir -p node_modules/infra-parity/dist\necho 'require(${JSON.stringify(cli)})' > node_modules/infra-parity/dist/cli.cjs\n`,
    );
    const path = `${folder}${delimiter}${process.env.PATH}`;
    const secrets = {
      AWS_SECRET_ACCESS_KEY: 'secret-1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret-2',
      NPM_TOKEN: 'secret-3',
    };
    const more = { PATH: path, npm_config_registry: 'http://mirror.invalid', ...secrets };
    const { code, log } = await step({ from: snapshot('nine-versus-nine'), version: '0.1.0' }, more, folder);
    expect(log).toContain('npm_config_registry=http://mirror.invalid');
    expect(log).not.toMatch(/secret-\d|job-token/);
    expect(log).toContain('npm install --no-audit --no-fund --ignore-scripts --prefix . infra-parity@0.1.0');
    expect(code).toBe(0);
  });
});

describe('an external id', () => {
  it('reaches the audit by its environment, and stands on no command line', async () => {
    const folder = job();
    const bin = fake(folder, 'tell.cjs', 'console.log(process.argv.join(" "), process.env.INFRA_PARITY_EXTERNAL_ID);');
    const role = 'arn:aws:iam::111122223333:role/audit';
    const { log } = await step({ from: 'x', bin, 'role-arn': role, 'external-id': 'two-know-it' }, {}, folder);
    expect(log).toMatch(/--role-arn=\S+.* two-know-it$/m);
    expect(log).not.toContain('--external-id');
    expect((await step({ from: 'x', bin, 'external-id': 'two-know-it' }, {}, folder)).log).toContain('give role-arn');
  });
});

describe('the log', () => {
  const attack = [
    '::add-mask::a',
    '::set-output name=verdict::parity',
    '::stop-commands::evil',
    '::evil::',
    'x ##[command]rm',
    '  ::error::no',
  ];

  it('obeys nothing that the audit prints, on either stream, and our own annotations after it', async () => {
    const folder = job();
    const lines = attack.map((line) => `console.log(${JSON.stringify(line)}); console.error(${JSON.stringify(line)});`);
    const bin = fake(folder, 'evil.cjs', `${lines.join('\n')}\nprocess.stdout.write('no line end');`);
    const { log } = await step({ from: snapshot('nine-versus-nine'), bin }, {}, folder);
    expect(log).toContain('::add-mask::a');
    expect(obeyed(log)).toEqual(['::error title=infra-parity::the audit did not come to a verdict%0Athe log says why']);
  });

  it('says why there is no verdict, in the annotation and the summary, and obeys nothing of it', async () => {
    const folder = job();
    const said = 'infra-parity: --baseline x::error::forged <b>|`: there is no such file';
    const bin = fake(folder, 'fails.cjs', `console.error(${JSON.stringify(said)}); process.exit(2);`);
    const { code, log, summary } = await step({ from: snapshot('nine-versus-nine'), bin }, {}, folder);
    expect(code).toBe(2);
    expect(obeyed(log)).toEqual([
      `::error title=infra-parity::the audit did not come to a verdict%0A${said.slice('infra-parity: '.length)}`,
    ]);
    expect(summary).toContain(`\n    ${said.slice('infra-parity: '.length)}\n`);
  });

  it('ends with a word that nobody can know', async () => {
    const ends = await Promise.all(
      [1, 2].map(
        async () => /^::stop-commands::(.+)$/m.exec((await step({ from: snapshot('nine-versus-nine') })).log)?.[1],
      ),
    );
    expect(ends[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ends[0]).not.toBe(ends[1]);
  });

  it('gives the audit neither tokens nor the files that set outputs and variables', async () => {
    const folder = job();
    const bin = fake(folder, 'tell.cjs', 'console.log(JSON.stringify(process.env, null, 1));');
    const more = {
      ACTIONS_RUNTIME_TOKEN: 'secret-1',
      GITHUB_TOKEN: 'secret-2',
      GITHUB_ENV: join(folder, 'env'),
      AWS_REGION: 'us-east-1',
    };
    const { log } = await step({ from: 'x', bin }, more, folder);
    expect(log).toContain('AWS_REGION');
    expect(log).not.toMatch(/secret-\d|job-token|GITHUB_(ENV|OUTPUT|STEP_SUMMARY)/);
  });
});

/** As much of GitHub's API as the comment asks for. */
type Comment = { id: number; body: string; user?: { type: string; login: string } };

const BOT = { type: 'Bot', login: 'github-actions[bot]' };

async function github(comments: Comment[], status: number, login: string | undefined) {
  const asked: { method: string; url: string; token: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, token: headers.authorization ?? '', body });
    if (url === '/user') {
      response.writeHead(login === undefined ? 403 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(login === undefined ? { message: 'Resource not accessible by integration' } : { login }),
      );
      return;
    }
    const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1);
    const answer = method === 'GET' ? comments.slice((page - 1) * 100, page * 100) : { id: 1 };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? answer : { message: 'Resource not accessible by integration' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('the comment', () => {
  const marker = '<!-- infra-parity -->';

  async function commented(existing: Comment[], status = 200, login: string | undefined = undefined) {
    const folder = job();
    const event = join(folder, 'event.json');
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
    const api = await github(existing, status, login);
    const more = { GITHUB_API_URL: api.url, GITHUB_EVENT_PATH: event };
    const ran = await step({ from: snapshot('nine-versus-four'), comment: 'true' }, more, folder);
    api.close();
    return { ...ran, asked: api.asked };
  }

  it('is written once', async () => {
    const { asked, log } = await commented([{ id: 3, body: 'of somebody else' }]);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /repos/infra-parity/infra-parity/issues/7/comments?per_page=100&page=1',
      'POST /repos/infra-parity/infra-parity/issues/7/comments',
    ]);
    const { body } = JSON.parse(asked[1]?.body ?? '');
    expect(body.startsWith(`${marker}\n`)).toBe(true);
    expect(body).toContain('eu-central-1');
    expect(asked[1]?.token).toBe('Bearer job-token');
    expect(log).toContain('commented on #7');
  });

  it('is renewed, on whatever page it is', async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, body: 'x' }));
    const { asked } = await commented([...others, { id: 500, body: `${marker}\nold`, user: BOT }]);
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'PATCH']);
    expect(asked[2]?.url).toBe('/repos/infra-parity/infra-parity/issues/comments/500');
  });

  it.each([undefined, 'parity-writer'])(
    'of somebody else is not renewed, whatever it begins with (own login: %s)',
    async (login) => {
      const mallory = { id: 3, body: `${marker}\nPARITY`, user: { type: 'User', login: 'mallory' } };
      const alone = await commented([mallory], 200, login);
      expect(alone.asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
      const beside = await commented([mallory, { id: 4, body: `${marker}\nold`, user: BOT }], 200, login);
      expect(beside.asked.at(-1)?.url).toBe('/repos/infra-parity/infra-parity/issues/comments/4');
    },
  );

  it('of the user whose token it is, is renewed', async () => {
    const own = { id: 5, body: `${marker}\nold`, user: { type: 'User', login: 'parity-writer' } };
    const { asked } = await commented([own], 200, 'parity-writer');
    expect(asked.at(-1)).toMatchObject({ method: 'PATCH', url: '/repos/infra-parity/infra-parity/issues/comments/5' });
  });

  it('that cannot be written is a warning, and the verdict stays', async () => {
    const { code, log } = await commented([], 403);
    expect(code).toBe(1);
    expect(log).toMatch(/^::warning .*no comment was written: GET .*403 Resource not accessible by integration/m);
  });
});

describe('action.yml', () => {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');

  it('uses every input once, in the environment and nowhere else', () => {
    const [{ env, run }] = action.runs.steps;
    expect(Object.values(env).sort()).toEqual(
      Object.keys(action.inputs)
        .sort()
        .map((name) => `\${{ inputs.${name} }}`),
    );
    expect(run).not.toContain('${{');
    expect(text.match(/\$\{\{ inputs\./g)).toHaveLength(Object.keys(action.inputs).length);
  });

  it('describes every input and output', () => {
    for (const one of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect((one as { description: string }).description).toMatch(/\S.*\.$/s);
  });

  it('reads every input in its script', () => {
    const script = ['run', 'inputs'].map((name) => readFileSync(join(root, `action/${name}.mjs`), 'utf8')).join('');
    expect(Object.keys(action.inputs).filter((name) => !script.includes(`'${name}'`))).toEqual([]);
  });

  it('has scripts that Node takes', () => {
    for (const name of ['run', 'inputs', 'comment', 'runner', 'environment'])
      expect(spawnSync(process.execPath, ['--check', join(root, `action/${name}.mjs`)]).status).toBe(0);
  });
});
