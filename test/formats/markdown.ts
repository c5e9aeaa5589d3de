/** As a viewer lays it out that lets HTML through, Markdown holds nothing that runs or loads. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => {
    const options = { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true };
    expect(micromark(text, options)).not.toMatch(/<(script|img|iframe|style)\b|\son\w+="/i);
  },
} satisfies Held;
