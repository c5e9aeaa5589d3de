/** Paths of the type knowledge, `Origins.*.Id`, held against the places of a value. */

/** Names from the top; `*` for an item of a list. */
export type Path = readonly string[];

/** Whether a path is one of those, or lies inside one of them. */
export function isUnder(path: Path, known: readonly string[]): boolean {
  return known.some((one) => startsWith(path, one.split('.')));
}

/** Whether a path is one of those. */
export function isAt(path: Path, known: readonly string[]): boolean {
  return known.some((one) => {
    const steps = one.split('.');
    return startsWith(path, steps) && sizeOf(path) === sizeOf(steps);
  });
}

/** The schemas write the items of a list with a star or without: both are the same place. */
function startsWith(path: Path, steps: readonly string[]): boolean {
  const names = path.filter((step) => step !== '*');
  const wanted = steps.filter((step) => step !== '*');
  // A star may also stand for the key of a map, which is a name here.
  if (names.length >= wanted.length && wanted.every((step, at) => step === names[at])) return true;
  return path.length >= steps.length && steps.every((step, at) => step === '*' || step === path[at]);
}

function sizeOf(path: Path): number {
  return path.filter((step) => step !== '*').length;
}
