// The action: runs infra-parity with the inputs, and tells the runner what came of it. Node and nothing else.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comment } from './comment.mjs';
import { auditEnvironment, npmEnvironment } from './environment.mjs';
import { argumentsOf, makeInputs } from './inputs.mjs';
import { addSummary, annotate, setOutput, withoutCommands } from './runner.mjs';

const { env } = process;
/** One stream for both of a child's: lines of two would reach the runner in any order, some of them after the end. */
const LOG = ['ignore', 1, 1];
const inputs = makeInputs(env);
const own = fileURLToPath(new URL('..', import.meta.url));

/** The bin that was named, the one built beside this action, or one from npm in the version of this action. */
function findBin(folder) {
  const named = inputs.text('bin');
  if (named !== '') return resolve(named);
  const beside = join(own, 'dist', 'cli.cjs');
  const version = inputs.text('version') || JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')).version;
  if (inputs.text('version') === '' && existsSync(beside)) return beside;
  // On Windows npm is a batch file, which only a shell runs: nothing may stand in the version that a shell would read.
  if (!/^[\w.-]+$/.test(version)) throw new Error(`version: "${version}" is no version`);
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', '.', `infra-parity@${version}`];
  const { status, error } = spawnSync('npm', args, {
    cwd: folder,
    env: npmEnvironment(env),
    stdio: LOG,
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error(`infra-parity ${version} could not be installed: ${error?.message ?? `npm ended with ${status}`}`);
  return join(folder, 'node_modules', 'infra-parity', 'dist', 'cli.cjs');
}

/** Reports that the action needs itself, each in a file of the job's temporary folder. */
function ownReports(folder) {
  const files = { json: 'result.json', sarif: 'parity.sarif', html: 'parity.html', summary: 'summary.md' };
  const more = { ...files, github: 'annotations.log', markdown: 'comment.md' };
  return Object.fromEntries(Object.entries(more).map(([format, name]) => [format, join(folder, name)]));
}

/** Lines of the audit's own that are kept to be told, and characters of each. */
const SAID = 20;
const LONGEST = 2000;

/**
 * Runs the audit and passes on what it says as it comes; both of its streams go through this process, so that nothing reaches the
 * runner after the end.
 *
 * @returns {Promise<{ status: number | null, said: string }>} what it said of itself on stderr last: why it came to no verdict
 */
function runAudit(args, options) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => writeAll(chunk));
    child.stderr.on('data', (chunk) => {
      writeAll(chunk);
      said = (said + chunk.toString('utf8')).slice(-SAID * LONGEST);
    });
    child.on('error', failed);
    child.on('close', (status) => done({ status, said }));
  });
}

/** The log of a runner is a pipe, which may be full for a moment. */
function writeAll(chunk) {
  for (let at = 0; at < chunk.length; ) {
    try {
      at += writeSync(1, chunk, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

/** The lines that say why there is no verdict, without the name before them. */
function reasonIn(said) {
  const lines = said.split('\n').filter((line) => line.startsWith('infra-parity: '));
  return lines.slice(-3).map((line) => line.slice('infra-parity: '.length, LONGEST));
}

/** Why there is no verdict, where people look: the annotation and the summary. In a code block nothing of it is Markdown. */
function tellReason(said) {
  const lines = reasonIn(said);
  annotate(
    'error',
    ['the audit did not come to a verdict', ...(lines.length > 0 ? lines : ['the log says why'])].join('\n'),
  );
  if (!inputs.flag('summary')) return;
  const block = lines.map((line) => `    ${line.replaceAll('\r', ' ')}`).join('\n');
  addSummary(env, `## 💥 infra-parity: no verdict\n\n${block || 'The log says why.'}\n`);
}

function told(reports) {
  if (!existsSync(reports.json)) return null;
  return JSON.parse(readFileSync(reports.json, 'utf8'));
}

function outputs(result, code, reports) {
  setOutput(env, 'verdict', result?.verdict ?? 'error');
  setOutput(env, 'gate', result?.gate?.passes ? 'passes' : 'fails');
  setOutput(env, 'exit-code', String(code));
  setOutput(env, 'counts', JSON.stringify(result?.counts ?? {}));
  setOutput(env, 'findings', String((result?.findings ?? []).filter(({ status }) => status === 'open').length));
  setOutput(env, 'unknown', String(result?.gaps.length ?? 0));
  for (const [name, format] of Object.entries({ result: 'json', sarif: 'sarif', html: 'html' })) {
    setOutput(env, name, existsSync(reports[format]) ? reports[format] : '');
  }
}

/** By the environment: a command line stands in the list of processes. */
function externalId() {
  const id = inputs.text('external-id');
  if (id === '') return {};
  if (inputs.text('role-arn') === '') throw new Error('external-id: belongs to a role; give role-arn');
  return { INFRA_PARITY_EXTERNAL_ID: id };
}

/** A comment that cannot be written is a warning: the verdict is what counts. */
async function commentOn(reports) {
  const markdown = readFileSync(reports.markdown, 'utf8');
  const what = { token: inputs.text('github-token'), key: inputs.text('comment-key') || 'default', markdown };
  const line = await comment(env, what).catch((error) => {
    annotate('warning', `no comment was written: ${error.message}`);
    return null;
  });
  if (line !== null) process.stdout.write(`${line}\n`);
}

/** @returns the exit code of the step */
async function main() {
  const wanted = {
    summary: inputs.flag('summary'),
    annotations: inputs.flag('annotations'),
    comment: inputs.flag('comment'),
    fail: inputs.flag('fail'),
  };
  const args = argumentsOf(inputs);
  const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'infra-parity-'));
  const reports = ownReports(folder);
  const all = Object.entries(reports).map(([format, file]) => `--report=${format}=${file}`);
  const { status, said } = await withoutCommands(() =>
    runAudit([findBin(folder), ...args, '--report=text', ...all], {
      cwd: resolve(inputs.text('working-directory') || '.'),
      env: { ...auditEnvironment(env), ...externalId() },
      stdio: LOG,
    }),
  );
  const code = status ?? 2;
  const result = told(reports);
  outputs(result, code, reports);
  if (result === null) {
    tellReason(said);
    return code === 0 ? 2 : code;
  }
  if (wanted.annotations) process.stdout.write(readFileSync(reports.github, 'utf8'));
  if (wanted.summary) addSummary(env, readFileSync(reports.summary, 'utf8'));
  if (wanted.comment) await commentOn(reports);
  return wanted.fail || code === 2 || code > 3 ? code : 0;
}

process.exitCode = await main().catch((error) => {
  annotate('error', error.message);
  setOutput(env, 'verdict', 'error');
  setOutput(env, 'exit-code', '2');
  return 2;
});
