import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgedBy } from '../findings/testing.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'];
const encoded = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const found = (us: string, eu: string) => {
  const one = (Data: string) => [
    { type: 'AWS::S3::Bucket', name: 'a', logicalId: 'B', stack: 'app', properties: { Data } },
  ];
  return judgedBy('property-drift', { regions: { [US]: one(us), [EU]: one(eu) } }).findings.length;
};

it('a text in base64 that says the own region is the same', () => {
  expect(found(encoded(`echo ${US}`), encoded(`echo ${EU}`))).toBe(0);
  expect(found(encoded(US), encoded(EU))).toBe(0);
});

it.each([
  ['another word', encoded(`echo ${US}`), encoded(`print ${EU}`)],
  ['one of them in clear', encoded(`echo ${US}`), `echo ${EU}`],
  ['no region', encoded('echo one'), encoded('echo two')],
])('with %s it differs', (_, us, eu) => {
  expect(found(us, eu)).toBe(1);
});

it('nothing differs that is the same in clear, and nothing is the same that differs in clear', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abc \n'), minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const clear = found(`${a} ${US}`, `${b} ${EU}`);
      expect(found(encoded(`${a} ${US}`), encoded(`${b} ${EU}`))).toBe(clear);
    }),
  );
});
