/** What the functions of a template may ask for. */
import type { Environment } from './environment.ts';
import type { Raw } from './raw.ts';
import type { Uses, Value } from './values.ts';

/** A condition: true, false, or not known, and then why. */
export type Tri = { readonly value: boolean | null; readonly reason: string | null; readonly uses: Uses };

/** What functions of evaluated arguments need beside them. */
export type Lookups = {
  readonly environment: Environment;
  /** The section of a template, or undefined where there is no template at hand. */
  readonly mappings: Raw | undefined;
};

export type Context = Lookups & {
  readonly evaluate: (raw: Raw) => Value;
  readonly condition: (name: string) => Tri;
  readonly reference: (name: string) => Value;
  readonly attribute: (resource: string, attribute: string) => Value;
  /** Counts work; false once a template asks for more than any real one does. */
  readonly spend: (values: number) => boolean;
};

/**
 * A function of the template language. `values`: its argument is evaluated first; null = it cannot be worked out before the
 * holes in it are known. `raw`: it decides itself what of its argument is evaluated.
 */
export type TemplateFunction =
  | {
      readonly name: string;
      readonly takes: 'values';
      readonly run: (argument: Value, lookups: Lookups) => Value | null;
    }
  | { readonly name: string; readonly takes: 'raw'; readonly run: (argument: Raw, context: Context) => Value };
