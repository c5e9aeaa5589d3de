/** The bin: answers --version by itself and loads everything else when it is needed. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from './common/version.ts';

const args = process.argv.slice(2);

/** Past process.stdout, whose first use costs more than all the rest of this command. */
function printVersion(): void {
  try {
    writeSync(1, `${VERSION}\n`);
  } catch {
    process.stdout.on('error', () => {}).write(`${VERSION}\n`);
  }
}

/** The two imports are lazy: the bundle leaves what is behind them unevaluated until it gets here. */
async function start(): Promise<void> {
  // Read by the SDK when its first client is made; it would print a warning about Node 20 among our notes.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { loadWithCodeCache } = await import('./start/load.ts');
  const { main } = loadWithCodeCache(join(__dirname, 'main.cjs'), args[0]);
  await main(args);
}

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) printVersion();
else void start();
