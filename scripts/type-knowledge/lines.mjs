/** JSON with one type a line, so that a difference between two editions can be read. */
export function lines(head, types) {
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`);
  const rows = Object.entries(types).map(([type, facts]) => `${JSON.stringify(type)}:${JSON.stringify(facts)}`);
  return `{\n${fields.join('\n')}\n"types":{\n${rows.join(',\n')}\n}}\n`;
}
