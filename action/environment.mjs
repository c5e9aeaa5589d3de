// What of the job's environment each child of the action gets: what it needs, and none of the job's secrets.

/** What npm needs to find itself, its registry and its cache; on Windows names are of any case. */
const FOR_NPM = new RegExp(
  `^(${[
    'path|pathext|home|lang|lc_all|temp|tmp|tmpdir',
    'userprofile|appdata|localappdata|programfiles|systemroot|systemdrive|comspec|windir',
    '(http|https|no|all)_proxy|node_extra_ca_certs|ssl_cert_file|ssl_cert_dir',
    'npm_config_(registry|userconfig|globalconfig|cache|prefix|cafile|proxy|https_proxy|noproxy|strict_ssl)',
  ].join('|')})$`,
  'i',
);

/**
 * What would let the audit act on the job or on GitHub: tokens, and the files by which a step sets outputs, variables and
 * the path of the steps after it. It reads AWS, and asks for nothing else.
 */
const NOT_FOR_THE_AUDIT =
  /^(INPUT_GITHUB_TOKEN|GITHUB_TOKEN|GH_TOKEN|ACTIONS_.*|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY))$/i;

const only = (env, wanted) => Object.fromEntries(Object.entries(env).filter(([name]) => wanted(name)));

/** @param {NodeJS.ProcessEnv} env */
export const npmEnvironment = (env) => only(env, (name) => FOR_NPM.test(name));

/** @param {NodeJS.ProcessEnv} env */
export const auditEnvironment = (env) => only(env, (name) => !NOT_FOR_THE_AUDIT.test(name));
