import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** What the runner reads: its environment files, and commands in the log. */

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
