import { describe, expect, it } from 'vitest';
import { chooseRegions, firstAnswer } from './preflight.ts';

const error = (name: string) => Object.assign(new Error(name), { name });
const asked = (regions: Record<string, boolean> | null) => ({
  enabled: Promise.resolve({ regions: regions && new Map(Object.entries(regions)), note: 'denied' }),
});

describe('the first answer', () => {
  it('is that of the first region, and the others are not asked', async () => {
    const calls: string[] = [];
    const answer = await firstAnswer(['a', 'b'], async (region) => {
      calls.push(region);
      return region;
    });
    expect([answer, calls]).toEqual(['a', ['a']]);
  });

  it('is that of the next where one refuses or is slow', async () => {
    const refuses = async (region: string) => {
      if (region === 'a') throw error('InvalidClientTokenId');
      return region;
    };
    expect(await firstAnswer(['a', 'b'], refuses)).toBe('b');
    const hangs = (region: string) => (region === 'a' ? new Promise<string>(() => {}) : Promise.resolve(region));
    expect(await firstAnswer(['a', 'b'], hangs, 10)).toBe('b');
  });

  it('is none where all refuse, and the most telling error comes first', async () => {
    const names: Record<string, string> = { a: 'TimeoutError', b: 'ExpiredToken', c: 'AccessDenied' };
    const refuses = async (region: string) => {
      throw error(names[region] ?? '');
    };
    const errors = await firstAnswer(['a', 'b', 'c'], refuses).catch((all: Error[]) => all.map(({ name }) => name));
    expect(errors).toEqual(['ExpiredToken', 'AccessDenied', 'TimeoutError']);
  });
});

describe('the regions to audit', () => {
  it('are those asked for, once each, without waiting for an answer', async () => {
    const never = { enabled: new Promise<never>(() => {}) };
    expect(await chooseRegions(['eu-west-1', 'us-east-1', 'eu-west-1'], [], never)).toEqual(['eu-west-1', 'us-east-1']);
    expect(await chooseRegions(['eu-west-1', 'us-east-1'], ['us-east-1'], never)).toEqual(['eu-west-1']);
  });

  it('are all that are enabled, in order', async () => {
    expect(
      await chooseRegions('all', [], asked({ 'us-east-1': true, 'eu-south-1': false, 'eu-west-1': true })),
    ).toEqual(['eu-west-1', 'us-east-1']);
    await expect(chooseRegions('all', [], asked(null))).rejects.toThrow('--all-regions: denied; name the regions');
  });

  it('may be newer than the table', async () => {
    expect(await chooseRegions(['eu-newland-1'], [], asked({ 'eu-newland-1': true }))).toEqual(['eu-newland-1']);
    await expect(chooseRegions(['us-est-1'], [], asked({ 'us-east-1': true }))).rejects.toThrow(
      /did you mean us-east-1\?/,
    );
    await expect(chooseRegions(['us-east-1'], ['us-est-1'], asked({}))).rejects.toThrow(
      /^--exclude-region: unknown region/,
    );
  });
});
