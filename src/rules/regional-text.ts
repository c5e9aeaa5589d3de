import { regionNamed } from '../collectors/regions.ts';
import type { RegionStatus } from '../collectors/snapshot.ts';

/** How what stands for another thing in another region begins, or what every region's name has. */
const WORDS = ['arn:', 'mrk-', 'east', 'west', 'north', 'south', 'central'];

/** In every id that AWS makes (`sg-0a1b2c3d`) and in every UUID. */
const ID = /-[0-9a-f]{4}(?:-|[0-9a-f]{4})/;

/**
 * Tells a text that reads the same from every place, whatever it is a part of: it names no region, account, ARN or id.
 * A "no" must be certain and a "yes" costs only time, so words that merely look regional count as such.
 */
export function makeIsRegional(places: readonly RegionStatus[]): (text: string) => boolean {
  const short = places.flatMap(({ region }) => regionNamed(region)?.azPrefix ?? []);
  const accounts = places.map(({ account }) => account).filter((account) => account !== '');
  const words = [...new Set([...WORDS, ...short, ...accounts])];
  return (text) => {
    const lower = text.toLowerCase();
    return ID.test(lower) || words.some((word) => lower.includes(word));
  };
}
