/** Ids that AWS makes up, told by how they look, wherever they stand in a text. */
import { isDigest } from '../../snapshot/digest.ts';

const HEX = '[0-9a-f]';
const UUID = `${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`;

/**
 * Each one random beyond doubt: no one writes them by hand. Short ids that could be words (an API's ten letters) are not told so,
 * but by the resources that have them.
 */
const MADE = [
  `(?:[a-z]{1,6}-)?${UUID}`,
  // sg-0a1b…, eipalloc-0a1b…, d-90675153fc; eight digits alone are a day.
  `[a-z]+(?:-[a-z]+)*-(?:${HEX}{17}|(?=\\d*[a-f])(?=[a-f]*\\d)${HEX}{8,10}(?![0-9a-z]))`,
  // ws-…, ns-bw3m2isxdue4vwmt: letters and digits by turns.
  '(?<!-)[a-z]{1,6}-(?=[a-z]*\\d+[a-z]+\\d)[a-z0-9]{12,26}(?![a-z0-9-])',
  // A user pool: us-east-1_W6ST8sYH6.
  '(?:[a-z]{2}(?:-[a-z]+)+-\\d|<region>)_[A-Za-z0-9]{9}',
  `${HEX}{64}|${HEX}{40}|${HEX}{32}`,
  // A hosted zone, an access key, a distribution.
  '[AEZ](?=[A-Z0-9]*\\d)[A-Z0-9]{12,20}',
].join('|');

const ANYWHERE = new RegExp(`(?<![A-Za-z0-9])(?:${MADE})(?![A-Za-z0-9])`, 'g');
const ALONE = new RegExp(`^(?:${MADE})$`);

/** The text with `<id>` for each id that AWS made. */
export function withoutMadeIds(text: string): string {
  return mapMadeIds(text, () => '<id>');
}

/** The text with another in the place of each id that AWS made. */
export function mapMadeIds(text: string, other: (id: string) => string): string {
  // A digest says whether two secrets are equal.
  const digest: boolean = isDigest(text);
  return digest ? text : text.replace(ANYWHERE, (id) => other(id));
}

/** Whether a text is an id of AWS's making and nothing more. */
export function isMadeId(text: string): boolean {
  return ALONE.test(text);
}
