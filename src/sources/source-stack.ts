/** A stack of a source, before and after it is evaluated. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Given } from '../template/environment.ts';
import type { Design } from '../template/evaluate.ts';
import type { Template } from '../template/parse.ts';
import type { SourcePlace } from './source.ts';

/** Where something was written. */
export type Written = { readonly file: string; readonly line: number };

/** One template in one place. */
export type SourceStack = {
  readonly name: string;
  readonly place: SourcePlace;
  readonly template: Template;
  /** The template's file, as messages have it. */
  readonly file: string;
  /** The text of the template, read again: it is large, and few ask for it. */
  readonly body: () => string;
  /** What of the text says that it takes from other stacks, or gives to other regions. */
  readonly leans: { readonly imports: boolean; readonly writes: boolean };
  readonly parameters: { readonly [name: string]: Given };
  /** Tags of the stack, which AWS gives to what it makes. */
  readonly tags: { readonly [key: string]: string };
  /** Of a nested stack: the stack that makes it, and as what. */
  readonly parent: { readonly stack: SourceStack; readonly logicalId: string } | null;
  /** By logical id; one that is missing here has no template at hand. Filled when its template is read. */
  readonly nested: Map<string, SourceStack>;
  /** Where the source code made a resource, by logical id, as far as the source tells. */
  readonly traces: ReadonlyMap<string, Written>;
};

/** A stack in its environment. */
export type EvaluatedStack = {
  readonly stack: SourceStack;
  readonly design: Design;
};

/** A designed value as far as the source tells. `unknown`: why it is not known; null = it is. */
export type DesignedValue = { readonly value: Json; readonly unknown: string | null };

/** The stacks of a source together. */
export type StackWorld = {
  readonly stacks: readonly SourceStack[];
  evaluated(stack: SourceStack): EvaluatedStack;
  /** The value of a design with what holes stand for, as far as the source tells. */
  valueOf(design: Json, at: EvaluatedStack): DesignedValue;
  /** An output of a nested stack. */
  output(at: EvaluatedStack, logicalId: string, output: string): DesignedValue;
  /** What a stack of the same account and region exports under a name. */
  imported(at: EvaluatedStack, name: string): DesignedValue;
  /** What a stack of another region hands over: CDK's cross-region references. */
  handedOver(at: EvaluatedStack, key: string): DesignedValue;
};
