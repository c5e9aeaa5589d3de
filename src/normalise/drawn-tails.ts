/** Ends of names that look drawn from letters and digits, whatever chance spelled in them: what many names of one tool are told by. */
import { isMeaningless, isOfWords } from './generated-tails.ts';

export type DrawnTail = {
  readonly stem: string;
  /** How long it is and what it is drawn from: one tool draws all of its tails so. */
  readonly form: string;
  readonly tail: string;
  /** Whether nobody can have meant it, seen alone. */
  readonly isMeaningless: boolean;
  /** Whether it looks drawn where many others of its form are; what can be spoken may be somebody's word all the same. */
  readonly looksDrawn: boolean;
};

const DRAWN = /^(.+?)[-_]((?=\d*[A-Za-z])[A-Za-z0-9]{5,20})(\.fifo)?$/;
/** So often letters and digits take turns where nobody wrote them: `server1a` does twice. */
const TURNS = 3;

/** A name read as what somebody gave and a drawn tail; null where it has none, or where it says something in words. */
export function drawnTailOf(name: string): DrawnTail | null {
  const [, stem = '', tail = '', behind = ''] = DRAWN.exec(name) ?? [];
  if (stem === '' || isOfWords(tail)) return null;
  const alone = isMeaningless(tail);
  const turns = tail.match(/(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/g)?.length ?? 0;
  const letters = `${/[a-z]/.test(tail) ? 'a' : ''}${/[A-Z]/.test(tail) ? 'A' : ''}`;
  return {
    stem: `${stem}${behind}`,
    form: `${tail.length} drawn of ${letters}0`,
    tail,
    isMeaningless: alone,
    looksDrawn: alone || turns >= TURNS,
  };
}
