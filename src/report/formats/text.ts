/** The format `text`. */
import type { Format } from '../format.ts';
import { text } from '../text/text.ts';

export default {
  extension: 'txt',
  summary: 'For a person at a terminal: verdict, split, matrix, findings, what could not be seen, what to do next.',
  notes: [
    'The default. Follows the width of the terminal (60 to 200 columns; 80 in a file or a pipe) and `NO_COLOR`. What AWS resources are called cannot recolour or reorder the screen: controls are shown, not obeyed.',
  ],
  forPeople: true,
  render: text,
} satisfies Format;
