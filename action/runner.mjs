// What the runner reads: its environment files, and commands in the log.
import { randomUUID } from 'node:crypto';
import { appendFileSync, writeSync } from 'node:fs';

/** Appends `name<<delimiter`; the delimiter is random, so that no value can end it and set another output. */
export function setOutput(env, name, value) {
  const delimiter = `end-${randomUUID()}`;
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

export function addSummary(env, markdown) {
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown);
}

/** An annotation; what would end the command is escaped as the runner unescapes it. */
export function annotate(level, text) {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::${level} title=infra-parity::${data}\n`);
}

/**
 * Runs `work` while the runner obeys no command in the log. What ends that is random and told to nobody: what is printed
 * meanwhile (names, tags, whatever npm says) cannot.
 */
export async function withoutCommands(work) {
  const end = randomUUID();
  // Written at once, before the first line of the child.
  writeSync(1, `::stop-commands::${end}\n`);
  try {
    return await work();
  } finally {
    writeSync(1, `\n::${end}::\n`);
  }
}
