/** How large an instance is, by the name of its type or class. */
import { INSTANCE_SIZES } from './instance-sizes.ts';

export type InstanceSize = {
  readonly vcpus: number;
  /** GiB. */
  readonly memory: number;
};

let table: ReadonlyMap<string, InstanceSize> | undefined;

/**
 * vCPUs and memory of `m6i.large`, `db.r6g.xlarge`, `cache.r7g.large`, `r6g.large.search`; undefined for what is not in the table
 * (`db.serverless`, types that are newer). A cache of the same name has a little less memory, everywhere alike.
 */
export function instanceSize(name: string): InstanceSize | undefined {
  table ??= read();
  return table.get(
    name.replace(/^(?:db|cache|kafka|dax|ml)\./, '').replace(/\.(?:search|elasticsearch|optimized.*|tpc.*)$/, ''),
  );
}

function read(): ReadonlyMap<string, InstanceSize> {
  const sizes = new Map<string, InstanceSize>();
  for (const line of INSTANCE_SIZES.split('\n')) {
    const [family = '', ...all] = line.split(' ');
    for (const one of all) {
      const [size = '', vcpus, memory] = one.split(':');
      sizes.set(`${family}.${size}`, { vcpus: Number(vcpus), memory: Number(memory) });
    }
  }
  return sizes;
}
