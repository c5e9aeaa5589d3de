/** Checks the endpoints that the environment names. */
import { UsageError } from '../../common/usage-error.ts';

/**
 * The SDK builds every request upon these, and each would fail by itself: of one mistyped variable a page of gaps would come.
 *
 * @throws UsageError for the first that is no URL
 */
export function checkEndpoints(env: Readonly<Record<string, string | undefined>>): void {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return;
  for (const [name, value] of Object.entries(env)) {
    if (!/^AWS_ENDPOINT_URL(_|$)/.test(name) || value === undefined || value === '' || isAddress(value)) continue;
    throw new UsageError(
      `${name}=${withoutUser(value)}`,
      'is not the URL of an endpoint such as http://localhost:4566',
    );
  }
}

/** Who and by which password is nobody's business who reads the log; what stands before an @ may be that, whatever it looks like. */
function withoutUser(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 0 ? text : `${/^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? ''}…${text.slice(at)}`;
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
