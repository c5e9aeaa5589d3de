/** What of a secret text is digested, so that two deployments of one design have equal digests. */
import { tailsOf } from '../../normalise/generated-tails.ts';

/** What a variable is called that holds the name of a resource. */
const NAMES_RESOURCE =
  /bucket|table|queue|topic|stream|function|lambda|cluster|group|stack|role|pool|domain|name|repo|store|cache|machine|bus|layer|index/i;

/** A name of several words with a small letter in it: a licence key has none. */
const MADE_UP = /^(?=.*[a-z])[A-Za-z][\w.]*(?:-[\w.]+)+$/;

/**
 * A variable's text; of a name that CloudFormation made as STACK-LOGICALID-TAIL without its tail, which is another in each
 * deployment. It speaks for names that no stack's row tells (see `variables.ts`), and so guesses nothing that a person could have written.
 */
export function withoutMadeTail(variable: string, text: string): string {
  const [tail] = tailsOf(text);
  if (tail === undefined || !MADE_UP.test(tail.stem)) return text;
  const end = text.replace(/\.fifo$/, '').slice(-12);
  const isDrawn = tail.form === '12 characters' && NAMES_RESOURCE.test(variable) && isChance(end);
  return tail.trust !== 'possible' || isDrawn ? `${tail.stem}-<tail>` : text;
}

/** Letters and digits in turn, and not all of them hex: a tenant's number is, as are a commit and a date. */
function isChance(tail: string): boolean {
  return (tail.match(/(?<=[a-z])\d|(?<=\d)[a-z]/gi)?.length ?? 0) >= 3 && /[g-z]/i.test(tail);
}

/** User data is given in base64, in which a region cannot be told. */
export function withoutBase64(text: string): string {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text;
}

const PLACE = '(?:[a-z]{2}(?:-[a-z]+)+-\\d|[a-z]{3,5}\\d)';
const AWS = 'amazonaws\\.com';

/** Hosts of AWS's naming: what it made of each is an id of the one deployment, and not where the design leads. */
const HOSTS: readonly (readonly [RegExp, string])[] = [
  // NAME.ID.REGION.rds…, NAME.cluster-ro-ID.REGION.rds…, NAME.ID.ng.0001.use1.cache…, master.NAME.ID.use1.cache…
  [
    new RegExp(
      `(\\.(?:[a-z]+-)*)[a-z0-9]{6,14}((?:\\.ng)?(?:\\.\\d{4})*\\.${PLACE}\\.(?:rds|cache|memorydb|docdb|neptune|redshift|kafka)\\.${AWS})`,
      'g',
    ),
    '$1<id>$2',
  ],
  [new RegExp(`-\\d{6,}(\\.${PLACE}\\.elb\\.${AWS})`, 'g'), '-<id>$1'],
  [new RegExp(`-[0-9a-f]{16}(\\.elb\\.${PLACE}\\.${AWS})`, 'g'), '-<id>$1'],
  [new RegExp(`-[a-z0-9]{26}(\\.${PLACE}\\.(?:es|aoss)\\.${AWS})`, 'g'), '-<id>$1'],
  [new RegExp(`(?<![a-z0-9.-])[a-z0-9]{10}(\\.execute-api\\.${PLACE}\\.${AWS})`, 'g'), '<id>$1'],
];
const REGION_CODE = new RegExp(
  `\\.${PLACE}(\\.(?:rds|cache|memorydb|docdb|neptune|redshift|kafka|elb|es|aoss)\\.${AWS})`,
  'g',
);

/** A text with `<id>` for what AWS made of the hosts in it; their regions with it, of which some are short. */
export function withoutMadeHosts(text: string): string {
  if (!text.includes('.amazonaws.com')) return text;
  const told = HOSTS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
  return told
    .replace(REGION_CODE, '.<region>$1')
    .replace(/[\w-]+(?=\.(?:<id>|[a-z-]+<id>))|[\w-]+(?=-<id>\.)/g, stemOf);
}

/** A name in front of an id of AWS's is a resource's. */
function stemOf(name: string): string {
  return withoutMadeTail('name', name);
}
