/** Finds a Python with moto, or makes one. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The moto that the launcher's patches were written against; another version may not fit them. */
export const MOTO_VERSION = '5.2.1';

const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VENV = join(PROJECT_ROOT, '.simulator', 'venv');
const HAS_MOTO = `import importlib.metadata as m, importlib.util as u, sys
sys.exit(0 if m.version("moto") == "${MOTO_VERSION}" and u.find_spec("flask") and u.find_spec("yaml") and u.find_spec("cfnlint") else 1)`;

/** What a finished child process left behind. */
type Finished = { readonly code: number; readonly output: string };

/**
 * A python interpreter that can run the launcher: one that has moto already, else a virtual environment of the
 * project's own. Throws one clear message when there is neither python3 nor a way to install moto.
 */
export async function providePython(): Promise<string> {
  for (const python of [behindMotoServer(), 'python3', venvPython()]) {
    if (python && (await run(python, ['-c', HAS_MOTO])).code === 0) return python;
  }
  return makeVenv();
}

async function makeVenv(): Promise<string> {
  if ((await run('python3', ['--version'])).code !== 0) {
    throw new Error('The simulator needs python3 (3.10 or newer) on the PATH; there is none.');
  }
  const made = await run('python3', ['-m', 'venv', VENV]);
  if (made.code !== 0) throw new Error(`The simulator could not make ${VENV}: ${lastLine(made.output)}`);
  const requirement = `moto[server]==${MOTO_VERSION}`;
  const pip = await run(venvPython(), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
  if (pip.code !== 0) {
    throw new Error(`The simulator could not install ${requirement} (is there a network?): ${lastLine(pip.output)}`);
  }
  return venvPython();
}

function venvPython(): string {
  return join(VENV, 'bin', 'python');
}

/** The interpreter in the first line of `moto_server`; undefined where that is a shim of another kind. */
function behindMotoServer(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'moto_server');
    if (!existsSync(file)) continue;
    const interpreter = /^#!(\S*python\S*)\s*$/.exec(readFileSync(file, 'utf8').split('\n')[0] ?? '')?.[1];
    if (interpreter) return interpreter;
  }
  return undefined;
}

function run(command: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
