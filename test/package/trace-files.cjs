/** Preloaded by package.test.ts: writes the names of the files of dist/ that the process has read to $TRACE_FILE. */
const fs = require('node:fs');
const path = require('node:path');

const read = new Set();
const { readFileSync, writeFileSync } = fs;
fs.readFileSync = (file, ...rest) => {
  if (typeof file === 'string' && path.basename(path.dirname(file)) === 'dist') read.add(path.basename(file));
  return readFileSync(file, ...rest);
};
process.on('exit', () => writeFileSync(process.env.TRACE_FILE, JSON.stringify([...read])));
