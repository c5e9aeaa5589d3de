/** Values of parameters in every form that a command line or a file has them, and what the template does not take. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { onePair, pairsIn } from '../../src/sources/parameter-pairs.ts';
import { runIn } from '../worlds/run-story.ts';

describe('pairs of a line', () => {
  test.each([
    ['Env=prod', [['Env', 'prod']]],
    [
      'Env=prod  Class=db.t4g.medium',
      [
        ['Env', 'prod'],
        ['Class', 'db.t4g.medium'],
      ],
    ],
    [
      'Text="two words" Env=prod',
      [
        ['Text', 'two words'],
        ['Env', 'prod'],
      ],
    ],
    ["Text='two words'", [['Text', 'two words']]],
    ['Text="a \\"quoted\\" one"', [['Text', 'a "quoted" one']]],
    ['Query=a=b&c=d', [['Query', 'a=b&c=d']]],
    [
      'Empty= Env=prod',
      [
        ['Empty', ''],
        ['Env', 'prod'],
      ],
    ],
    ['Empty=', [['Empty', '']]],
    [
      'ParameterKey=Env,ParameterValue=prod ParameterKey=Zones,ParameterValue=a\\,b',
      [
        ['Env', 'prod'],
        ['Zones', 'a,b'],
      ],
    ],
    [
      'ParameterKey=Env,UsePreviousValue=true Class=x',
      [
        ['Env', null],
        ['Class', 'x'],
      ],
    ],
  ])('%s', (line, pairs) => expect(pairsIn(line, 'x')).toEqual(pairs));

  test('any values in quotes come out as they went in', () => {
    const name = fc.stringMatching(/^[A-Za-z]\w{0,9}$/);
    const quoted = (value: string) => `"${value.replaceAll(/(["\\])/g, '\\$1')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string()), { minLength: 1, maxLength: 4 }), (pairs) => {
        const line = pairs.map(([one, value]) => `${one}=${quoted(value)}`).join(' ');
        expect(pairsIn(line, 'x')).toEqual(pairs);
      }),
    );
  });

  test('an item of a list is one pair, spaces and equals signs of its value included', () => {
    expect(onePair('Text=two words and=one', 'x')).toEqual(['Text', 'two words and=one']);
    expect(onePair('ParameterKey=Env,UsePreviousValue=true', 'x')).toEqual(['Env', null]);
    expect(() => onePair('nothing', 'odd [0]')).toThrow(/odd \[0\].*expected Name=value/);
  });

  test.each(['Env: prod', 'prod', '= x', 'ParameterKey=Env'])('%s is none', (line) =>
    expect(() => pairsIn(line, 'file:3')).toThrow(/file:3.*expected Name=value/),
  );
});

describe('what a template takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const main = put(
    'main.yaml',
    'Parameters: {Environment: {Type: String, Default: test}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Environment}}}\n',
  );
  const audited = (...args: readonly string[]) =>
    runIn('none', ['audit', ...args, '--no-baseline', '--report', 'json']);
  const both = (file = '') => ['us-east-1', 'eu-central-1'].flatMap((one) => ['--from', `${one}=${main}${file}`]);

  test('a parameter that is given and that the template lacks is told, with the one that was meant', async () => {
    const { stdout, exitCode } = await audited(...both(`,${put('slip.json', '{"Enviroment": "prod"}')}`));
    const { notes = [] } = (JSON.parse(stdout) as AuditResult).snapshot;
    expect(notes.filter((one) => one.includes('no such parameter'))).toEqual(
      ['eu-central-1', 'us-east-1'].map((region) =>
        expect.stringMatching(
          `^${region}: .*slip\\.json gives Enviroment, and .*main\\.yaml has no such parameter; did you mean Environment\\?$`,
        ),
      ),
    );
    expect(exitCode).toBe(0);
    const fine = await audited(...both(`,${put('fine.json', '{"Environment": "prod"}')}`));
    expect(fine.stdout).not.toContain('no such parameter');
  });

  test.each([
    ['us-esat-1', /"us-esat-1" is not an AWS region; did you mean us-east-1\?/],
    ['useast1', /"useast1" is not an AWS region/],
    ['US-EAST-1', /"US-EAST-1" is not an AWS region; did you mean us-east-1\?/],
    ['production', /"production" is not an AWS region/],
  ])('a template for %s is refused in one line, and is no file that is not there', async (region, line) => {
    const { exitCode, stderr } = await audited('--from', `${region}=${main}`, '--from', `eu-central-1=${main}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(line) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('--parameter is for templates: beside a state it is refused, for nobody would obey it', async () => {
    const state = put(
      'state.json',
      JSON.stringify({
        version: 4,
        terraform_version: '1.9.5',
        lineage: 'x',
        resources: ['us-east-1', 'eu-central-1'].map((region, at) => ({
          mode: 'managed',
          type: 'aws_sns_topic',
          name: `t${at}`,
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [{ attributes: { region, name: 't', id: `arn:aws:sns:${region}:111111111111:t` } }],
        })),
      }),
    );
    const { exitCode, stderr } = await audited('--from', state, '--parameter', 'Environment=prod');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('--parameter: is for templates'),
    });
  });

  test('a word that is no region is no place for stacks that name none', async () => {
    const manifest = {
      version: '40.0.0',
      artifacts: {
        app: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'app.json' },
        },
      },
    };
    put('manifest.json', JSON.stringify(manifest));
    put('app.json', '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}');
    const { exitCode, stderr } = await audited('--from', folder, '--place', 'us-east-1', '--place', 'eu-centrall-1');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/--place eu-centrall-1: .*did you mean eu-central-1\?/),
    });
  });
});
