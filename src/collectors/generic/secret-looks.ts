/** Secrets that give themselves away by how they look, wherever they stand. */

/** Keys and tokens whose makers give them a form of their own. */
const KEYS =
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bxox[abeprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Z0-9]+-\d+-\w+|\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9+/=]{20,}|\bsk-[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bAIza[\w-]{35}|\bhv[sb]\.[\w-]{20,}|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.|\bda2-[a-z0-9]{26}\b/;

/** What is said before a secret, in an address, a connection string, a header or on a command line; the group is the secret. */
const SAID: readonly RegExp[] = [
  /:\/\/[^/\s:@]*:([^/\s@]+)@/,
  /[?&](?:sig|signature|token|key|password|passwd|pwd|secret|api_?key|access_token|code)=([^&\s]+)/i,
  /(?:^|[;,\s])(?:password|passwd|pwd|accountkey|sharedaccesskey|sharedsecret(?:value)?)\s*=\s*([^;,\s]+)/i,
  /^(?:Bearer|Basic|Token)\s+([\w+/.~=-]{8,})$/i,
  /(?:^|\s)--?(?:[a-z]+-)*(?:password|passwd|passphrase|token|secret|api-?key|access-?key|secret-?key)[=\s]\s*([^\s-]\S*)/i,
];

/** Addresses that let in whoever knows them: their last part is the secret. */
const WEBHOOKS =
  /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/\S+|\bdiscord(?:app)?\.com\/api\/webhooks\/\S+|\.webhook\.office\.com\/\S+|\boutlook\.office(?:365)?\.com\/webhook\/\S+|\bevents\.(?:eu\.)?pagerduty\.com\/integration\/\w+|\bhooks\.zapier\.com\/hooks\/\S+|\bapi\.telegram\.org\/bot\S+|\balert\.victorops\.com\/integrations\/\S+/i;

/** Whether a text looks like a secret, or holds one. */
export function looksSecret(text: string): boolean {
  return KEYS.test(text) || SAID.some((form) => form.test(text)) || WEBHOOKS.test(text);
}

/** What of a text is the secret itself, where what is said before it tells: the password of an address; else the text. */
export function secretPartOf(text: string): string {
  for (const form of SAID) {
    const [, secret] = form.exec(text) ?? [];
    if (secret !== undefined) return secret;
  }
  return text;
}

/** Whether an item of a list, one of the words of a command line, says that the next one is a secret: `--password`. */
export function nextIsSecret(word: unknown): boolean {
  return (
    typeof word === 'string' &&
    /^--?(?:[a-z]+-)*(?:password|passwd|passphrase|token|secret|api-?key|access-?key|secret-?key)$/i.test(word)
  );
}

/** A word, a number, a switch or a formula: what a person chooses from what a handbook lists. */
const SETTING = /^(?:[\w.+-]{1,40}|\{[\w+\-*/(),. ]+\})$/;

/** Whether a setting is text that a person wrote: SQL that is run when somebody connects may name a password. */
export function isFreeText(text: string): boolean {
  return text !== '' && !SETTING.test(text);
}
