import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned, cut, harmless, safe, thousands, visible } from './escape.ts';
import { cells, hang, padEnd, padStart, shorten, wrap } from './text-width.ts';

describe('visible', () => {
  it.each([
    ['\u001b[31mred', '␛[31mred'],
    ['a\r\nb\tc\u0000', 'a␍␊b␉c␀'],
    ['\u009b31m\u007f', '‹U+009B›31m␡'],
    ['user\u202egpj', 'user‹U+202E›gpj'],
    ['zero\u200bwidth\ufeff', 'zero‹U+200B›width‹U+FEFF›'],
    ['lone \ud800 half', 'lone ‹U+D800› half'],
    ['\u{e0041}tag', '‹U+E0041›tag'],
    ['👩‍💻 支払い é', '👩‍💻 支払い é'],
    ['🏳\ufe0f\u200d🌈 ❤\ufe0f 👍🏽', '🏳\ufe0f\u200d🌈 ❤\ufe0f 👍🏽'],
    ['می\u200cخواهم क\u094d\u200dष 葛\u{e0100}', 'می\u200cخواهم क\u094d\u200dष 葛\u{e0100}'],
    ['ad\u200dmin a\u200cb', 'ad‹U+200D›min a‹U+200C›b'],
    ['a\ufe0fb\u034fc d\u{e0100}', 'a‹U+FE0F›b‹U+034F›c d‹U+E0100›'],
    ['\u200d👩 👩\u200d', '‹U+200D›👩 👩‹U+200D›'],
    [']]> <script>', ']]> <script>'],
  ])('shows %j as %s', (given, shown) => {
    expect(visible(given)).toBe(shown);
  });

  it('leaves no control character, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(visible(any)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('harmless', () => {
  it('leaves what is our own: line ends, tabs, colours, the progress line, the mark of a file', () => {
    const own = '\ufeffa\r\n\u001b[1;31mb\u001b[0m\tc\n';
    expect(harmless(own)).toBe(own);
    expect(harmless('\rreading\u001b[K')).toBe('\rreading\u001b[K');
  });

  it.each([
    ['a\rb', 'a␍b'],
    ['\u001b]0;t\u0007', '␛]0;t␇'],
    ['\u001b[2J', '␛[2J'],
    ['a\n  ::error::x', 'a\n  ·:error::x'],
    ['::a', '::a'],
    ['x##vso[a.b]', 'x#·#vso[a.b]'],
    ['x\u0085y', 'x‹U+0085›y'],
  ])('shows %j as %j', (given, shown) => {
    expect(harmless(given)).toBe(shown);
  });

  it('is done in the time of its length', () => {
    const started = performance.now();
    for (const piece of ['\t', ' ', ':', '#', '::', '\u200d', '\u0300\u200d', '\r']) harmless(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('cut', () => {
  it('says how much is left out', () => {
    expect(cut('x'.repeat(200_000), 80)).toBe(`${'x'.repeat(80)}… (199,920 more characters)`);
    expect(cut('abc', 2)).toBe('ab… (1 more character)');
    expect(cut('abc', 3)).toBe('abc');
  });

  it('never splits a character of two units', () => {
    expect(cut('😀😀😀', 2)).toBe('😀😀… (1 more character)');
    expect(cut('😀😀', 2)).toBe('😀😀');
  });

  it('counts the characters of the value, not of its escapes', () => {
    expect(safe('\u001b'.repeat(10), 4)).toBe('␛␛␛␛… (6 more characters)');
  });

  it('groups thousands', () => {
    expect([0, 999, 1000, 1234567].map(thousands)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('widths are terminal cells', () => {
  it('counts two for wide characters', () => {
    expect(cells('支払い')).toBe(6);
    expect(padEnd('支', 4)).toBe('支  ');
    expect(padStart('支', 4)).toBe('  支');
  });

  it('cuts at the end or in the middle', () => {
    expect(shorten('abcdefgh', 5)).toBe('abcd…');
    expect(shorten('abcdefgh', 5, 'middle')).toBe('ab…gh');
    expect(shorten('支払い', 4)).toBe('支…');
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abc', 0)).toBe('');
  });

  it('never exceeds the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (any, width) => {
        const shown = visible(any);
        expect(cells(shorten(shown, width, 'middle'))).toBeLessThanOrEqual(width);
        expect(cells(shorten(shown, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('wraps words and loses none', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(hang('- ', 'one two three', 9)).toEqual(['- one two', '  three']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 2, max: 40 }), (any, width) => {
        const lines = wrap(any, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(any.replaceAll(' ', ''));
        for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a CI runner', () => {
  it('finds no command in a name, wherever it is wrapped', () => {
    expect(visible('::set-env name=A::b')).toBe(':·:set-env name=A::b');
    expect(visible('a ::error::b ##[group]')).toBe('a :·:error::b #·#[group]');
    expect(visible('AWS::RDS::DBInstance')).toBe('AWS::RDS::DBInstance');
    expect(cleaned({ name: 'x ::warning::y' })).toEqual({ name: 'x :·:warning::y' });
  });
});
