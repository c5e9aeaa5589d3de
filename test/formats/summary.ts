/** The summary is Markdown, and is held to what Markdown is. */
import markdown from './markdown.ts';

export default markdown;
