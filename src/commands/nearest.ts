/** Edits that turn one text into the other: insertions, deletions, replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was probably meant, as `; did you mean X?`, or nothing. Names that contain what was typed come first. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const measured = names.map((name) => {
    const lower = name.toLowerCase();
    return { name, far: wanted.length > 2 && lower.includes(wanted) ? 0.5 : distance(wanted, lower) };
  });
  const [best] = measured.sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(2, typed.length / 3) ? `; did you mean ${best.name}?` : '';
}
