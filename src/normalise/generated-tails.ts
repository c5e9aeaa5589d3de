// The tails that tools put behind a name so that nobody has it yet: what is left without one, and how far each may be trusted.

/** One way to read a name as a stem that somebody gave and a tail that a tool made. */
export type Tail = {
  /** What somebody gave. */
  readonly stem: string;
  /** The form of the tail, and its length: tails of one maker have one form. */
  readonly form: string;
  /**
   * `certain`: the form says who made it, as Terraform's date and counter. `unlikely`: nobody writes so by hand.
   * `possible`: a tool may have made it as well as a person, whose tenants are numbered in hex.
   */
  readonly trust: 'certain' | 'unlikely' | 'possible';
};

/**
 * `name_prefix` and `bucket_prefix`: the time to a ten-thousandth of a second and a counter of eight hex digits. What is made from such
 * a name has it in front of more: `app-TIMECOUNTER-us-east-1`, `app-TIMECOUNTER-logs`.
 */
const TERRAFORM =
  /^(.*?)[-_.]?(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{4}[0-9a-f]{8}(?=$|[-_./:])(.*)$/i;
/** The bucket that CodePipeline makes for a region, by region and account: ten to twelve digits of its own. */
const CODEPIPELINE = /^(codepipeline-[a-z]{2}(?:-[a-z]+)+-\d)-\d{10,12}$/;
/** The security group that EKS makes for a cluster: a number behind its name. */
const EKS_GROUP = /^(eks-cluster-sg-.+)-\d{6,10}$/;
/** The bucket that CloudFormation's console makes for templates. */
const TEMPLATES = /^(cf-templates)-[a-z0-9]{10,14}(-[a-z]{2}(?:-[a-z]+)+-\d)$/;
const UUID = /^(.+?)[-_./]([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
/** CDK's PhysicalName.GENERATE_IF_NEEDED: twelve digits after the eight of the construct's own hash. */
const CDK_PHYSICAL = /^(.+[0-9a-f]{8})([0-9a-f]{12})$/;
/** CloudFormation: twelve letters and digits, in older stacks thirteen; Batch sixteen; Secrets Manager six. */
const ALPHANUMERIC = /^(.+?)[-_]([A-Za-z0-9]{5,20})$/;

/** Words that people put into names. */
const WORDS =
  /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|prod|stag|test|dev|qa|utc|gmt|api|app|web|log|data|back|main|blue|green|red|north|south|east|west|central|net|pub|priv|queue|job|user|admin|order|shop|team|zone|area|node|host|disk|core|edge|live|temp|old|new|ver|rev|run|day|week|month|year|night|hour|part|shard|step|stage|site|unit|type|cache|store|table|topic|role|key|bill|pay|mail|file|full|incr|daily|dr(?=\d)|az(?=\d)|v(?=\d+$)/gi;
/** `logsE0D00D00`: the word belongs to the name, and what follows it may be a person's number. */
const BEGINS_WITH_WORD = new RegExp(`^(?:${WORDS.source})`, 'i');
/** A year, as dates have it. */
const YEAR = /(?:19|20)\d\d/;
/** Five letters that could be spoken, of one case or with a capital in front: neither three vowels nor three consonants in a row. */
const SPOKEN = /(?![A-Za-z]{0,2}[aeiouy]{3})(?![A-Za-z]{0,2}[bcdfghjklmnpqrstvwxz]{3})(?:[A-Z]?[a-z]{5,}|[A-Z]{6,})/g;

/** Whether words are half of its letters: a word of three, or more than half of fewer. */
export function isOfWords(tail: string): boolean {
  const [inWords, all] = [lettersIn((tail.match(WORDS) ?? []).join('')), lettersIn(tail)];
  return inWords * 2 > all || (inWords > 2 && inWords * 2 === all);
}

/** Whether somebody wrote it: words, or what can be spoken, two thirds of its letters; where there is no digit in it any such run is enough. */
function isWritten(tail: string): boolean {
  if (isOfWords(tail)) return true;
  const spoken = tail.match(SPOKEN) ?? [];
  return spoken.length > 0 && (!/\d/.test(tail) || lettersIn(spoken.join('')) * 3 >= lettersIn(tail) * 2);
}

function lettersIn(text: string): number {
  return text.replace(/[^A-Za-z]/g, '').length;
}

/** How many of small letters, capitals and digits it has. */
function kindsIn(tail: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(tail)).length;
}

/** Whether nobody can have meant anything by it: no word, no date, no number. */
export function isMeaningless(tail: string): boolean {
  if (/^\d+$/.test(tail) || YEAR.test(tail) || isWritten(tail)) return false;
  return !/^[A-Za-z]*\d{1,4}$/.test(tail) || tail.length > 12;
}

function trustOf(tail: string): Tail['trust'] | null {
  if (!isMeaningless(tail)) return null;
  if (BEGINS_WITH_WORD.test(tail)) return 'possible';
  if (kindsIn(tail) === 3 && tail.length >= 12) return 'unlikely';
  const turns = tail.match(/[A-Z]\d|\d[A-Z]/g)?.length ?? 0;
  return /^[A-Z0-9]{12,16}$/.test(tail) && turns >= 3 ? 'unlikely' : 'possible';
}

/**
 * How a name may be read with a generated tail, the surest first; empty where it is a name through and through. The `.fifo` of
 * a queue stands behind the tail and stays.
 */
export function tailsOf(name: string): readonly Tail[] {
  const behind = /\.fifo$/.exec(name)?.[0] ?? '';
  const whole = name.slice(0, name.length - behind.length);
  const found: Tail[] = [];
  const put = (stem: string | undefined, form: string, trust: Tail['trust'] | null) => {
    if (stem && trust !== null) found.push({ stem: `${stem}${behind}`, form, trust });
  };
  const [, before = '', after = ''] = TERRAFORM.exec(whole) ?? [];
  put(before === '' ? undefined : before + after, 'date and counter', 'certain');
  put(CODEPIPELINE.exec(whole)?.[1], 'CodePipeline', 'certain');
  put(EKS_GROUP.exec(whole)?.[1], 'EKS', 'certain');
  const templates = TEMPLATES.exec(whole);
  put(templates?.slice(1).join(''), 'console of CloudFormation', 'certain');
  if (found.length > 0) return found;
  // EKS names the groups of its nodes so; tenants are called by a UUID as well.
  put(UUID.exec(whole)?.[1], 'UUID', whole.startsWith('eks-') ? 'unlikely' : 'possible');
  const physical = CDK_PHYSICAL.exec(whole);
  // The hash of the path is the same in both, and nobody gives two names that begin with one hash.
  if (physical && isMeaningless(physical[2] as string))
    put(physical[1], 'CDK 12', /[a-f]\d|\d[a-f]/.test((physical[1] as string).slice(-8)) ? 'unlikely' : 'possible');
  const [, stem, tail = ''] = ALPHANUMERIC.exec(whole) ?? [];
  if (tail !== '' && found.length === 0) put(stem, formOf(tail), trustOf(tail));
  return found;
}

/** Tails of one maker: the letters that it draws from, and how many. */
function formOf(tail: string): string {
  // CloudFormation draws twelve or thirteen.
  const length = tail.length === 13 ? 12 : tail.length;
  return `${length} characters`;
}

/** The stem of a name whose tail is certain; the name itself where none is. */
export function withoutCertainTail(name: string): string {
  const [first] = tailsOf(name);
  return first?.trust === 'certain' ? first.stem : name;
}

/**
 * Whether CloudFormation made the name of a resource: STACK-LOGICALID-TAIL, each part cut to what the type allows, in the case
 * that it allows; some types have no stack in it, and some `_` before the tail.
 */
export function isMadeByStack(name: string, stack: string, logicalId: string): boolean {
  const whole = name.replace(/\.fifo$/, '').replace(/^\/?(?:aws\/[a-z]+\/)?/i, '');
  const match = /^(.+)[-_]([A-Za-z0-9]{12,16})(?:-[A-Za-z0-9]{6})?$/.exec(whole);
  const tail = match?.[2] ?? '';
  if (!match || /^\d+$/.test(tail) || (/\d/.test(tail) ? isOfWords(tail) : isWritten(tail))) return false;
  const body = (match[1] as string).toLowerCase();
  const [ofStack, ofId] = [stack.toLowerCase(), logicalId.toLowerCase()];
  if (body === ofId) return true;
  for (let at = body.indexOf('-'); at >= 0; at = body.indexOf('-', at + 1)) {
    const [head, rest] = [body.slice(0, at), body.slice(at + 1)];
    if (rest !== '' && ofStack.startsWith(head) && ofId.startsWith(rest)) return true;
  }
  return false;
}

/** A StackSet's instance: `StackSet-NAME-UUID`, another UUID in every region. */
const STACK_SET = /^(StackSet-.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=$|-)/i;

/** The name of a StackSet's stack without its UUID, or null. A stack nested in it begins with it. */
export function withoutStackSetId(stack: string): string | null {
  const match = STACK_SET.exec(stack);
  return match ? (match[1] as string) + stack.slice(match[0].length) : null;
}
