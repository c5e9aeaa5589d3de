// Writes the report as a comment of the pull request, and renews its own.
import { readFileSync } from 'node:fs';

/** GitHub takes comments of 65,536 characters. */
const LONGEST = 65_536;

/** The first line of the report: by it a comment is found again. */
const MARK = '<!-- infra-parity -->';

/** The number of the pull request of the event, or null. */
function pullRequest(env) {
  if (!env.GITHUB_EVENT_PATH) return null;
  const { pull_request, issue } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  return pull_request?.number ?? (issue?.pull_request ? issue.number : null);
}

async function api(env, token, path, method = 'GET', body = undefined) {
  const answer = await fetch(`${env.GITHUB_API_URL ?? 'https://api.github.com'}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-github-api-version': '2022-11-28',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    const { message = '' } = await answer.json().catch(() => ({}));
    throw new Error(`${method} ${path}: ${answer.status} ${message}`);
  }
  return answer.json();
}

/** The login of the token's own user; undefined for the token of an app (the job's own among them), which may not ask. */
async function ownLogin(env, token) {
  const { login } = await api(env, token, '/user').catch(() => ({}));
  return login;
}

/**
 * The comment of an earlier run with the same key: one for each job, however often it runs. Whoever may comment may begin
 * with our marker, and may edit their comment afterwards: only what a bot wrote, or the token's own user, is renewed.
 */
async function earlier(env, token, base, marker) {
  let own;
  for (let page = 1; ; page++) {
    const comments = await api(env, token, `${base}/comments?per_page=100&page=${page}`);
    for (const comment of comments.filter(({ body }) => body?.startsWith(marker))) {
      if (comment.user?.type === 'Bot') return comment;
      own ??= { login: await ownLogin(env, token) };
      if (own.login !== undefined && comment.user?.login === own.login) return comment;
    }
    if (comments.length < 100) return undefined;
  }
}

/**
 * Writes the report as a comment of the pull request, or renews the one that is there. Returns what was done, in words.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ token: string, key: string, markdown: string }} what
 */
export async function comment(env, { token, key, markdown }) {
  const number = pullRequest(env);
  if (number === null) return 'no comment: this run belongs to no pull request';
  const name = key.replace(/[^\w.-]/g, '-').slice(0, 50);
  const marker = name === 'default' ? MARK : `<!-- infra-parity ${name} -->`;
  const whole = markdown.replace(MARK, marker);
  if (whole.length > LONGEST)
    throw new Error(`the report has ${whole.length} characters, and a comment takes ${LONGEST}`);
  const issue = `/repos/${env.GITHUB_REPOSITORY}/issues/${number}`;
  const before = await earlier(env, token, issue, marker);
  if (before === undefined) {
    await api(env, token, `${issue}/comments`, 'POST', { body: whole });
    return `commented on #${number}`;
  }
  await api(env, token, `/repos/${env.GITHUB_REPOSITORY}/issues/comments/${before.id}`, 'PATCH', { body: whole });
  return `renewed the comment on #${number}`;
}
