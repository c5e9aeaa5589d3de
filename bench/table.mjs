/** From what was measured to lines: what, how much, and the target where there is one. */

const line = (what, value, target, unit = '') => ({ what, value, target, unit });

export function startupLines({ empty, version, help, demo, ratios }) {
  return [
    line('node -e 0: wall', empty.wall, undefined, 'ms'),
    line('--version: wall / node -e 0', ratios.version, 1.5),
    line('--help: wall / node -e 0', ratios.help, 2),
    line('demo: wall / node -e 0', ratios.demo),
    line('demo: wall', demo.wall, 1000, 'ms'),
    line('--version: peak', version.peak, undefined, 'MiB'),
    line('--help: peak', help.peak, undefined, 'MiB'),
  ];
}

export function callLines({ made, least, ratio, duplicates }) {
  return [
    line('calls made, 2 regions', made),
    line('calls, least possible', least),
    line('calls / least possible', ratio, 1),
    line('requests sent twice', duplicates, 0),
  ];
}

/** The same of more regions. */
export function moreCallLines(regions) {
  return ({ made, ratio }) => [
    line(`calls made, ${regions} regions`, made),
    line(`calls / least possible, ${regions} regions`, ratio, 1),
  ];
}

/** The targets are for two regions at 100 ms, where latency and not this machine's CPU decides. */
export function jobLines({ latency, byRegions, yardstick, witness }) {
  const judged = latency === 100;
  const lines = byRegions.flatMap((result) => {
    const about = `${result.regions} regions, ${latency} ms:`;
    const two = judged && result.regions === 2;
    return [
      line(`${about} first call sent / node -e 0`, result.firstCallRatio, two ? 3 : undefined),
      line(`${about} wall`, result.wall, undefined, 'ms'),
      line(`${about} wall / (node -e 0 + 3 x latency)`, result.wallRatio, two ? 2.2 : undefined),
      line(`${about} CPU / node -e 0`, result.cpuRatio),
      line(`${about} connections`, result.connections),
      line(`${about} most in flight`, result.mostInFlight),
      line(`${about} peak`, result.peak, undefined, 'MiB'),
    ];
  });
  const wallOf = (regions) => byRegions.find((result) => result.regions === regions)?.wall;
  const growth = wallOf(4) / wallOf(2);
  return [
    ...lines,
    line(`2 regions, ${latency} ms: wall / wall without the witness`, witness, judged ? 1.15 : undefined),
    ...yardstickLines(yardstick, latency),
    line(`4 regions / 2 regions, ${latency} ms: wall`, growth, judged ? 1.4 : undefined),
  ];
}

/** No target: it says what is left to gain. */
function yardstickLines({ firstCallRatio, wallRatio, cpuRatio, audit }, latency) {
  return [
    line(`the SDK alone, same calls, ${latency} ms: first call sent / node -e 0`, firstCallRatio),
    line(`the SDK alone, same calls, ${latency} ms: wall / (node -e 0 + 3 x latency)`, wallRatio),
    line(`the SDK alone, same calls, ${latency} ms: CPU / node -e 0`, cpuRatio),
    line(`2 regions, ${latency} ms: wall / the SDK alone`, audit),
  ];
}

/** @param about which limits: `rate limits`, which are low, or `published rates` */
export function limitLines(about) {
  return ({ wall, floor, ratio, calls, throttled }) => [
    line(`under ${about}, 2 regions, 40 ms: wall`, wall, undefined, 'ms'),
    line(`under ${about}: floor`, floor, undefined, 'ms'),
    line(`under ${about}: wall / floor`, ratio, 1.5),
    line(`under ${about}: calls, throttled ones too`, calls),
    line(`under ${about}: throttled answers`, throttled),
  ];
}

/** 10,000 resources in 300 stacks of which 200 are the selection: what is foreign must cost no call of its own. */
export function accountLines({ calls, job }) {
  const [{ wall, wallRatio, peak }] = job.byRegions;
  return [
    line('200 of 10,000 resources, 2 regions: calls / least possible', calls.ratio, 1),
    line('200 of 10,000 resources, 2 regions, 100 ms: wall', wall, undefined, 'ms'),
    line('200 of 10,000 resources, 2 regions, 100 ms: wall / (node -e 0 + 5 x latency)', wallRatio),
    line('200 of 10,000 resources, 2 regions, 100 ms: peak', peak, undefined, 'MiB'),
  ];
}

/** The target is for resources that say the same but for one in a hundred; `linked` is the harder case, told beside it. */
export function auditLines(sizes) {
  return sizes.flatMap(({ alike, linked }) => [
    ...bigAuditLines(alike, 'alike', alike.resources >= JUDGED ? 1 : undefined),
    ...(linked ? bigAuditLines(linked, 'linked', undefined) : []),
  ]);
}

/** Below so many resources a region the start of the process is what is measured. */
const JUDGED = 10_000;

function bigAuditLines({ resources, parse, audit, ratio, bytes }, kind, target) {
  const about = `audit of ${resources} against ${resources} (${kind}):`;
  return [
    line(`${about} wall`, audit.wall, undefined, 'ms'),
    line(`${about} parsing alone: wall`, parse.wall, undefined, 'ms'),
    line(`${about} wall / parsing the same files`, ratio, target),
    line(`${about} peak`, audit.peak, undefined, 'MiB'),
    line(`${about} peak / bytes of the files`, (audit.peak * 2 ** 20) / bytes),
  ];
}

export const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 20 ? 2 : 0));

/** The lines as a Markdown table, and below it the calls one operation at a time. */
export function render(lines, { calls }) {
  const rows = lines.map(({ what, value, target, unit }) => {
    const verdict = target === undefined ? '' : value <= target ? 'met' : 'MISSED';
    return [what, `${number(value)}${unit && ` ${unit}`}`, target === undefined ? '' : `<= ${target}`, verdict];
  });
  const table = markdown(['measured', 'value', 'target', ''], rows);
  return calls === undefined ? table : `${table}\n\n${callTable(calls)}`;
}

function callTable({ rows, notRead, repeated }) {
  const table = markdown(
    ['operation', 'calls', 'least', 'why that many'],
    rows.map(({ name, calls, least, why }) => [name, String(calls), String(least), why]),
  );
  const twice = Object.entries(repeated).map(([request, times]) => `sent ${times} times: ${request}`);
  const left = notRead.length > 0 ? [`not called, and not counted in the least: ${notRead.join(', ')}`] : [];
  return [table, ...left, ...twice].join('\n');
}

export function markdown(head, rows) {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column].length)));
  const format = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [format(head), format(widths.map((width) => '-'.repeat(width))), ...rows.map(format)].join('\n');
}

/** The audit of an assembly before it is deployed: 300 stacks of 500 resources in 5 s and 500 MB. */
export function beforeLines({ stacks, resources, wall, cpu, peak }) {
  const what = `audit of cdk.out, ${stacks} stacks of ${resources}`;
  const whole = stacks * resources >= 150_000;
  return [
    { what: `${what}: seconds`, value: wall / 1000, ...(whole && { target: 5 }) },
    { what: `${what}: CPU seconds`, value: cpu / 1000 },
    { what: `${what}: MB`, value: peak, ...(whole && { target: 500 }) },
  ];
}
