/** What of a secret text is digested, so that two deployments of one design have equal digests. */
import { isOfWords, tailsOf } from '../../normalise/generated-tails.ts';

/** What a variable is called that holds the name of a resource. */
const NAMES_RESOURCE =
  /bucket|table|queue|topic|stream|function|lambda|cluster|group|stack|role|pool|domain|name|repo|store|cache|machine|bus|layer|index/i;

/** STACK-LOGICALID-TAIL as CloudFormation writes it today: an id that begins with a capital, and twelve letters of both cases and digits. */
const MADE_BY_STACK =
  /^([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-[A-Z][A-Za-z0-9]*)-((?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*[A-Z])[A-Za-z0-9]{12})(\.fifo)?$/;

/** A name of several words with a small letter in it: a licence key has none. */
const MADE_UP = /^(?=.*[a-z])[A-Za-z][\w.]*(?:-[\w.]+)+$/;

/**
 * A variable's text; of a name that CloudFormation made as STACK-LOGICALID-TAIL without its tail, which is another in each
 * deployment. A tail that a person could have written is taken for one only where the variable says that it holds a name.
 */
export function withoutMadeTail(variable: string, text: string): string {
  const made = MADE_BY_STACK.exec(text);
  // Chance spells a syllable or ends with a digit in one tail of eight: behind a logical id it is a tail all the same.
  if (made && NAMES_RESOURCE.test(variable) && !isOfWords(made[2] as string))
    return `${made[1]}-<tail>${made[3] ?? ''}`;
  const [tail] = tailsOf(text);
  if (tail === undefined || !MADE_UP.test(tail.stem)) return text;
  const isBelieved = tail.trust !== 'possible' || (tail.form === '12 characters' && NAMES_RESOURCE.test(variable));
  return isBelieved ? `${tail.stem}-<tail>` : text;
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
