/** The format `html`. */
import type { Format } from '../format.ts';
import { page } from '../html/page.ts';

export default {
  extension: 'html',
  summary: 'One self-contained page for people: an overview, and every difference side by side.',
  notes: [
    'The file needs no network and no server. Its Content-Security-Policy lets nothing run but its own script and stylesheet, each by its SHA-256 digest, and lets nothing be fetched or sent. It reads without JavaScript and prints with everything open.',
    'Filters and search stand in the address of the page, so a narrowed view can be shared as a link. `?` shows the keys.',
    'Beyond 10,000 findings or 10,000 counterparts the page says how many it leaves out; the JSON report has them all.',
  ],
  forPeople: true,
  render: (result) => page(result),
} satisfies Format;
