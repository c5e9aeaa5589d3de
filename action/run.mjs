// The action: runs infra-parity with the inputs, and tells the runner what came of it. Node and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
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

function told(reports) {
  if (!existsSync(reports.json)) return null;
  return JSON.parse(readFileSync(reports.json, 'utf8'));
}

function outputs(result, code, reports) {
  setOutput(env, 'verdict', result?.verdict ?? 'error');
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
  const { status, error } = withoutCommands(() =>
    spawnSync(process.execPath, [findBin(folder), ...args, '--report=text', ...all], {
      cwd: resolve(inputs.text('working-directory') || '.'),
      env: { ...auditEnvironment(env), ...externalId() },
      stdio: LOG,
    }),
  );
  if (error) throw error;
  const code = status ?? 2;
  const result = told(reports);
  outputs(result, code, reports);
  if (result === null) {
    annotate('error', 'the audit did not come to a verdict; the log says why');
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
