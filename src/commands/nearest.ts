import { editDistance } from '../collectors/regions.ts';

/** The name that was probably meant, as `; did you mean X?`, or nothing. Names that contain what was typed come first. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const measured = names.map((name) => {
    const lower = name.toLowerCase();
    return { name, far: wanted.length > 2 && lower.includes(wanted) ? 0.5 : editDistance(wanted, lower) };
  });
  const [best] = measured.sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(2, typed.length / 3) ? `; did you mean ${best.name}?` : '';
}
