/** `; did you mean X?` when one of the names is near enough, else nothing. A name that contains what was typed is as near as can be. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const near = names
    .map((name) => {
      const lower = name.toLowerCase();
      return { name, far: wanted.length > 2 && lower.includes(wanted) ? 0 : editDistance(wanted, lower) };
    })
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(name.length / 4)))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))[0];
  return near ? `; did you mean ${near.name}?` : '';
}

/** Letters put in, taken out, changed, or swapped with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const line = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const least = Math.min(changed, (last[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      line.push(swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least);
    }
    [before, last] = [last, line];
  }
  return last[b.length] ?? 0;
}
