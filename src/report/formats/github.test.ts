import { describe, expect, it } from 'vitest';
import { plain } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { HOSTILE, hostile, livingWith, many, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import github from './github.ts';

type Command = {
  readonly name: string;
  readonly properties: { readonly [key: string]: string };
  readonly data: string;
};

const unescaped = (text: string, pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text);
const DATA = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const;
const PROPERTY = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const;

/** As the runner reads a line of the log (actions/runner, ActionCommand.TryParseV2). */
function parse(line: string): Command {
  const message = line.trimStart();
  if (!message.startsWith('::')) throw new Error(`no command: ${line}`);
  const end = message.indexOf('::', 2);
  const info = message.slice(2, end);
  const space = info.indexOf(' ');
  const pairs = info
    .slice(space + 1)
    .split(',')
    .map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1), PROPERTY)];
    });
  return {
    name: info.slice(0, space),
    properties: Object.fromEntries(pairs),
    data: unescaped(message.slice(end + 2), DATA),
  };
}

const commands = (result: AuditResult) => github.render(result).trimEnd().split('\n').map(parse);
const ofLevel = (result: AuditResult, name: string) => commands(result).filter((one) => one.name === name);

describe.each(Object.entries(SITUATIONS))('annotations of %s', (_, situation) => {
  it('are commands, at most ten of a level, with the verdict first', () => {
    const all = commands(situation());
    for (const { name, properties } of all) {
      expect(['error', 'warning', 'notice']).toContain(name);
      expect(Object.keys(properties)).toEqual(['file', 'line', 'title']);
      expect(Number(properties.line)).toBeGreaterThan(0);
      expect(properties.file).not.toBe('');
    }
    for (const name of ['error', 'warning', 'notice']) {
      expect(ofLevel(situation(), name).length).toBeLessThanOrEqual(10);
    }
    expect(all[0]?.data.startsWith(`${situation().verdict}: `)).toBe(true);
  });
});

describe('annotations', () => {
  it('stand where the baseline states it, else at its head', () => {
    const [crashed, found] = ofLevel(livingWith(), 'error');
    expect(crashed?.properties).toEqual({ file: 'config/infra-parity.yaml', line: '1', title: 'tag-drift crashed' });
    expect(found?.properties).toEqual({
      file: 'config/infra-parity.yaml',
      line: '12',
      title: 'high: property-drift',
    });
    expect(found?.data).toContain('BackupRetentionPeriod of Database differs (us-east-1: 7; eu-central-1: 1)');
    expect(commands(nineVersusFour())[0]?.properties.file).toBe('infra-parity.yaml');
  });

  it('make errors of what fails only', () => {
    const result = { ...nineVersusFour(), failOn: 'critical' as const };
    expect(ofLevel(result, 'error').map((one) => one.properties.title)).toEqual(['critical: world-open-port']);
    expect(ofLevel(result, 'warning')).toHaveLength(7);
  });

  it('say in the last one how many were left out', () => {
    const errors = ofLevel(many(5000), 'error');
    expect(errors).toHaveLength(10);
    expect(errors.slice(0, 9).every((one) => one.properties.title?.startsWith('critical'))).toBe(true);
    expect(errors[9]?.data).toMatch(/^3741 more that GitHub would not show/);
    expect(ofLevel(many(5000), 'warning')[0]?.properties.title).toBe('could not be seen');
  });

  it('give a hostile name back as it is shown, and it starts no command', () => {
    const lines = github.render(hostile()).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=/);
    const crashed = ofLevel(hostile(), 'error').find((one) => one.properties.title === 'world-open-port crashed');
    expect(crashed?.data).toBe(plain(HOSTILE));
    expect(crashed?.properties.file).toBe(plain(HOSTILE, 400));
  });
});
