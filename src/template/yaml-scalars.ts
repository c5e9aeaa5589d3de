/**
 * What a plain YAML scalar of a template means. CloudFormation reads YAML 1.1, and not by the letter: dates stay text, while
 * an account number with a leading zero has been seen both kept and read as octal. Where two readings differ in what they
 * would deploy, both are kept and nothing is decided.
 */
import { Odd, type Raw } from './raw.ts';

const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const TRUE_WORD = /^(?:yes|Yes|YES|on|On|ON)$/;
const FALSE_WORD = /^(?:no|No|NO|off|Off|OFF)$/;
const NULL = /^(?:|~|null|Null|NULL)$/;
const NUMBER = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const PREFIXED = /^[-+]?0(?:x[\da-fA-F_]+|b[01_]+|o[0-7]+)$/;
const SIXTIES = /^[-+]?[1-9]\d*(?::[0-5]?\d)+$/;

/** A plain scalar without a tag. */
export function plainScalar(text: string): Raw {
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (TRUE_WORD.test(text) || FALSE_WORD.test(text))
    return new Odd([TRUE_WORD.test(text), text], `${text} without quotes is a switch in YAML 1.1 and text since`);
  if (!/^[-+.\d]/.test(text)) return text;
  const readings = numbersOf(text);
  if (readings.length === 0) return text;
  const [first] = readings;
  if (readings.length === 1 && first !== undefined && String(first) === text) return first;
  return new Odd([text, ...new Set(readings)], `${text} without quotes is text to one reader and a number to another`);
}

/** A scalar with one of YAML's own tags. */
export function taggedScalar(tag: string, text: string): Raw {
  if (tag === 'str' || tag === 'timestamp' || tag === 'binary') return text;
  if (tag === 'null') return null;
  return plainScalar(text);
}

/** The numbers that a text may stand for, under the rules of YAML 1.1 and of 1.2. */
function numbersOf(text: string): number[] {
  const bare = text.replaceAll('_', '');
  const sign = bare.startsWith('-') ? -1 : 1;
  const digits = bare.replace(/^[-+]/, '');
  const found: number[] = [];
  if (OCTAL.test(text)) found.push(sign * Number.parseInt(digits, 8));
  if (PREFIXED.test(text)) found.push(sign * Number(digits));
  if (NUMBER.test(text)) found.push(sign * Number(digits));
  if (SIXTIES.test(text)) found.push(sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
  // A whole number that JavaScript cannot hold is better kept as its text.
  return found.filter(
    (number) => Number.isFinite(number) && (Number.isSafeInteger(number) || !Number.isInteger(number)),
  );
}
