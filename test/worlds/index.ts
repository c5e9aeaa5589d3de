/** The worlds, found in the files of `stories/`; `WORLDS=NAME,NAME` runs only these. */
import { readdirSync } from 'node:fs';
import type { Story } from './story.ts';

const FOLDER = new URL('./stories/', import.meta.url);
const isStory = (value: unknown): value is Story =>
  typeof value === 'object' && value !== null && 'facts' in value && 'make' in value;

const files = readdirSync(FOLDER).sort();
const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ `./stories/${file}`)));

/** Every world, in the order of the stories' files. */
export const stories: readonly Story[] = modules.flatMap((module) => Object.values(module).filter(isStory));

const names = process.env.WORLDS?.split(',').filter(Boolean) ?? [];
const strangers = names.filter((name) => !stories.some((story) => story.name === name));
if (strangers.length > 0) {
  throw new Error(`no file of test/worlds/stories exports a story named ${strangers.join(', ')}`);
}

/** The worlds that this run is about. */
export const chosen: readonly Story[] =
  names.length > 0 ? stories.filter((story) => names.includes(story.name)) : stories;
