// The inputs of the action, as the runner gives them: environment variables, '' when left out.

/** @param {NodeJS.ProcessEnv} env */
export function makeInputs(env) {
  const text = (name) => (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
  return {
    text,
    /** Values on lines of their own. */
    lines: (name) =>
      text(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    /** Values with commas or line ends between them. */
    list: (name) =>
      text(name)
        .split(/[,\r\n]+/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    /** Throws on anything but true, false and nothing: a typo must not turn a gate off. */
    flag: (name) => {
      const value = text(name).toLowerCase();
      if (value === 'true') return true;
      if (value === 'false' || value === '') return false;
      throw new Error(`${name}: expected true or false, got "${value}"`);
    },
  };
}

/** Inputs that become a flag with a value, once or once for each; `audit` reads no AWS and takes the second list only. */
const READING = {
  list: ['exclude-region', 'stack-prefix', 'type', 'exclude-type'],
  lines: ['tags'],
  text: ['wait', 'save-snapshot'],
};
const JUDGING = {
  lines: ['report', 'publish', 'from'],
  text: ['baseline', 'waivers', 'reference', 'fail-on', 'since', 'adopted', 'role-arn', 'publish-region'],
};
const FLAGS = { tags: 'tag' };

/**
 * The arguments of infra-parity. A value is joined to its flag, `--type=…`, so that one that begins with a dash is no flag.
 *
 * @param {ReturnType<typeof makeInputs>} inputs
 */
export function argumentsOf(inputs) {
  const given = (kind, names) =>
    names.flatMap((name) => {
      const values = kind === 'text' ? [inputs.text(name)].filter((value) => value !== '') : inputs[kind](name);
      return values.map((value) => `--${FLAGS[name] ?? name}=${value}`);
    });
  const command = inputs.lines('from').length > 0 ? 'audit' : 'check';
  const regions = inputs.list('regions');
  const reading = [
    ...(regions.length > 0 ? [`--regions=${regions.join(',')}`] : []),
    ...(inputs.flag('all-regions') ? ['--all-regions'] : []),
    ...Object.entries(READING).flatMap(([kind, names]) => given(kind, names)),
  ];
  if (command === 'audit' && reading.length > 0) {
    throw new Error(
      `from: a snapshot is judged as it is; ${reading.map((one) => one.split('=')[0]).join(', ')} belong to reading AWS`,
    );
  }
  return [
    command,
    ...reading,
    ...Object.entries(JUDGING).flatMap(([kind, names]) => given(kind, names)),
    ...(inputs.flag('fail-on-new') ? ['--fail-on-new'] : []),
    ...(inputs.flag('strict') ? ['--strict'] : []),
    ...inputs.lines('args'),
  ];
}
